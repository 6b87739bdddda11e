import { create } from "zustand";
import type { Keyed } from "./key.ts";
import type { Draft, Picked } from "./fields.ts";
import type { FormName } from "./forms/forms.ts";
import type { Context, Subject, Written } from "./forms/form.ts";
import type { Merged } from "./merge.ts";

/** What went wrong, and at which fields. */
export interface Trouble {
  /** Said above the form; empty where the fields say all. */
  readonly message: string;
  /** By the name of the field. */
  readonly fields: Readonly<Record<string, string>>;
  /** It has just been found: the first of the fields gets the focus. */
  readonly isNew: boolean;
}

export const noTrouble: Trouble = { message: "", fields: {}, isNew: false };

/** A line of what another edit changed in a record. */
export interface OtherEdit {
  readonly version: number;
  readonly recordedFrom: string;
  readonly writer: string;
  readonly reason: string | null;
  readonly changed: readonly { field: string; before: string | null; after: string | null }[];
}

/** The record was changed by someone else since the form was opened. */
export interface Clash {
  /** What it is now. */
  readonly subject: Subject;
  readonly merged: Merged;
  /** What the fields say of it now. */
  readonly now: Draft;
  /** Latest first. */
  readonly edits: readonly OtherEdit[];
}

/** A form in work. It outlives the panel, so that nothing typed is lost. */
export interface Work {
  readonly form: FormName;
  /** As it was when the form was opened, or when a clash was settled. */
  readonly subject: Subject | null;
  readonly lastSource: readonly Picked[];
  readonly draft: Draft;
  readonly stage: "typing" | "preview" | "sending";
  readonly trouble: Trouble;
  /** The clash that has to be settled first; null: none. */
  readonly clash: Clash | null;
  /** What was last about to be written; null before the first preview. */
  readonly keyed: Keyed | null;
  /** The field to go on at when the form is shown again; empty: the head of the form. */
  readonly resume: string;
  /** The field of the form below that waits for the record that this one adds. */
  readonly fills: string | null;
}

/** A write that can be taken back, or the taking back of one. */
export interface Done {
  readonly written: Written;
  /** Its record was taken back, and can be put back. */
  readonly undone: boolean;
  readonly busy: boolean;
  readonly problem: string;
  /** The key under which it is taken back, or put back. */
  readonly key: string;
}

/** All that the panel for editors holds. Components read parts of it by `useSession`. */
export interface Session {
  readonly signedIn: boolean;
  readonly vocabulary: Context["vocabulary"] | null;
  /** The forms in work; the last is shown, those below wait for it. */
  readonly works: readonly Work[];
  readonly lastSource: readonly Picked[];
  /** What waits for an answer whether to discard what was typed; null: nothing. */
  readonly afterDiscard: (() => void) | null;
  /** The last write; null once it is closed. */
  readonly done: Done | null;
  /** Why the panel could not do what was asked of it; empty if nothing. */
  readonly problem: string;
}

export const useSession = create<Session>(() => ({
  signedIn: false,
  vocabulary: null,
  works: [],
  lastSource: [],
  afterDiscard: null,
  done: null,
  problem: "",
}));

export const { setState: set, getState: get } = useSession;

/** Changes the form that is shown. */
export function setWork(change: Partial<Work>): void {
  set(({ works }) => ({
    works: works.map((work, i) => (i === works.length - 1 ? { ...work, ...change } : work)),
  }));
}

/** What the form that is shown is made of; throws where none is. */
export function currentWork(): { work: Work; context: Context } {
  const { works, vocabulary } = get();
  const work = works.at(-1);
  if (!work || !vocabulary) throw new Error("no form is open");
  return { work, context: contextOf(work, vocabulary) };
}

/** The context of a form in work. */
export function contextOf(work: Work, vocabulary: Context["vocabulary"]): Context {
  return { vocabulary, subject: work.subject, lastSource: work.lastSource };
}
