import "./compare.css";
import { useEffect } from "react";
import { ask } from "../api/ask.ts";
import {
  CompareDocument,
  type CompareQuery,
  type CompareQueryVariables,
} from "../api/operations.ts";
import { differenceSigns } from "../model/differences.ts";
import { endComparison, overlay, useExplorer } from "../model/store.ts";
import { useRequest } from "../parts/useRequest.ts";
import {
  comparisonOf,
  kinds,
  overlayOf,
  sidesInWords,
  useComparison,
  type Found,
} from "./comparison.ts";

/** How long a date has to rest before it is compared, in milliseconds. */
const pause = 250;

/** The most pages of 200 differences that are asked for. */
const maxPages = 5;

/** Asks what differs, page by page: at most 1,000 differences. */
async function requestComparison(
  variables: CompareQueryVariables,
  signal: AbortSignal,
): Promise<Found> {
  const differences = [];
  let cursor: string | null = null;
  for (let page = 0; ; page++) {
    const asked: CompareQueryVariables = cursor === null ? variables : { ...variables, cursor };
    const { compare }: CompareQuery = await ask(CompareDocument, asked, signal);
    differences.push(...compare.edges.map(({ node }) => node));
    cursor = compare.pageInfo.endCursor;
    if (!compare.pageInfo.hasNextPage || page + 1 === maxPages) {
      return { differences, total: compare.totalCount };
    }
  }
}

/**
 * Compares, as long as the view asks for that: lays what differs over the picture, and
 * says above it what is compared and how that is drawn.
 */
export function CompareNote() {
  const view = useExplorer((s) => s.view);
  const picture = useExplorer((s) => s.picture);
  const of = useComparison((s) => s.of);
  const knownBefore = useComparison((s) => s.knownBefore);
  const knownAfter = useComparison((s) => s.knownAfter);
  const variables = comparisonOf(view, { of, knownBefore, knownAfter });
  const { asked, answer, problem, busy } = useRequest(requestComparison, variables, {
    pause,
    again: picture,
  });
  useEffect(() => {
    useComparison.setState({ answered: { asked, answer, problem, busy } });
    overlay(answer ? overlayOf(answer.differences) : null);
  }, [asked, answer, problem, busy]);
  if (view.compare === null) return null;
  return (
    <section className="compare-note" aria-label="Comparison" aria-busy={busy}>
      <p role="status">{asked && answer && <Summary asked={asked} found={answer} />}</p>
      {problem !== undefined && (
        <p role="alert" className="problem">
          {problem}
        </p>
      )}
      <button type="button" onClick={endComparison}>
        End the comparison
      </button>
    </section>
  );
}

function Summary({ asked, found }: { asked: CompareQueryVariables; found: Found }) {
  const [before, after] = sidesInWords(asked);
  return (
    <>
      <strong>
        From {before} to {after}:
      </strong>
      {kinds.map(({ kind, label }) => {
        const count = found.differences.filter((difference) => difference.kind === kind).length;
        if (count === 0) return null;
        return (
          <span key={kind} className="compare-sign">
            <DifferenceLine kind={kind} /> {differenceSigns[kind]} {label.toLowerCase()} {count}
          </span>
        );
      })}
      <span className="compare-sign">
        {found.total === 0 ? (
          "nothing differs among the entities of the canvas"
        ) : (
          <>
            <DifferenceLine kind="unchanged" /> the rest is the same
          </>
        )}
      </span>
    </>
  );
}

/** A line as the canvas draws it. */
function DifferenceLine({ kind }: { kind: string }) {
  return (
    <svg
      className={`difference-line ${kind}`}
      viewBox="0 0 34 8"
      width="34"
      height="8"
      aria-hidden="true"
    >
      <path d="M1 4h32" />
    </svg>
  );
}
