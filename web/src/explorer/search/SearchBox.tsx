import { useEffect, useId, useState, type KeyboardEvent } from "react";
import { AnswerError, ask } from "../api/ask.ts";
import {
  SearchDocument,
  type AsOf,
  type EntityClass,
  type SearchQuery,
} from "../api/operations.ts";
import { asOfView } from "../model/request.ts";
import { show, useExplorer } from "../model/store.ts";

type Hit = SearchQuery["search"][number];

interface Found {
  readonly hits: readonly Hit[];
  readonly problem: string | undefined;
  /** What was searched for, so that a late answer is told from none. */
  readonly text: string;
}

const nothing: Found = { hits: [], problem: undefined, text: "" };

/** How long typing has to pause before the server is asked, in milliseconds. */
const pause = 120;

interface SearchBoxProps {
  readonly autoFocus?: boolean;
  readonly label?: string;
  readonly classes?: readonly EntityClass[];
  /** Which graph is searched; left out: that of the view. */
  readonly asOf?: AsOf;
  /** What is done with what is found; left out: it is shown. */
  readonly onChoose?: (entity: { readonly id: string; readonly name: string }) => void;
}

/** The search for a name in any script, with suggestions; a combobox for the keyboard. */
export function SearchBox({
  autoFocus = false,
  label = "Search a name, in any script",
  classes,
  asOf,
  onChoose = ({ id }) => void show(id),
}: SearchBoxProps) {
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const [open, setOpen] = useState(false);
  const found = useHits(text, classes, asOf);
  const list = useId();

  const choose = (hit: Hit | undefined) => {
    if (!hit) return;
    setText("");
    setOpen(false);
    onChoose(hit.entity);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (event.key === "Escape") setOpen(false);
    else if (event.key === "Enter") choose(found.hits[active]);
    else if (step !== undefined && found.hits.length > 0) {
      setActive((active + step + found.hits.length) % found.hits.length);
      setOpen(true);
    } else return;
    event.preventDefault();
  };
  const expanded = open && text.trim() !== "" && found.text === text.trim();
  return (
    <div className="search">
      <input
        type="search"
        role="combobox"
        dir="auto"
        placeholder={label}
        aria-label={label}
        aria-expanded={expanded}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={
          expanded && found.hits[active] ? `${list}-${String(active)}` : undefined
        }
        autoComplete="off"
        autoFocus={autoFocus}
        value={text}
        onChange={(event) => {
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
        aria-label="Suggestions"
        className="suggestions"
        hidden={!expanded}
      >
        {found.hits.map((hit, i) => (
          <Suggestion
            key={hit.entity.id}
            id={`${list}-${String(i)}`}
            hit={hit}
            active={i === active}
            onChoose={() => {
              choose(hit);
            }}
          />
        ))}
        {expanded && found.hits.length === 0 && (
          <li role="option" aria-selected={false} aria-disabled className="suggestion-none">
            {found.problem ?? "No name like this is in the graph at this time of recording."}
          </li>
        )}
      </ul>
    </div>
  );
}

interface SuggestionProps {
  readonly id: string;
  readonly hit: Hit;
  readonly active: boolean;
  readonly onChoose: () => void;
}

function Suggestion({ id, hit: { entity, matched }, active, onChoose }: SuggestionProps) {
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
      <bdi className="suggestion-name">{entity.name}</bdi>
      {matched !== entity.name && <bdi className="suggestion-matched">{matched}</bdi>}
      <span className="suggestion-kind">{entity.kind.label}</span>
    </li>
  );
}

/** What the graph has under a text, once typing pauses. */
function useHits(
  text: string,
  classes: readonly EntityClass[] | undefined,
  asOf: AsOf | undefined,
): Found {
  const [found, setFound] = useState(nothing);
  const known = useExplorer((s) => s.view.known);
  const accordingTo = useExplorer((s) => s.view.accordingTo);
  const language = useExplorer((s) => s.view.language);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === "") return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const { view } = useExplorer.getState();
      const variables = {
        text: wanted,
        asOf: asOf ?? asOfView(view),
        ...(classes === undefined ? {} : { classes: [...classes] }),
        ...(language === "" ? {} : { language }),
      };
      ask(SearchDocument, variables, stop.signal)
        .then(({ search }) => {
          setFound({ hits: search, problem: undefined, text: wanted });
        })
        .catch((error: unknown) => {
          if (stop.signal.aborted) return;
          const problem = error instanceof AnswerError ? error.message : "The search failed.";
          setFound({ hits: [], problem, text: wanted });
        });
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, known, accordingTo, language, classes, asOf]);
  return text.trim() === "" ? nothing : found;
}
