import type { DifferenceKind } from "../api/operations.ts";

/** How the relationships that two readings of the graph show differently differ, by id. */
export type Differences = ReadonlyMap<string, DifferenceKind>;

/** What stands before the label of a relationship that differs, so that colour never tells it. */
export const differenceSigns: Readonly<Record<DifferenceKind, string>> = {
  STARTED: "+",
  APPEARED: "+",
  ENDED: "−",
  DISAPPEARED: "−",
  CHANGED: "≠",
};
