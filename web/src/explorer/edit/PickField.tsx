import { useRef } from "react";
import { IconButton } from "../parts/IconButton.tsx";
import type { ControlNames } from "./FieldView.tsx";
import { pickedIn, type Field, type Picked } from "./fields.ts";
import { Finder } from "./Finder.tsx";
import type { Work } from "./session.ts";
import { openSourceFor, type } from "./work.ts";

interface PickFieldProps {
  readonly field: Field;
  readonly work: Work;
  readonly names: ControlNames;
}

/** Records picked by a search: one, or for sources several. */
export function PickField({ field, work, names }: PickFieldProps) {
  const picked = pickedIn(work.draft, field.name);
  const isFull = field.as !== "sources" && picked.length > 0;
  const box = useRef<HTMLDivElement>(null);
  const put = (records: readonly Picked[]) => {
    type(field, records);
    // The button or the box that was used may be gone; the focus stays in the field.
    setTimeout(() => box.current?.querySelector<HTMLElement>("input, button")?.focus());
  };
  return (
    <div ref={box} className="edit-pick">
      {picked.length > 0 && (
        <ul aria-labelledby={`${names.id}-label`}>
          {picked.map((record) => (
            <li key={record.id}>
              <bdi>{record.label}</bdi>
              <IconButton
                icon="close"
                label={`Remove ${record.label}`}
                onClick={() => {
                  put(picked.filter(({ id }) => id !== record.id));
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {!isFull && (
        <Finder
          field={field}
          names={names}
          onPick={(record) => {
            put([...picked.filter(({ id }) => id !== record.id), record]);
          }}
        />
      )}
      {!isFull && field.as !== "entity" && (
        <button
          type="button"
          onClick={() => {
            openSourceFor(field.name);
          }}
        >
          Add a new source
        </button>
      )}
    </div>
  );
}
