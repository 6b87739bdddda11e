import { useId, type ReactNode } from "react";
import { textIn, type Field } from "./fields.ts";
import { NamesField } from "./NamesField.tsx";
import { PickField } from "./PickField.tsx";
import type { Work } from "./session.ts";
import { validityInWords } from "./words.ts";
import { type } from "./work.ts";

/** The names that a control has to carry, so that its label, hint and trouble are heard with it. */
export interface ControlNames {
  readonly id: string;
  readonly "aria-describedby": string;
  readonly "aria-invalid": boolean;
  readonly "aria-required": boolean;
}

/** A field with its label, its hint and what is wrong with it. */
export function FieldView({ field, work }: { field: Field; work: Work }) {
  const id = useId();
  const trouble = work.trouble.fields[field.name];
  const words = field.as === "date" ? dateInWords(textIn(work.draft, field.name)) : "";
  const names: ControlNames = {
    id,
    "aria-describedby": `${id}-hint ${id}-trouble`,
    "aria-invalid": trouble !== undefined,
    "aria-required": field.required === true,
  };
  return (
    <div className="edit-field" data-field={field.name}>
      {field.as !== "names" && (
        <label htmlFor={id} id={`${id}-label`}>
          {field.label}
          {field.required === true && <span className="edit-needed"> (needed)</span>}
        </label>
      )}
      <Control field={field} work={work} names={names} />
      <p id={`${id}-hint`} className="edit-hint">
        {words || field.hint}
      </p>
      <p id={`${id}-trouble`} className="problem" role="alert">
        {trouble}
      </p>
    </div>
  );
}

function dateInWords(edtf: string): string {
  return edtf === "" ? "" : (validityInWords(edtf) ?? "");
}

interface ControlProps {
  readonly field: Field;
  readonly work: Work;
  readonly names: ControlNames;
}

function Control({ field, work, names }: ControlProps): ReactNode {
  const value = work.draft[field.name];
  const text = typeof value === "string" ? value : "";
  const onText = (event: { target: { value: string } }) => {
    type(field, event.target.value);
  };
  switch (field.as) {
    case "text":
      return <textarea {...names} dir="auto" rows={3} value={text} onChange={onText} />;
    case "choice":
      return (
        <select {...names} value={text} onChange={onText}>
          {field.options?.map(({ value: option, label }) => (
            <option key={option} value={option}>
              {label}
            </option>
          ))}
        </select>
      );
    case "tick":
      return (
        <input
          {...names}
          type="checkbox"
          checked={text === "yes"}
          onChange={(event) => {
            type(field, event.target.checked ? "yes" : "");
          }}
        />
      );
    case "names":
      return <NamesField field={field} work={work} names={names} />;
    case "entity":
    case "source":
    case "sources":
      return <PickField field={field} work={work} names={names} />;
    case "link":
      return <input {...names} type="url" inputMode="url" value={text} onChange={onText} />;
    case "date":
      return (
        <input {...names} spellCheck={false} autoComplete="off" value={text} onChange={onText} />
      );
    case "line":
      return <input {...names} dir="auto" autoComplete="off" value={text} onChange={onText} />;
  }
}
