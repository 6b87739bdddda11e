import { useEffect, useMemo, useState } from "react";

/** How many rows are new in a frame at most. */
const eachFrame = 100;

/**
 * The rows of a table, of which no more are new in any frame than can be made without
 * stopping the page: a table of thousands fills from the top, and so it does where the
 * slider brings many at once.
 */
export function useGrowing<Row extends { readonly id: string }>(
  rows: readonly Row[],
): readonly Row[] {
  const [drawn, setDrawn] = useState<ReadonlySet<string>>(new Set());
  const now = useMemo(() => withFewNew(rows, drawn, eachFrame), [rows, drawn]);
  useEffect(() => {
    if (now.every(({ id }) => drawn.has(id))) return;
    const frame = requestAnimationFrame(() => {
      setDrawn(new Set(now.map(({ id }) => id)));
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [now, drawn]);
  return now;
}

/** The rows that are drawn already, and the first so many of the others. */
export function withFewNew<Row extends { readonly id: string }>(
  rows: readonly Row[],
  drawn: ReadonlySet<string>,
  most: number,
): readonly Row[] {
  let fresh = 0;
  const some = rows.filter(({ id }) => drawn.has(id) || ++fresh <= most);
  return some.length === rows.length ? rows : some;
}
