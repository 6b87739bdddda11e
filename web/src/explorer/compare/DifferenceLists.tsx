import type { CompareQueryVariables } from "../api/operations.ts";
import { differenceSigns } from "../model/differences.ts";
import { changedValue } from "../parts/changes.ts";
import { look, select, useExplorer } from "../model/store.ts";
import {
  idOf,
  kinds,
  reasonWords,
  sidesInWords,
  type Difference,
  type Found,
} from "./comparison.ts";

interface DifferenceListsProps {
  readonly asked: CompareQueryVariables;
  readonly found: Found;
}

/** What differs, in a list for each kind. */
export function DifferenceLists({ asked, found: { differences, total } }: DifferenceListsProps) {
  const [before, after] = sidesInWords(asked);
  return (
    <section aria-label="Differences">
      <p role="status">
        From {before} to {after}:{" "}
        {total === 0 ? "nothing differs among the entities of the canvas." : countText(total)}
      </p>
      {differences.length < total && (
        <p className="hint">
          The first {differences.length} of {total} are listed and drawn.
        </p>
      )}
      {kinds.map(({ kind, label }) => {
        const lines = differences.filter((difference) => difference.kind === kind);
        if (lines.length === 0) return null;
        return (
          <section key={kind} aria-label={label}>
            <h3>
              {differenceSigns[kind]} {label} ({lines.length})
            </h3>
            <ul className="differences">
              {lines.map((difference) => (
                <Line key={idOf(difference)} difference={difference} />
              ))}
            </ul>
          </section>
        );
      })}
    </section>
  );
}

function countText(total: number): string {
  return total === 1 ? "one relationship differs." : `${String(total)} relationships differ.`;
}

function Line({ difference }: { difference: Difference }) {
  const id = idOf(difference);
  const selected = useExplorer((s) => s.view.selected === id);
  const isDrawn = useExplorer((s) => s.picture.relationships.has(id));
  const { before, after, changed, reasons } = difference;
  const isSame = before?.statement === after?.statement;
  return (
    <li>
      <button
        type="button"
        className="difference"
        aria-pressed={selected}
        onClick={() => {
          look({ selected: selected ? null : id });
        }}
      >
        {isSame ? (
          <bdi>{after?.statement}</bdi>
        ) : (
          <>
            {before && (
              <span>
                <span className="hint">Before: </span>
                <bdi>{before.statement}</bdi>
              </span>
            )}
            {after && (
              <span>
                <span className="hint">After: </span>
                <bdi>{after.statement}</bdi>
              </span>
            )}
          </>
        )}
      </button>
      <p className="hint">
        {reasons.length > 0 &&
          `Why: ${reasons.map((reason) => reasonWords[reason]).join(", then ")}. `}
        {!isDrawn && "Not on the canvas. "}
        {isDrawn && (
          <button
            type="button"
            className="as-link"
            onClick={() => {
              select(id);
            }}
          >
            Details
          </button>
        )}
      </p>
      {changed.length > 0 && <Fields changed={changed} />}
    </li>
  );
}

function Fields({ changed }: Pick<Difference, "changed">) {
  return (
    <details className="difference-fields">
      <summary>
        {changed.length === 1 ? "1 field differs" : `${String(changed.length)} fields differ`}
      </summary>
      <dl>
        {changed.map(({ field, before, after }) => (
          <div key={field}>
            <dt>{field}</dt>
            <dd>
              <bdi>{changedValue(before)}</bdi> → <bdi>{changedValue(after)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
