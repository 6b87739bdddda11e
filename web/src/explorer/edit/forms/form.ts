import { AnswerError } from "../../api/ask.ts";
import type { EditSubjectQuery, EditVocabularyQuery, EntityClass } from "../../api/operations.ts";
import { pickedIn, textIn, type Draft, type Field, type Option, type Picked } from "../fields.ts";

type Found = NonNullable<EditSubjectQuery["node"]>;
export type EntitySubject = Extract<Found, { class: EntityClass }>;
export type RelationshipSubject = Extract<Found, { __typename: "Relationship" }>;

/** The record that a form is about, as it was when the form was opened. */
export type Subject = EntitySubject | RelationshipSubject;

/** What a form is made of besides what is typed. */
export interface Context {
  readonly vocabulary: EditVocabularyQuery["vocabulary"];
  readonly subject: Subject | null;
  /** The source that was added last, which is likely to be used; at most one. */
  readonly lastSource: readonly Picked[];
}

/** What came of a write. */
export interface Written {
  /** The cursor of its change, to take it back by. */
  readonly change: string;
  readonly consistency: string;
  /** What was done, in words. */
  readonly words: string;
  /** The record to select; null where the picture has none of it. */
  readonly select: string | null;
  /** The entities that the picture should now have. */
  readonly shows: readonly string[];
  /** The record that was made; null if one was changed. */
  readonly made: Picked | null;
}

/** A write that is ready: what it sends, and how. */
export interface Prepared {
  readonly input: object;
  readonly send: (idempotencyKey: string, signal: AbortSignal) => Promise<Written>;
}

/** A form: what it asks for, and what is written of it. */
export interface Form {
  readonly title: (context: Context) => string;
  readonly fields: (draft: Draft, context: Context) => readonly Field[];
  /** What the fields say when it opens; of a record that is changed, what that says now. */
  readonly start: (context: Context) => Draft;
  /** It changes its subject, at the version that it was opened at. */
  readonly edits: boolean;
  /** What is wrong with a draft before the server is asked, by the name of the field. */
  readonly check?: (draft: Draft) => Readonly<Record<string, string>>;
  /** What the write comes to, in sentences. */
  readonly summary?: (draft: Draft, context: Context) => readonly string[];
  /** What the button that writes it says. */
  readonly save: (draft: Draft, context: Context, changes: number) => string;
  /** A change to the draft for which there is a button. */
  readonly tool?: { readonly label: string; readonly apply: (draft: Draft) => Draft };
  readonly prepare: (draft: Draft, context: Context) => Prepared;
}

/** The relationship that a form is about. Forms that need one are offered for one only. */
export function relationshipOf({ subject }: Context): RelationshipSubject {
  if (subject?.__typename !== "Relationship") throw new Error("the form is about a relationship");
  return subject;
}

/** What a subject is called. */
export function subjectName(subject: Subject): string {
  return subject.__typename === "Relationship" ? subject.statement : subject.name;
}

/** The text of a field as an input takes it: undefined where it is empty. */
export function given(draft: Draft, name: string): string | undefined {
  return textIn(draft, name) || undefined;
}

/** The text of a choice as an input takes it: undefined where none is made. */
export function chosen<T extends string>(
  draft: Draft,
  name: string,
  options: readonly T[],
): T | undefined {
  return options.find((option) => option === textIn(draft, name));
}

/** The id picked in a field: undefined where none is. */
export function idIn(draft: Draft, name: string): string | undefined {
  return pickedIn(draft, name)[0]?.id;
}

/** The ids picked in a field. */
export function idsIn(draft: Draft, name: string): string[] {
  return pickedIn(draft, name).map(({ id }) => id);
}

/** The validity of a new record as an input takes it: undefined where nothing is said of it. */
export function newValidity(draft: Draft) {
  const edtf = given(draft, "validity.edtf");
  const attestedFrom = given(draft, "validity.attestedFrom");
  const attestedUntil = given(draft, "validity.attestedUntil");
  if (!edtf && !attestedFrom && !attestedUntil) return undefined;
  return { edtf: edtf ?? "/", attestedFrom, attestedUntil };
}

/** Options of terms, by what people read. */
export function optionsOf(terms: readonly { name: string; label: string }[]): Option[] {
  const sorted = [...terms].sort((a, b) => a.label.localeCompare(b.label));
  return [
    { value: "", label: "Choose …" },
    ...sorted.map((t) => ({ value: t.name, label: t.label })),
  ];
}

/** The payload of a mutation; one without an error has it. */
export function payload<Answer>(answer: Answer | null): Answer {
  if (answer === null) throw new AnswerError("The answer was empty.", "INTERNAL");
  return answer;
}
