import { useEffect, useRef } from "react";
import { formOf } from "./forms/forms.ts";
import type { Context } from "./forms/form.ts";
import { changesOf, type FieldChange } from "./preview.ts";
import { save } from "./save.ts";
import type { Work } from "./session.ts";
import { closeWork, typeOn } from "./work.ts";

/** What is about to be written, before anything is. */
export function PreviewView({ work, context }: { work: Work; context: Context }) {
  const form = formOf(work.form);
  const before = form.edits ? form.start(context) : null;
  const changes = changesOf(form.fields(work.draft, context), before, work.draft);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    head.current?.focus();
  }, []);
  const sending = work.stage === "sending";
  const failed = work.trouble.message !== "";
  return (
    <>
      <h4 ref={head} tabIndex={-1}>
        {changes.length === 0 ? "Nothing changes" : "This is what will be written"}
      </h4>
      {form.summary?.(work.draft, context).map((sentence) => (
        <p key={sentence} dir="auto">
          {sentence}
        </p>
      ))}
      {changes.length > 0 && <Changes changes={changes} isNew={before === null} />}
      <p role="alert" className="problem">
        {work.trouble.message}
      </p>
      <div className="edit-buttons">
        {changes.length > 0 && (
          <button
            type="button"
            className="edit-main"
            disabled={sending}
            onClick={() => void save()}
          >
            {sending
              ? "Saving …"
              : (failed ? "Try again: " : "Save: ") +
                form.save(work.draft, context, changes.length)}
          </button>
        )}
        <button type="button" disabled={sending} onClick={typeOn}>
          Go on typing
        </button>
        <button type="button" disabled={sending} onClick={closeWork}>
          Cancel
        </button>
      </div>
    </>
  );
}

/** The fields of a new record, or what each says before and after. */
export function Changes({ changes, isNew }: { changes: readonly FieldChange[]; isNew: boolean }) {
  return (
    <table className="edit-changes">
      <thead>
        <tr>
          <th scope="col">Field</th>
          {!isNew && <th scope="col">Before</th>}
          <th scope="col">{isNew ? "Says" : "After"}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ name, label, before, after }) => (
          <tr key={name}>
            <th scope="row">{label}</th>
            {!isNew && (
              <td>
                <Said text={before} />
              </td>
            )}
            <td>
              <Said text={after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What a field says; nothing is said in words. */
export function Said({ text }: { text: string }) {
  return text === "" ? <span className="edit-hint">nothing</span> : <bdi>{text}</bdi>;
}
