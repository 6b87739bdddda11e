import { useEffect, useRef, useState, type RefObject } from "react";
import { ClashView } from "./ClashView.tsx";
import { FieldView } from "./FieldView.tsx";
import { formOf } from "./forms/forms.ts";
import { subjectName, type Context } from "./forms/form.ts";
import { PreviewView } from "./PreviewView.tsx";
import { contextOf, useSession, type Work } from "./session.ts";
import { applyTool, closeWork, preview } from "./work.ts";

/** The form in work, in whichever stage it is. */
export function FormView({ work }: { work: Work }) {
  const vocabulary = useSession((s) => s.vocabulary);
  const below = useSession((s) => s.works.at(-2));
  if (!vocabulary) return null;
  const context = contextOf(work, vocabulary);
  const form = formOf(work.form);
  return (
    <section aria-label={form.title(context)}>
      <h3 className="edit-title" tabIndex={-1}>
        {form.title(context)}
      </h3>
      {below && (
        <p className="edit-hint">
          Then you go on with “{formOf(below.form).title(contextOf(below, vocabulary))}”.
        </p>
      )}
      {work.subject && work.form !== "relationship" && (
        <p className="edit-subject">
          {work.clash ? "As you opened it: " : "About "}
          <bdi>{subjectName(work.subject)}</bdi>
        </p>
      )}
      {work.clash ? (
        <ClashView clash={work.clash} work={work} context={context} />
      ) : work.stage === "typing" ? (
        <Typing work={work} context={context} />
      ) : (
        <PreviewView work={work} context={context} />
      )}
    </section>
  );
}

/** The fields; those that are seldom needed are folded away. */
function Typing({ work, context }: { work: Work; context: Context }) {
  const [unfolded, setUnfolded] = useState(false);
  const body = useRef<HTMLFormElement>(null);
  useFocus(body, work);
  const form = formOf(work.form);
  const { tool } = form;
  const fields = form.fields(work.draft, context);
  const seldom = fields.filter(({ more }) => more === true);
  const isTroubled = seldom.some(({ name }) => work.trouble.fields[name] !== undefined);
  return (
    <form
      ref={body}
      className="edit-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        preview();
      }}
    >
      <p role="alert" className="problem">
        {work.trouble.message}
      </p>
      {fields
        .filter(({ more }) => more !== true)
        .map((field) => (
          <FieldView key={field.name} field={field} work={work} />
        ))}
      {tool && (
        <button
          type="button"
          onClick={() => {
            applyTool(tool.apply);
          }}
        >
          {tool.label}
        </button>
      )}
      {seldom.length > 0 && (
        <details
          className="edit-more"
          open={unfolded || isTroubled}
          onToggle={(event) => {
            setUnfolded(event.currentTarget.open);
          }}
        >
          <summary>More</summary>
          {seldom.map((field) => (
            <FieldView key={field.name} field={field} work={work} />
          ))}
        </details>
      )}
      <div className="edit-buttons">
        <button type="submit" className="edit-main">
          Preview
        </button>
        <button type="button" onClick={closeWork}>
          Cancel
        </button>
      </div>
    </form>
  );
}

/**
 * Puts the focus on the first field that was found to be wrong; else, when the form
 * appears, on the field where it was left, or on its head.
 */
function useFocus(body: RefObject<HTMLFormElement | null>, { trouble, resume }: Work) {
  const isNew = useRef(true);
  useEffect(() => {
    const field = resume === "" ? "" : `[data-field="${CSS.escape(resume)}"] :is(input, button)`;
    const wrong = trouble.isNew ? "[aria-invalid=true]" : isNew.current ? field : "";
    const head = body.current?.parentElement?.querySelector<HTMLElement>("h3");
    const target = wrong === "" ? null : body.current?.querySelector<HTMLElement>(wrong);
    if (target) target.focus();
    else if (isNew.current) head?.focus();
    isNew.current = false;
  }, [body, trouble, resume]);
}
