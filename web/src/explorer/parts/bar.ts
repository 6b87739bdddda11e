import type { Dates } from "../model/picture.ts";
import { day, type Seconds } from "../time/instant.ts";
import type { Stretch } from "../time/question.ts";
import { dayInWords } from "../time/words.ts";

/** A part of a bar, in fractions of its length. */
export interface Part {
  readonly from: number;
  readonly until: number;
}

/** Why a side of a validity has no last moment: it has none, or none is known. */
export type Unbounded = "OPEN" | "UNKNOWN";

/** A validity as a bar: what is certain of it, and what only possible. */
export interface Bar {
  readonly possible: readonly Part[];
  readonly certain: Part | undefined;
  readonly left: Unbounded | undefined;
  readonly right: Unbounded | undefined;
  /** The stretch of time that the bar's whole length stands for. */
  readonly axis: Stretch;
}

const year = 365 * day;

/**
 * Lays a validity out on a bar. Its length is that of the validity alone, so that the bar
 * stays while the chosen date moves; an unbounded side gets room for an arrow, and one
 * without an end reaches to the present at least.
 */
export function barOf(dates: Dates, now: Seconds): Bar {
  const axis = axisOf(dates, now);
  const part = (from: Seconds, until: Seconds): Part => ({
    from: fraction(from, axis),
    until: fraction(until, axis),
  });
  const { startEarliest, startLatest, endEarliest, endLatest } = dates;
  const isCertain = startLatest < endEarliest;
  const possible = isCertain
    ? [part(startEarliest, startLatest), part(endEarliest, endLatest)]
    : [part(startEarliest, endLatest)];
  return {
    axis,
    possible: possible.filter(({ from, until }) => until > from),
    certain: isCertain ? part(startLatest, endEarliest) : undefined,
    left: startEarliest === -Infinity ? unbounded(dates.startKind) : undefined,
    right: endLatest === Infinity ? unbounded(dates.endKind) : undefined,
  };
}

function unbounded(kind: Dates["startKind"]): Unbounded {
  return kind === "OPEN" ? "OPEN" : "UNKNOWN";
}

function axisOf(dates: Dates, now: Seconds): Stretch {
  const { startEarliest, startLatest, endEarliest, endLatest } = dates;
  const finite = [startEarliest, startLatest, endEarliest, endLatest].filter(Number.isFinite);
  if (finite.length === 0) return { from: now - 25 * year, until: now + 25 * year };
  const [first, last] = [Math.min(...finite), Math.max(...finite)];
  const until = endLatest === Infinity ? Math.max(last + year / 4, now) : last;
  const from =
    startEarliest === -Infinity ? first - Math.max(year / 4, (until - first) / 3) : first;
  const margin = Math.max(until - from, day) / 16;
  return { from: from - margin, until: until + margin };
}

/** Where a moment lies on an axis, at its ends if it lies beyond them. */
function fraction(moment: Seconds, { from, until }: Stretch): number {
  return Math.min(1, Math.max(0, (moment - from) / (until - from)));
}

/** Where the chosen time lies: on the bar, or to one side of it. */
export function markOf(at: Stretch, axis: Stretch): Part | "BEFORE" | "AFTER" {
  if (at.until <= axis.from) return "BEFORE";
  if (at.from >= axis.until) return "AFTER";
  return { from: fraction(at.from, axis), until: fraction(at.until, axis) };
}

/** What the left end of a bar stands for, in few words. */
export function leftInWords({ startKind, startEarliest }: Dates): string {
  if (startKind === "OPEN") return "no beginning";
  if (startKind !== "UNKNOWN") return dayInWords(startEarliest);
  return `start unknown${notBefore(startEarliest)}`;
}

/** What the right end of a bar stands for, in few words. The end itself is no longer part of it. */
export function rightInWords({ endKind, endLatest }: Dates): string {
  if (endKind === "OPEN") return "goes on";
  if (endKind === "SCHEDULED") return `${dayInWords(endLatest - 1)}, scheduled`;
  if (endKind === "KNOWN") return dayInWords(endLatest - 1);
  return `end unknown${by(endLatest - 1)}`;
}

function notBefore(moment: Seconds): string {
  return Number.isFinite(moment) ? `, not before ${dayInWords(moment)}` : "";
}

function by(moment: Seconds): string {
  return Number.isFinite(moment) ? `, by ${dayInWords(moment)}` : "";
}

/** All that a bar shows, for who does not see it. */
export function barInWords(dates: Dates): string {
  const { startLatest, endEarliest } = dates;
  const core =
    startLatest < endEarliest
      ? `certain${since(startLatest)}${upTo(endEarliest)}`
      : "certain at no one moment";
  return `${startInWords(dates)}; ${core}; ${endInWords(dates)}.`;
}

function since(moment: Seconds): string {
  return moment === -Infinity ? "" : ` from ${dayInWords(moment)}`;
}

function upTo(moment: Seconds): string {
  return moment === Infinity ? " on" : ` to ${dayInWords(moment - 1)}`;
}

function startInWords({ startKind, startEarliest, startLatest }: Dates): string {
  if (startKind === "OPEN") return "Has no beginning";
  if (startKind !== "UNKNOWN") return `Starts ${rangeInWords(startEarliest, startLatest)}`;
  return `Start unknown${notBefore(startEarliest)}${by(startLatest)}`;
}

function endInWords({ endKind, endEarliest, endLatest }: Dates): string {
  if (endKind === "OPEN") return "goes on";
  if (endKind === "KNOWN") return `ends ${rangeInWords(endEarliest - 1, endLatest - 1)}`;
  if (endKind === "SCHEDULED") {
    return `scheduled to end ${rangeInWords(endEarliest - 1, endLatest - 1)}`;
  }
  return `end unknown${notBefore(endEarliest - 1)}${by(endLatest - 1)}`;
}

function rangeInWords(from: Seconds, until: Seconds): string {
  const [first, last] = [dayInWords(from), dayInWords(until)];
  return first === last ? `on ${first}` : `between ${first} and ${last}`;
}
