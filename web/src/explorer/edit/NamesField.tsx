import type { NameKind } from "../api/operations.ts";
import { nameKindWords } from "../model/words.ts";
import { IconButton } from "../parts/IconButton.tsx";
import type { ControlNames } from "./FieldView.tsx";
import type { Field, TypedName } from "./fields.ts";
import type { Work } from "./session.ts";
import { type } from "./work.ts";

interface NamesFieldProps {
  readonly field: Field;
  readonly work: Work;
  readonly names: ControlNames;
}

/** The names of an entity, each with its language and what sort of name it is. */
export function NamesField({ field, work, names }: NamesFieldProps) {
  const lines = typedNames(work, field);
  const put = (i: number, change: Partial<TypedName>) => {
    type(
      field,
      lines.map((line, at) => (at === i ? { ...line, ...change } : line)),
    );
  };
  return (
    <fieldset className="edit-names" aria-describedby={names["aria-describedby"]}>
      <legend>
        {field.label}
        <span className="edit-needed"> (needed)</span>
      </legend>
      {lines.map((line, i) => (
        <NameLine
          key={i}
          line={line}
          number={i + 1}
          isWrong={names["aria-invalid"] && i === 0}
          onChange={(change) => {
            put(i, change);
          }}
          onRemove={
            lines.length === 1
              ? undefined
              : () => {
                  type(
                    field,
                    lines.filter((_, at) => at !== i),
                  );
                }
          }
        />
      ))}
      <button
        type="button"
        onClick={() => {
          type(field, [...lines, { text: "", language: "", kind: "ALIAS" }]);
        }}
      >
        Add another name
      </button>
    </fieldset>
  );
}

function typedNames(work: Work, { name }: Field): readonly TypedName[] {
  const value = work.draft[name] ?? [];
  return typeof value === "string" ? [] : value.filter((item): item is TypedName => "kind" in item);
}

interface NameLineProps {
  readonly line: TypedName;
  readonly number: number;
  readonly isWrong: boolean;
  readonly onChange: (change: Partial<TypedName>) => void;
  readonly onRemove: (() => void) | undefined;
}

function NameLine({ line, number, isWrong, onChange, onRemove }: NameLineProps) {
  const of = `of name ${String(number)}`;
  return (
    <div className="edit-name">
      <input
        dir="auto"
        autoComplete="off"
        aria-label={`Name ${String(number)}`}
        aria-invalid={isWrong}
        placeholder="Name, in its own script"
        value={line.text}
        onChange={(event) => {
          onChange({ text: event.target.value });
        }}
      />
      <input
        className="edit-language"
        autoComplete="off"
        aria-label={`Language ${of}, a code such as en, ar, ku or tr`}
        placeholder="en, ar …"
        value={line.language}
        onChange={(event) => {
          onChange({ language: event.target.value });
        }}
      />
      <select
        aria-label={`Sort ${of}`}
        value={line.kind}
        onChange={(event) => {
          onChange({ kind: event.target.value as NameKind });
        }}
      >
        {Object.entries(nameKindWords).map(([kind, label]) => (
          <option key={kind} value={kind}>
            {label}
          </option>
        ))}
      </select>
      {onRemove && (
        <IconButton icon="close" label={`Remove name ${String(number)}`} onClick={onRemove} />
      )}
    </div>
  );
}
