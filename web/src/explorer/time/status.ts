import type { Seconds } from "./instant.ts";
import type { Stretch } from "./question.ts";

/** The four moments of a validity: both ranges closed, the end itself no longer in force. */
export interface Bounds {
  readonly startEarliest: Seconds;
  readonly startLatest: Seconds;
  readonly endEarliest: Seconds;
  readonly endLatest: Seconds;
}

export type Status = "UPCOMING" | "ACTIVE" | "POSSIBLY_ACTIVE" | "EXPIRED";

/**
 * What the API answers as a relationship's `status(at:)`. It is worked out here as
 * well, because the picture has to follow the slider without asking; the test of
 * the explorer compares the two over all dates of the starting graph.
 */
export function statusIn(b: Bounds, at: Stretch): Status {
  if (b.startEarliest >= at.until) return "UPCOMING";
  if (b.endLatest <= at.from) return "EXPIRED";
  return b.startLatest < at.until && b.endEarliest > at.from ? "ACTIVE" : "POSSIBLY_ACTIVE";
}
