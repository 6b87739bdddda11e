import {
  civil,
  civilDay,
  day,
  dayText,
  instantText,
  parseInstant,
  type Seconds,
} from "./instant.ts";
import { inWords, parseQuestion } from "./question.ts";

/**
 * Says a moment of recording in words, in UTC: `20 January 2026, 17:00 UTC`. Seconds are
 * left out where they are none, and fractions of one always.
 */
export function momentInWords(dateTime: string): string {
  const moment = Math.floor(Date.parse(dateTime) / 1000);
  if (!Number.isFinite(moment)) return dateTime;
  return inWords(instantText(moment)).replace(/(\d\d:\d\d):00 UTC$/, "$1 UTC");
}

/** The day of a moment of recording in UTC, whatever zone it was written in: `2026-01-20`. */
export function dayOfMoment(dateTime: string): string {
  return dayText(Math.floor(Date.parse(dateTime) / 1000));
}

/**
 * Says a half-open stretch of time in words, to the day where it begins and ends with
 * days: its end is its last day, as in `10 January 2026 to 20 January 2026`. Null is no
 * bound. A single second of a day at either end, as bounds of whole days leave it, is left
 * out if anything remains.
 */
export function stretchInWords(from: string | null, until: string | null): string {
  const begin = from === null ? -Infinity : parseInstant(from);
  const end = until === null ? Infinity : parseInstant(until);
  const wholeBegin = isMidnight(begin + 1) ? begin + 1 : begin;
  const wholeEnd = isMidnight(end - 1) ? end - 1 : end;
  const [a, b] = wholeBegin < wholeEnd ? [wholeBegin, wholeEnd] : [begin, end];
  const first = a === -Infinity ? ".." : firstText(a);
  const last = b === Infinity ? ".." : lastText(b - 1);
  return inWords(first === last && first !== ".." ? first : `${first}/${last}`);
}

function isMidnight(moment: Seconds): boolean {
  return moment % day === 0;
}

/** Says a moment that lies in a closed range: `on 20 January 2026`, `between 1 and …`. */
export function rangeInWords(earliest: string | null, latest: string | null): string {
  const first = earliest === null ? null : firstText(parseInstant(earliest));
  const last = latest === null ? null : lastText(parseInstant(latest));
  if (first === null && last === null) return "at an unknown date";
  if (first === null) return `no later than ${inWords(last ?? "")}`;
  if (last === null) return `no earlier than ${inWords(first)}`;
  if (earliest === latest) return `at ${momentInWords(earliest ?? "")}`;
  return first === last ? `on ${inWords(first)}` : `between ${inWords(first)} and ${inWords(last)}`;
}

function firstText(moment: Seconds): string {
  return isMidnight(moment) ? dayText(moment) : instantText(moment);
}

function lastText(moment: Seconds): string {
  return isMidnight(moment + 1) ? dayText(moment) : instantText(moment);
}

/**
 * The day a month before the beginning of a date or interval, or the last of that month
 * where it has no such day; of a time without a beginning, a month before its end.
 */
export function monthBefore(text: string): string {
  const { from, until } = parseQuestion(text);
  const ends = [from, until - 1].find(Number.isFinite);
  const at = civilDay(ends ?? Date.now() / 1000);
  const lastOfMonth = civilDay(civil(at.year, at.month, 1) - day).day;
  return dayText(civil(at.year, at.month - 1, Math.min(at.day, lastOfMonth)));
}
