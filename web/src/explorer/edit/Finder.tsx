import { useState, type KeyboardEvent } from "react";
import { useRequest } from "../parts/useRequest.ts";
import type { ControlNames } from "./FieldView.tsx";
import type { Field, Picked } from "./fields.ts";
import { find } from "./find.ts";

/** How long typing has to pause before the server is asked, in milliseconds. */
const pause = 120;

interface FinderProps {
  readonly field: Field;
  readonly names: ControlNames;
  readonly onPick: (record: Picked) => void;
}

/** A box that searches what a field takes, with suggestions; a combobox for the keyboard. */
export function Finder({ field, names, onPick }: FinderProps) {
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const [open, setOpen] = useState(false);
  const wanted = text.trim();
  const asked = { as: field.as, classes: field.classes, text: wanted };
  const found = useRequest(find, wanted === "" ? null : asked, { pause });
  const hits = found.busy ? [] : (found.answer ?? []);
  const list = `${names.id}-list`;
  const expanded = open && wanted !== "" && !found.busy;

  const choose = (record: Picked | undefined) => {
    if (!record) return;
    setText("");
    setOpen(false);
    const { id, label } = record;
    onPick(record.class ? { id, label, class: record.class } : { id, label });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" && wanted !== "") choose(expanded ? hits[active] : undefined);
    else if (event.key === "Escape" && expanded) setOpen(false);
    else if (step !== undefined && hits.length > 0) {
      setActive((active + step + hits.length) % hits.length);
      setOpen(true);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="search edit-find">
      <input
        {...names}
        type="search"
        role="combobox"
        dir="auto"
        autoComplete="off"
        placeholder={field.as === "entity" ? "Search a name" : "Search a title or publisher"}
        aria-expanded={expanded}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={expanded && hits[active] ? `${list}-${String(active)}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onBlur={() => {
          setOpen(false);
        }}
        onKeyDown={onKeyDown}
      />
      <ul
        id={list}
        role="listbox"
        aria-label={field.label}
        className="suggestions"
        hidden={!expanded}
      >
        {hits.map((hit, i) => (
          <li
            key={hit.id}
            id={`${list}-${String(i)}`}
            role="option"
            aria-selected={i === active}
            onPointerDown={(event) => {
              event.preventDefault(); // Or the box would lose the focus before the click.
              choose(hit);
            }}
          >
            <bdi>{hit.label}</bdi>
            <bdi className="suggestion-kind">{hit.detail}</bdi>
          </li>
        ))}
        {expanded && hits.length === 0 && (
          <li role="option" aria-selected={false} aria-disabled className="suggestion-none">
            {found.problem ?? "Nothing like this is in the graph."}
          </li>
        )}
      </ul>
    </div>
  );
}
