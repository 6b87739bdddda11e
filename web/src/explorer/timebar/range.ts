import {
  civil,
  civilDay,
  day,
  dayText,
  instantText,
  yearText,
  type Seconds,
} from "../time/instant.ts";
import { allTime, inWords, unitAround, type Stretch, type Unit } from "../time/question.ts";
import type { ChangePoint, Histogram } from "../model/picture.ts";

/** The least that a time bar spans, in seconds. */
const shortest = 14 * day;

/**
 * What a time bar spans at first: from the first to the last date of the picture, and
 * the time asked about, with a margin. Where none of these has a date, it is today.
 */
export function wholeRange(histogram: Histogram, at: Stretch, today: Seconds): Stretch {
  const { from: first = Infinity, until: last = Infinity } = histogram.extent ?? {};
  const ends = [first, last, at.from, at.until].filter(Number.isFinite);
  const finite = ends.length > 0 ? ends : [today];
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
  return at % day === 0 ? dayText(at) : instantText(at);
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

function yearName(at: Seconds): string {
  return inWords(yearText(civilDay(at).year));
}

function monthName(at: Seconds): string {
  return months[civilDay(at).month - 1] ?? "";
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function days(count: number): TickStep {
  return {
    seconds: count * day,
    first: (from) => Math.ceil(from / (count * day)) * count * day,
    next: (at) => at + count * day,
    label: (at) => `${String(civilDay(at).day)} ${monthName(at)}`,
  };
}

function monthsBy(count: number): TickStep {
  return {
    seconds: count * 30 * day,
    first: (from) => {
      const { year, month } = civilDay(from);
      return civil(year, month - ((month - 1) % count), 1);
    },
    next: (at) => {
      const { year, month } = civilDay(at);
      return civil(year, month + count, 1);
    },
    label: (at) => `${monthName(at)} ${yearName(at)}`,
  };
}

function years(count: number): TickStep {
  return {
    seconds: count * 365 * day,
    first: (from) => civil(Math.floor(civilDay(from).year / count) * count, 1, 1),
    next: (at) => civil(civilDay(at).year + count, 1, 1),
    label: yearName,
  };
}

const lastStep = years(5000);
const steps: readonly TickStep[] = [
  days(1), days(2), days(7), monthsBy(1), monthsBy(3), monthsBy(6),
  years(1), years(2), years(5), years(10), years(20), years(50), years(100), years(500), years(1000),
  lastStep,
]; // prettier-ignore
