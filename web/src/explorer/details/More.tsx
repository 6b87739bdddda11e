import type { Pages } from "./usePages.ts";

interface MoreProps {
  readonly pages: Pages<unknown>;
  /** What the list is of, such as "versions". */
  readonly what: string;
}

/** How much of a list is there, and what asks for more of it. */
export function More({ pages, what }: MoreProps) {
  const { edges, totalCount, hasMore, busy, problem, more } = pages;
  if (!hasMore) return null;
  return (
    <p className="more">
      Showing {edges.length} of {totalCount}{" "}
      <button type="button" aria-disabled={busy} onClick={more}>
        {busy ? "Loading …" : `More ${what}`}
      </button>
      {problem !== undefined && (
        <span role="alert" className="problem">
          {problem}
        </span>
      )}
    </p>
  );
}
