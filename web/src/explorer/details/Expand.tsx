import { useMemo, useState } from "react";
import { ask } from "../api/ask.ts";
import { DegreeDocument, type DegreeQuery, type DegreeQueryVariables } from "../api/operations.ts";
import { expand, expandLimit, look, useExplorer } from "../model/store.ts";
import { useRequest } from "../parts/useRequest.ts";
import { countsInWords, expandLines, type ExpandLine } from "./expansion.ts";
import { Section } from "./Section.tsx";
import { useLens } from "./useLens.ts";

/** How long the slider has to rest before the counts are asked for, in milliseconds. */
const pause = 300;

function requestDegree(asked: DegreeQueryVariables, signal: AbortSignal): Promise<DegreeQuery> {
  return ask(DegreeDocument, asked, signal);
}

/** An entity's relationships by type, counted before they are fetched. */
export function Expand({ id }: { id: string }) {
  const { asOf } = useLens();
  const view = useExplorer((s) => s.view);
  const picture = useExplorer((s) => s.picture);
  const refreshes = useExplorer((s) => s.refreshes);
  const variables = { id, asOf: { ...asOf, valid: view.valid } };
  const { latest, problem, busy, retry } = useRequest(requestDegree, variables, {
    pause,
    again: refreshes,
  });
  const degree = latest?.entity?.degree;
  const lines = useMemo(
    () => expandLines(degree ?? [], id, picture, view),
    [degree, id, picture, view],
  );
  const canAdd = lines.some(({ addable }) => addable > 0);
  return (
    <Section title="Expand by relationship">
      {problem !== undefined && (
        <p role="alert" className="problem">
          {problem}{" "}
          <button type="button" onClick={retry}>
            Try again
          </button>
        </p>
      )}
      {!degree && problem === undefined && <p>Counting …</p>}
      {degree?.length === 0 && <p>It has no relationships in this reading of the graph.</p>}
      <ul className="expand" aria-busy={busy}>
        {lines.map((line) => (
          <Line key={line.type} id={id} line={line} />
        ))}
      </ul>
      {lines.length > 0 && (
        <p className="actions">
          <ExpandButton id={id} label="Show all types" canAdd={canAdd} />
          <label>
            <input
              type="checkbox"
              checked={view.showExpired}
              onChange={(event) => {
                look({ showExpired: event.target.checked });
              }}
            />{" "}
            with expired ones
          </label>
        </p>
      )}
    </Section>
  );
}

function Line({ id, line }: { id: string; line: ExpandLine }) {
  const { type, sides, total, shown, addable, filtered } = line;
  return (
    <li>
      <div className="expand-counts">
        {sides.map(({ direction, label, counts }) => (
          <div key={direction}>
            <bdi>{label}</bdi> – {countsInWords(counts)}
          </div>
        ))}
        <div className="faint">
          showing {shown} of {total}
          {filtered && ", some hidden by the legend"}
        </div>
      </div>
      <ExpandButton
        id={id}
        type={type}
        label={`Show ${String(Math.min(addable, expandLimit))} more`}
        of={sides[0]?.label ?? type}
        canAdd={addable > 0}
      />
    </li>
  );
}

interface ExpandButtonProps {
  readonly id: string;
  readonly type?: string;
  readonly label: string;
  /** What it shows more of, for who does not see the line. */
  readonly of?: string;
  readonly canAdd: boolean;
}

/**
 * Expands an entity, unless a picture is on its way. Where there is nothing to add it is not
 * there, but once used it stays: who came by keyboard would lose their place.
 */
function ExpandButton({ id, type, label, of, canAdd }: ExpandButtonProps) {
  const busy = useExplorer((s) => s.busy);
  const [used, setUsed] = useState(false);
  if (!canAdd && !used) return null;
  const text = canAdd ? label : "All shown";
  return (
    <button
      type="button"
      aria-label={of === undefined ? text : `${text}: ${of}`}
      aria-disabled={busy || !canAdd}
      onClick={() => {
        if (busy || !canAdd) return;
        setUsed(true);
        void expand(id, type);
      }}
    >
      {text}
    </button>
  );
}
