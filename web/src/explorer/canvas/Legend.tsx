import { useMemo, useState } from "react";
import type { EntityClass, Sign } from "../api/operations.ts";
import { appearanceOf, isFiltered, type Spared } from "../model/shown.ts";
import { look, toggleHidden, useExplorer } from "../model/store.ts";
import type { Picture } from "../model/picture.ts";
import type { View } from "../model/view.ts";
import { useSpared } from "../model/useSpared.ts";
import { parseQuestion } from "../time/question.ts";
import { statusIn } from "../time/status.ts";
import { KindIcon, SignLine, StatusLine } from "./Marks.tsx";

interface Line {
  readonly name: string;
  readonly label: string;
  readonly count: number;
}

/** What the signs mean, how many of each are shown, and what is hidden by a click. */
export function Legend() {
  const picture = useExplorer((s) => s.picture);
  const view = useExplorer((s) => s.view);
  const spared = useSpared();
  const [isWide] = useState(() => matchMedia("(min-width: 700px)").matches);
  const { kinds, types, past, soon } = useMemo(
    () => count(picture, view, spared),
    [picture, view, spared],
  );
  return (
    <details className="legend" open={isWide}>
      <summary>Legend and filters</summary>
      <h3>At the time chosen</h3>
      <ul className="legend-status">
        <li>
          <StatusLine look="ACTIVE" /> in force
        </li>
        <li>
          <StatusLine look="POSSIBLY_ACTIVE" /> possibly in force
        </li>
      </ul>
      <label>
        <input
          type="checkbox"
          checked={view.showExpired}
          onChange={(e) => {
            look({ showExpired: e.target.checked });
          }}
        />
        <StatusLine look="EXPIRED" /> expired ({past})
      </label>
      <label>
        <input
          type="checkbox"
          checked={view.showUpcoming}
          onChange={(e) => {
            look({ showUpcoming: e.target.checked });
          }}
        />
        <StatusLine look="UPCOMING" /> upcoming ({soon})
      </label>
      <h3>Entities</h3>
      <ul>
        {kinds.map((kind) => (
          <Filter
            key={kind.name}
            line={kind}
            off={view.hidden.kinds.includes(kind.name)}
            what="kinds"
          >
            <KindIcon kind={kind.name} of={kind.class} />
          </Filter>
        ))}
      </ul>
      <h3>Relationships</h3>
      <ul>
        {types.map((type) => (
          <Filter
            key={type.name}
            line={type}
            off={view.hidden.types.includes(type.name)}
            what="types"
          >
            <SignLine sign={type.sign} />
          </Filter>
        ))}
      </ul>
    </details>
  );
}

interface FilterProps {
  readonly line: Line;
  readonly off: boolean;
  readonly what: "kinds" | "types";
  readonly children: React.ReactNode;
}

function Filter({ line, off, what, children }: FilterProps) {
  return (
    <li>
      <button
        type="button"
        className="legend-filter"
        aria-pressed={!off}
        title={off ? `Show ${line.label}` : `Hide ${line.label}`}
        onClick={() => void toggleHidden(what, line.name)}
      >
        {children}
        <span className="legend-label">{line.label}</span>
        <span className="legend-count">{line.count}</span>
      </button>
    </li>
  );
}

/** Counts what is shown by kind and type, and what is so only before or after. */
function count(picture: Picture, view: View, spared: Spared) {
  const kinds = new Map<string, Line & { class: EntityClass }>();
  for (const { kind, kindLabel, class: of } of picture.entities.values()) {
    const before = kinds.get(kind)?.count ?? 0;
    kinds.set(kind, { name: kind, label: kindLabel, class: of, count: before + 1 });
  }
  const at = parseQuestion(view.valid);
  const types = new Map<string, Line & { sign: Sign }>();
  const numbers = { past: 0, soon: 0 };
  for (const r of picture.relationships.values()) {
    const { type, typeLabel, sign } = r;
    const before = types.get(type)?.count ?? 0;
    const isShown = appearanceOf(r, picture, view, at, spared) !== "HIDDEN";
    types.set(type, { name: type, label: typeLabel, sign, count: before + (isShown ? 1 : 0) });
    if (isFiltered(r, picture, view)) continue;
    const status = statusIn(r.dates, at);
    if (status === "EXPIRED") numbers.past++;
    if (status === "UPCOMING") numbers.soon++;
  }
  const byLabel = (a: Line, b: Line) => a.label.localeCompare(b.label);
  return {
    kinds: [...kinds.values()].sort(byLabel),
    types: [...types.values()].sort(byLabel),
    ...numbers,
  };
}
