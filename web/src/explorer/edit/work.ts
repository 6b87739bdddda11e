import { AnswerError, ask, problemText } from "../api/ask.ts";
import { EditSubjectDocument } from "../api/operations.ts";
import type { Draft, Field, Picked, Value } from "./fields.ts";
import { missing } from "./fields.ts";
import { formOf, type FormName } from "./forms/forms.ts";
import type { Subject } from "./forms/form.ts";
import { keyed } from "./key.ts";
import { withFields } from "./merge.ts";
import { isTouched } from "./preview.ts";
import {
  contextOf,
  currentWork,
  get,
  noTrouble,
  set,
  setWork,
  type Trouble,
  type Work,
} from "./session.ts";

/** Asks for a record that a form may be about; null if there is none, or it is another thing. */
export async function loadSubject(id: string, signal?: AbortSignal): Promise<Subject | null> {
  const { node } = await ask(EditSubjectDocument, { id }, signal);
  return node && "version" in node ? node : null;
}

/** Opens a form, about a record or none, once it is known how the record is now. */
export async function openForm(form: FormName, about: string | null): Promise<void> {
  set({ problem: "" });
  try {
    const subject = about === null ? null : await loadSubject(about);
    if (about !== null && !subject) throw new AnswerError("This record is not there any more.", "");
    begin(form, subject, null);
  } catch (error) {
    set({
      problem: problemText(error, "The form could not be opened."),
    });
  }
}

/** Opens the form for a new source, which a field of the form below waits for. */
export function openSourceFor(field: string): void {
  setWork({ resume: field });
  begin("source", null, field);
}

function begin(form: FormName, subject: Subject | null, fills: string | null): void {
  const { vocabulary, lastSource } = get();
  if (!vocabulary) throw new Error("no form opens before the vocabulary is there");
  const draft = formOf(form).start({ vocabulary, subject, lastSource });
  const work: Work = {
    form,
    subject,
    lastSource,
    draft,
    stage: "typing",
    trouble: noTrouble,
    clash: null,
    keyed: null,
    resume: "",
    fills,
  };
  set(({ works }) => ({ works: [...works, work] }));
}

/** Takes what is typed into a field; what was wrong with it is forgotten. */
export function type(field: Field, value: Value): void {
  const { work } = currentWork();
  setWork({
    draft: { ...work.draft, [field.name]: value },
    trouble: withoutField(work.trouble, field.name),
  });
}

function withoutField({ fields }: Trouble, gone: string): Trouble {
  const left = Object.entries(fields).filter(([name]) => name !== gone);
  return { ...noTrouble, fields: Object.fromEntries(left) };
}

/** Changes the draft by the form's own tool. */
export function applyTool(apply: (draft: Draft) => Draft): void {
  setWork({ draft: apply(currentWork().work.draft) });
}

/** Goes on to the preview, unless something is missing. */
export function preview(): void {
  const { work, context } = currentWork();
  const form = formOf(work.form);
  const lacking = missing(form.fields(work.draft, context), work.draft);
  const fields = { ...lacking, ...form.check?.(work.draft) };
  if (Object.keys(fields).length > 0) {
    setWork({ trouble: { message: "", fields, isNew: true } });
    return;
  }
  const { input } = form.prepare(work.draft, context);
  setWork({ stage: "preview", trouble: noTrouble, keyed: keyed(input, work.keyed) });
}

/** Goes back from the preview to the form. */
export function typeOn(): void {
  setWork({ stage: "typing", trouble: noTrouble });
}

/** Goes on from a clash: the fields that are named become as the record is now. */
export function settle(taken: readonly string[]): void {
  const { clash } = currentWork().work;
  if (!clash) return;
  const draft = withFields(clash.merged.draft, clash.now, taken);
  setWork({ subject: clash.subject, draft, clash: null, stage: "typing", trouble: noTrouble });
}

/** Puts a record that was added into the field that waits for it. */
export function fill(field: string, record: Picked): void {
  const { work, context } = currentWork();
  const fields = formOf(work.form).fields(work.draft, context);
  const isList = fields.some(({ name, as }) => name === field && as === "sources");
  const before = isList ? (work.draft[field] as readonly Picked[] | undefined) : undefined;
  setWork({
    draft: { ...work.draft, [field]: [...(before ?? []), record] },
    trouble: withoutField(work.trouble, field),
  });
}

/** Whether a form holds something typed that would be lost. */
export function isDirty(work: Work): boolean {
  const { vocabulary } = get();
  if (!vocabulary) return false;
  const context = contextOf(work, vocabulary);
  const form = formOf(work.form);
  const fields: readonly Field[] = form.fields(work.draft, context);
  return isTouched(fields, form.start(context), work.draft);
}

/** Closes the form that is shown, and goes back to what waits below. */
export function closeWork(): void {
  const leave = () => {
    set(({ works }) => ({ works: works.slice(0, -1), problem: "" }));
  };
  const work = get().works.at(-1);
  if (work && isDirty(work)) set({ afterDiscard: leave });
  else leave();
}

/**
 * Whether all forms may be closed; then they are. If something typed would be lost it asks
 * first, and closes them and goes on once the answer is to discard it.
 */
export function mayDiscard(goOn: () => void): boolean {
  const discard = () => {
    set({ works: [], problem: "" });
  };
  if (get().works.some(isDirty)) {
    set({
      afterDiscard: () => {
        discard();
        goOn();
      },
    });
    return false;
  }
  discard();
  return true;
}
