import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { useRequest } from "./useRequest.ts";

/** What a search suggests. */
export interface Suggestion {
  readonly id: string;
  readonly label: string;
  /** The name that it was found under, where that is another than its label. */
  readonly matched?: string | undefined;
  /** What tells it from others of its name. */
  readonly detail: string;
}

interface ComboboxProps<About, Hit> {
  /** What is asked about besides the text; it has to be the same by its values. */
  readonly about: About;
  /** Searches; a function of a module. */
  readonly search: (
    asked: { readonly about: About; readonly text: string },
    signal: AbortSignal,
  ) => Promise<readonly Hit[]>;
  readonly onChoose: (hit: Hit) => void;
  readonly placeholder: string;
  /** What is suggested, for who hears the page. */
  readonly listLabel: string;
  /** What is said where nothing is found. */
  readonly none: string;
  readonly input?: Pick<React.ComponentProps<"input">, InputNames>;
}

type InputNames =
  "id" | "autoFocus" | "aria-label" | "aria-describedby" | "aria-invalid" | "aria-required";

/** How long typing has to pause before the server is asked, in milliseconds. */
const pause = 120;

/** A box to type into, with what is found under it; arrow keys choose, Enter takes. */
export function Combobox<About, Hit extends Suggestion>({
  about,
  search,
  onChoose,
  placeholder,
  listLabel,
  none,
  input,
}: ComboboxProps<About, Hit>) {
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const [open, setOpen] = useState(false);
  const wanted = text.trim();
  const found = useRequest(search, wanted === "" ? null : { about, text: wanted }, { pause });
  // What was found for another text is not what is looked for.
  const hits = found.busy ? [] : (found.answer ?? []);
  const expanded = open && wanted !== "" && !found.busy;
  const list = useId();

  const choose = (hit: Hit | undefined) => {
    if (!hit) return;
    setText("");
    setOpen(false);
    onChoose(hit);
  };
  // Enter that comes before what is found takes the first of it.
  const entered = useRef(false);
  useEffect(() => {
    if (!entered.current || found.busy) return;
    entered.current = false;
    choose(hits[0]);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" && wanted !== "") {
      entered.current = found.busy;
      choose(expanded ? hits[active] : undefined);
    } else if (event.key === "Escape" && expanded) setOpen(false);
    else if (step !== undefined && hits.length > 0) {
      setActive((active + step + hits.length) % hits.length);
      setOpen(true);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="search">
      <input
        {...input}
        type="search"
        role="combobox"
        dir="auto"
        autoComplete="off"
        placeholder={placeholder}
        aria-expanded={expanded}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={expanded && hits[active] ? `${list}-${String(active)}` : undefined}
        value={text}
        onChange={(event) => {
          entered.current = false;
          setText(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onFocus={() => {
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
        aria-label={listLabel}
        className="suggestions"
        hidden={!expanded}
      >
        {hits.map((hit, i) => (
          <Line
            key={hit.id}
            id={`${list}-${String(i)}`}
            hit={hit}
            active={i === active}
            onChoose={() => {
              choose(hit);
            }}
          />
        ))}
        {expanded && hits.length === 0 && (
          <li role="option" aria-selected={false} aria-disabled className="suggestion-none">
            {found.problem ?? none}
          </li>
        )}
      </ul>
    </div>
  );
}

interface LineProps {
  readonly id: string;
  readonly hit: Suggestion;
  readonly active: boolean;
  readonly onChoose: () => void;
}

function Line({ id, hit: { label, matched, detail }, active, onChoose }: LineProps) {
  return (
    <li
      id={id}
      role="option"
      aria-selected={active}
      onPointerDown={(event) => {
        event.preventDefault(); // Or the box would lose the focus before the click.
        onChoose();
      }}
    >
      <bdi>{label}</bdi>
      {matched !== undefined && <bdi className="suggestion-matched">{matched}</bdi>}
      <bdi className="suggestion-kind">{detail}</bdi>
    </li>
  );
}
