import { useMemo } from "react";
import type { EntityClass, Sign } from "../api/operations.ts";
import { isFiltered, shownRelationships, sparedBy, type Spared } from "../model/shown.ts";
import { look, toggleHidden, useExplorer } from "../model/store.ts";
import type { Picture } from "../model/picture.ts";
import type { View } from "../model/view.ts";
import { outlineOf } from "./icons.ts";

interface Line {
  readonly name: string;
  readonly label: string;
  readonly count: number;
}

/** What the signs mean, how many of each are shown, and what is hidden by a click. */
export function Legend() {
  const picture = useExplorer((s) => s.picture);
  const view = useExplorer((s) => s.view);
  const traced = useExplorer((s) => s.view.traced);
  const compared = useExplorer((s) => s.compared);
  const { kinds, types, past, soon } = useMemo(
    () => count(picture, view, sparedBy(traced, compared)),
    [picture, view, traced, compared],
  );
  return (
    <details className="legend" open={matchMedia("(min-width: 700px)").matches}>
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
    const line = kinds.get(kind) ?? { name: kind, label: kindLabel, class: of, count: 0 };
    kinds.set(kind, { ...line, count: line.count + 1 });
  }
  const types = new Map<string, Line & { sign: Sign }>();
  for (const { type, typeLabel, sign } of picture.relationships.values()) {
    types.set(type, { name: type, label: typeLabel, sign, count: 0 });
  }
  const allHidden = { ...view, showExpired: true, showUpcoming: true };
  const numbers = { past: 0, soon: 0 };
  for (const { relationship: r, status } of shownRelationships(picture, allHidden)) {
    if (isFiltered(r, picture, view)) continue;
    if (status === "EXPIRED") numbers.past++;
    if (status === "UPCOMING") numbers.soon++;
  }
  for (const { relationship: r } of shownRelationships(picture, view, spared)) {
    const line = types.get(r.type);
    if (line) types.set(r.type, { ...line, count: line.count + 1 });
  }
  const byLabel = (a: Line, b: Line) => a.label.localeCompare(b.label);
  return {
    kinds: [...kinds.values()].sort(byLabel),
    types: [...types.values()].sort(byLabel),
    ...numbers,
  };
}

/** The icon of a kind, in its class's shape. */
export function KindIcon({ kind, of }: { kind: string; of: EntityClass }) {
  return (
    <svg
      className={`kind-icon ${of}`}
      viewBox="-6 -6 36 36"
      width="20"
      height="20"
      aria-hidden="true"
    >
      {of === "ACTOR" && <circle cx="12" cy="12" r="16" className="frame" />}
      {of === "PLACE" && <rect x="-4" y="-4" width="32" height="32" rx="6" className="frame" />}
      {of === "EVENT" && <path d="M12 -6L30 12 12 30-6 12z" className="frame" />}
      <path d={outlineOf(kind, of)} transform="translate(3 3) scale(.75)" />
    </svg>
  );
}

const headPaths: Readonly<Record<Sign, string>> = {
  COOPERATIVE: "M34 3l8 5-8 5z",
  HOSTILE: "M40 2v12",
  NEUTRAL: "M34 3l7 5-7 5",
};

/** A line with the colour and the arrow head of a sign. */
export function SignLine({ sign }: { sign: Sign }) {
  return (
    <svg
      className={`sign-line ${sign}`}
      viewBox="0 0 44 16"
      width="34"
      height="12"
      aria-hidden="true"
    >
      <path d="M2 8h34" />
      <path d={headPaths[sign]} className={sign === "COOPERATIVE" ? "filled" : ""} />
    </svg>
  );
}

/** A line as it is drawn in a status. */
export function StatusLine({ look: status }: { look: string }) {
  return (
    <svg
      className={`status-line ${status}`}
      viewBox="0 0 34 8"
      width="34"
      height="8"
      aria-hidden="true"
    >
      <path d="M1 4h32" />
    </svg>
  );
}
