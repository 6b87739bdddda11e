import { useEffect, useRef, useState } from "react";
import { valueText, type Field } from "./fields.ts";
import { formOf } from "./forms/forms.ts";
import { subjectName, type Context } from "./forms/form.ts";
import { OtherEdits } from "./OtherEdits.tsx";
import { Said } from "./PreviewView.tsx";
import type { Clash, Work } from "./session.ts";
import { closeWork, settle } from "./work.ts";

interface ClashViewProps {
  readonly clash: Clash;
  readonly work: Work;
  readonly context: Context;
}

type Choice = "mine" | "theirs";

/** Someone else changed the record meanwhile: what they wrote beside what was typed. */
export function ClashView({ clash, work, context }: ClashViewProps) {
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    head.current?.focus();
  }, []);
  const fields = formOf(work.form).fields(work.draft, context);
  const named = (names: readonly string[]) => fields.filter(({ name }) => names.includes(name));
  const contested = named(clash.merged.contested);
  const taken = named(clash.merged.taken);
  const isSettled = contested.every(({ name }) => choices[name] !== undefined);
  return (
    <>
      <h4 ref={head} tabIndex={-1}>
        Someone else has changed this record
      </h4>
      <p>Nothing of yours was written, and nothing is lost.</p>
      <p className="edit-subject">
        It is now: <bdi>{subjectName(clash.subject)}</bdi>
      </p>
      {taken.length > 0 && (
        <p>
          Taken over, since you did not change it: {taken.map(({ label }) => label).join(", ")}.
        </p>
      )}
      {contested.map((field) => (
        <Contest
          key={field.name}
          field={field}
          clash={clash}
          work={work}
          choice={choices[field.name]}
          onChoice={(choice) => {
            setChoices({ ...choices, [field.name]: choice });
          }}
        />
      ))}
      {contested.length === 0 && <p>Both edits go together: what you typed stays as it is.</p>}
      <OtherEdits edits={clash.edits} />
      {!isSettled && <p className="edit-hint">Choose for each field what it should say.</p>}
      <div className="edit-buttons">
        <button
          type="button"
          className="edit-main"
          disabled={!isSettled}
          onClick={() => {
            settle(clash.merged.contested.filter((name) => choices[name] === "theirs"));
          }}
        >
          Go on with this
        </button>
        <button type="button" onClick={closeWork}>
          Cancel
        </button>
      </div>
    </>
  );
}

interface ContestProps {
  readonly field: Field;
  readonly clash: Clash;
  readonly work: Work;
  readonly choice: Choice | undefined;
  readonly onChoice: (choice: Choice) => void;
}

function Contest({ field, clash, work, choice, onChoice }: ContestProps) {
  const options: readonly [Choice, string, string][] = [
    ["mine", "As you typed it", valueText(field, work.draft)],
    ["theirs", "As it is now", valueText(field, clash.now)],
  ];
  return (
    <fieldset className="edit-contest">
      <legend>{field.label}</legend>
      {options.map(([which, label, text]) => (
        <label key={which}>
          <input
            type="radio"
            name={`contest ${field.name}`}
            checked={choice === which}
            onChange={() => {
              onChoice(which);
            }}
          />
          <span>
            {label}: <Said text={text} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}
