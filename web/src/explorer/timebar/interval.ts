import type { Seconds } from "../time/instant.ts";
import { unitAround, type Stretch, type Unit } from "../time/question.ts";
import { middle } from "./range.ts";

/** The unit's date that a stretch begins in, or ends in where it has no beginning. */
export function oneDate(at: Stretch, range: Stretch, unit: Unit): string {
  const moment = [at.from, at.until - 1].find(Number.isFinite) ?? middle(at, range);
  return unitAround(moment, unit).edtf;
}

/** An interval around a stretch, a tenth of the range to either side. */
export function twoDates(at: Stretch, range: Stretch, unit: Unit): string {
  const margin = (range.until - range.from) / 10;
  return between(at.from - margin, at.until + margin, unit);
}

/** The interval from the unit of one moment to that of another, whichever comes first. */
export function between(a: Seconds, b: Seconds, unit: Unit): string {
  return `${sideText(Math.min(a, b), unit)}/${sideText(Math.max(a, b), unit)}`;
}

function sideText(moment: Seconds, unit: Unit): string {
  return Number.isFinite(moment) ? unitAround(moment, unit).edtf : "..";
}

/** The first and the last second of a stretch, or of the range where it has no bound. */
export function endsIn(at: Stretch, range: Stretch): { first: Seconds; last: Seconds } {
  return {
    first: Number.isFinite(at.from) ? at.from : range.from,
    last: Number.isFinite(at.until) ? at.until - 1 : range.until - 1,
  };
}
