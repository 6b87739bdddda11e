import { day, dayText, type Seconds } from "../time/instant.ts";
import { parseQuestion, unitAround, type Stretch, type Unit } from "../time/question.ts";
import type { ChangePoint, Histogram } from "../model/picture.ts";

/** The least and the most that a time bar spans, in seconds: two weeks, all years there are. */
const shortest = 14 * day;
const allTime: Stretch = parseQuestion("-9999/9999");

/**
 * What a time bar spans at first: from the first to the last date of the picture, and
 * the time asked about, with a margin.
 */
export function wholeRange(histogram: Histogram, at: Stretch): Stretch {
  const ends = [histogram.extent?.from, histogram.extent?.until, at.from, at.until];
  const finite = ends.filter((end): end is Seconds => end !== undefined && Number.isFinite(end));
  const from = Math.min(...finite);
  const until = Math.max(...finite);
  return withMargin({ from, until }, Math.max((until - from) * 0.02, 7 * day));
}

function withMargin({ from, until }: Stretch, margin: number): Stretch {
  return within({ from: from - margin, until: until + margin });
}

/** The range with its span times the factor around a moment, in whole days. */
export function zoomed(range: Stretch, factor: number, around: Seconds): Stretch {
  const span = Math.max((range.until - range.from) * factor, shortest);
  const share = (around - range.from) / (range.until - range.from);
  const from = around - span * Math.min(Math.max(share, 0.1), 0.9);
  return within({ from, until: from + span });
}

/** The range moved by a share of its span. */
export function moved(range: Stretch, share: number): Stretch {
  const by = (range.until - range.from) * share;
  return within({ from: range.from + by, until: range.until + by });
}

function within({ from, until }: Stretch): Stretch {
  const whole = (moment: Seconds) => Math.round(moment / day) * day;
  return {
    from: whole(Math.max(from, allTime.from)),
    until: whole(Math.min(until, allTime.until)),
  };
}

/** How the API is asked about a range. */
export function rangeText({ from, until }: Stretch): string {
  return `${dayText(from)}/${dayText(until - day)}`;
}

/** The middle of a stretch, as far as it lies in the range. */
export function middle(at: Stretch, range: Stretch): Seconds {
  return (Math.max(at.from, range.from) + Math.min(at.until, range.until)) / 2;
}

/** How the moment of a change is asked about: its day where it is a midnight. */
export function changeText(at: Seconds): string {
  return at % day === 0 ? dayText(at) : unitText(at);
}

function unitText(at: Seconds): string {
  return new Date(at * 1000).toISOString().replace(".000Z", "Z");
}

/** The nearest moment after or before the time asked about at which something shown changes. */
export function nextChange(
  changePoints: readonly ChangePoint[],
  isShown: (relationship: string) => boolean,
  at: Stretch,
  way: 1 | -1,
): Seconds | undefined {
  const counts = ({ at: moment, relationships }: ChangePoint) =>
    (way === 1 ? moment > at.from : moment < at.from) && relationships.some(isShown);
  return way === 1 ? changePoints.find(counts)?.at : changePoints.findLast(counts)?.at;
}

/** The unit's date so many units after the one that a moment lies in. */
export function stepped(moment: Seconds, unit: Unit, steps: number): string {
  let around = unitAround(moment, unit);
  for (let i = 0; i < Math.abs(steps); i++) {
    around = unitAround(steps > 0 ? around.until : around.from - 1, unit);
  }
  return around.edtf;
}

/** Dates to write under a range, not closer than a share of it: years, months or days. */
export function ticks(range: Stretch, atMost: number): { at: Seconds; label: string }[] {
  const span = range.until - range.from;
  const step = steps.find(({ seconds }) => span / seconds <= atMost) ?? lastStep;
  const marks: { at: Seconds; label: string }[] = [];
  for (let at = step.first(range.from); at < range.until; at = step.next(at)) {
    if (at >= range.from) marks.push({ at, label: step.label(at) });
  }
  return marks;
}

interface TickStep {
  readonly seconds: number;
  readonly first: (from: Seconds) => Seconds;
  readonly next: (at: Seconds) => Seconds;
  readonly label: (at: Seconds) => string;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function days(count: number): TickStep {
  return {
    seconds: count * day,
    first: (from) => Math.ceil(from / (count * day)) * count * day,
    next: (at) => at + count * day,
    label: (at) => {
      const date = new Date(at * 1000);
      return `${String(date.getUTCDate())} ${months[date.getUTCMonth()] ?? ""}`;
    },
  };
}

function monthsBy(count: number): TickStep {
  const first = (year: number, month: number) => new Date(0).setUTCFullYear(year, month, 1) / 1000;
  const floor = (at: Seconds) => {
    const date = new Date(at * 1000);
    return first(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / count) * count);
  };
  const next = (at: Seconds) => {
    const date = new Date(at * 1000);
    return first(date.getUTCFullYear(), date.getUTCMonth() + count);
  };
  return {
    seconds: count * 30 * day,
    first: floor,
    next,
    label: (at) => {
      const date = new Date(at * 1000);
      const month = months[date.getUTCMonth()] ?? "";
      return `${month} ${String(date.getUTCFullYear())}`;
    },
  };
}

function years(count: number): TickStep {
  const first = (year: number) => new Date(0).setUTCFullYear(year, 0, 1) / 1000;
  const yearOf = (at: Seconds) => new Date(at * 1000).getUTCFullYear();
  return {
    seconds: count * 365 * day,
    first: (from) => first(Math.floor(yearOf(from) / count) * count),
    next: (at) => first(yearOf(at) + count),
    label: (at) => String(yearOf(at)),
  };
}

const lastStep = years(5000);
const steps: readonly TickStep[] = [
  days(1), days(2), days(7), monthsBy(1), monthsBy(3), monthsBy(6),
  years(1), years(2), years(5), years(10), years(20), years(50), years(100), years(500), years(1000),
  lastStep,
]; // prettier-ignore
