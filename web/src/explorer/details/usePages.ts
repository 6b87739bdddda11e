import { useEffect, useRef, useState } from "react";
import { problemText } from "../api/ask.ts";

/** A page of a list of the API. */
export interface Page<Edge> {
  readonly edges: readonly Edge[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
}

/** The pages of a list that are there so far, as one. */
export interface Pages<Edge> {
  readonly edges: readonly Edge[];
  readonly totalCount: number;
  readonly hasMore: boolean;
  readonly busy: boolean;
  readonly problem: string | undefined;
  /** Asks for the next page. */
  readonly more: () => void;
}

type NextPage<Edge> = (after: string, signal: AbortSignal) => Promise<Page<Edge> | undefined>;

interface Further<Edge> {
  readonly first: Page<Edge>;
  readonly pages: readonly Page<Edge>[];
  readonly busy: boolean;
  readonly problem: string | undefined;
}

/** A list of which the first page is there; another first page begins it anew. */
export function usePages<Edge>(first: Page<Edge>, next: NextPage<Edge>): Pages<Edge> {
  const [got, setGot] = useState<Further<Edge>>();
  const underWay = useRef<AbortController>(null);
  useEffect(() => () => underWay.current?.abort(), [first]);
  const further =
    got?.first === first ? got : { first, pages: [], busy: false, problem: undefined };
  const pages = [first, ...further.pages];
  const last = pages.at(-1) ?? first;
  const more = () => {
    if (further.busy || last.pageInfo.endCursor === null) return;
    const stop = (underWay.current = new AbortController());
    setGot({ ...further, busy: true, problem: undefined });
    next(last.pageInfo.endCursor, stop.signal)
      .then((page) => {
        if (stop.signal.aborted) return;
        setGot({ ...further, pages: [...further.pages, page ?? nothing], busy: false });
      })
      .catch((error: unknown) => {
        if (stop.signal.aborted) return;
        setGot({ ...further, busy: false, problem: problemText(error) });
      });
  };
  return {
    edges: pages.flatMap(({ edges }) => edges),
    totalCount: first.totalCount,
    hasMore: last.pageInfo.hasNextPage,
    busy: further.busy,
    problem: further.problem,
    more,
  };
}

/** What follows where the record is no longer there. */
const nothing = { edges: [], pageInfo: { hasNextPage: false, endCursor: null }, totalCount: 0 };
