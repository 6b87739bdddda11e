import { AnswerError, ask, awaitWrite } from "../api/ask.ts";
import { EditsSinceDocument } from "../api/operations.ts";
import { forgetPictures } from "../model/request.ts";
import { add, refresh, select } from "../model/store.ts";
import { formOf } from "./forms/forms.ts";
import type { Subject, Written } from "./forms/form.ts";
import { newKey } from "./key.ts";
import { merge } from "./merge.ts";
import { fieldRefused, withoutPath } from "./refused.ts";
import { currentWork, get, noTrouble, set, setWork } from "./session.ts";
import type { Clash, OtherEdit, Trouble, Work } from "./session.ts";
import { signOut } from "./sign.ts";
import { fill, loadSubject } from "./work.ts";

/** How long an answer to a write is awaited, in milliseconds. */
export const patience = 30_000;

/** Writes what the preview shows. However often it is sent, it is written once. */
export async function save(): Promise<void> {
  const { work, context } = currentWork();
  if (work.stage !== "preview" || !work.keyed) return;
  setWork({ stage: "sending", trouble: noTrouble });
  try {
    const { send } = formOf(work.form).prepare(work.draft, context);
    const written = await send(work.keyed.key, AbortSignal.timeout(patience));
    awaitWrite(written.consistency);
    set({ done: { written, undone: false, busy: false, problem: "", key: newKey() } });
    if (isShown(work)) close(work, written);
    await showWritten(written);
  } catch (error) {
    if (isShown(work)) await fail(error);
  }
}

/** Whether the form is still the one in work: it may have been closed meanwhile. */
function isShown({ keyed }: Work): boolean {
  return get().works.at(-1)?.keyed === keyed;
}

/** Closes the form that was written; a source goes where it was waited for. */
function close({ form, fills }: Work, { made }: Written): void {
  set(({ works }) => ({ works: works.slice(0, -1) }));
  if (form !== "source" || !made) return;
  set({ lastSource: [made] });
  if (fills !== null) fill(fills, made);
}

/** Draws the picture anew with what was written, and selects it. */
export async function showWritten({ shows, select: id }: Written): Promise<void> {
  if (shows.length > 0) {
    forgetPictures();
    await add(shows, id ?? undefined);
  } else if (id !== null) await refresh();
  if (id !== null) select(id);
}

/** Says what is wrong where it is wrong; the form stays as it is typed. */
async function fail(error: unknown): Promise<void> {
  if (!(error instanceof AnswerError)) {
    setWork({
      stage: "preview",
      trouble: trouble(
        "The server did not answer in time. Nothing is lost: trying again writes it once.",
      ),
    });
    return;
  }
  if (error.code === "UNAUTHENTICATED" || error.code === "FORBIDDEN") {
    setWork({ stage: "preview" });
    signOut(`${error.message}. What you typed is kept until you sign in again.`);
  } else if (error.code === "BAD_USER_INPUT") refuse(error);
  else if (error.code === "CONFLICT" && (await clashes())) return;
  else {
    setWork({ stage: "preview", trouble: trouble(inWords(error)) });
  }
}

function inWords({ code, message }: AnswerError): string {
  if (code === "OFFLINE")
    return "The server does not answer. Nothing is lost: trying again writes it once.";
  return message;
}

function trouble(message: string): Trouble {
  return { ...noTrouble, message };
}

function refuse({ message, field }: AnswerError): void {
  const { work, context } = currentWork();
  const name = fieldRefused(field, formOf(work.form).fields(work.draft, context));
  setWork({
    stage: "typing",
    trouble:
      name === undefined
        ? trouble(message)
        : { message: "", fields: { [name]: withoutPath(message, field) }, isNew: true },
  });
}

/** Whether a conflict is a clash with another edit of the subject; if so, it is shown. */
async function clashes(): Promise<boolean> {
  const { work } = currentWork();
  const opened = work.subject;
  if (!opened || !formOf(work.form).edits) return false;
  try {
    const subject = await loadSubject(opened.id);
    if (!subject) {
      const gone = "Someone has taken this record out of the graph since. Nothing was written.";
      setWork({ stage: "preview", trouble: trouble(gone) });
      return true;
    }
    if (subject.version === opened.version) return false;
    const edits = await editsSince(opened, subject.version);
    setWork({ stage: "typing", clash: clashWith(subject, edits) });
    return true;
  } catch {
    return false;
  }
}

function clashWith(subject: Subject, edits: readonly OtherEdit[]): Clash {
  const { work, context } = currentWork();
  const form = formOf(work.form);
  const fields = form.fields(work.draft, context);
  const now = form.start({ ...context, subject });
  const merged = merge(fields, form.start(context), work.draft, now);
  return { subject, merged, now, edits };
}

/** What others changed in a record since a version of it; the latest 20 edits. */
async function editsSince(opened: Subject, version: number): Promise<readonly OtherEdit[]> {
  const first = Math.min(20, version - opened.version);
  const { node } = await ask(EditsSinceDocument, { id: opened.id, first });
  const history = node && "history" in node ? node.history.edges : [];
  return history.map(({ node: edit }) => edit);
}
