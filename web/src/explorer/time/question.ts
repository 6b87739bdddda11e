import { civil, civilDay, day, dayText, instantText, parseInstant, yearText } from "./instant.ts";
import type { Seconds } from "./instant.ts";

/** A stretch of time, from its first second to before its last: [from, until). */
export interface Stretch {
  readonly from: Seconds;
  readonly until: Seconds;
}

/** A date that cannot be read, in words for who typed it. */
export class DateError extends Error {}

const accepted =
  "Write a date such as 2026-01-15, 2026-01, 2026 or 202X, an interval such as " +
  "2026-01-10/2026-01-20, or a moment such as 2026-01-20T17:00:00Z.";

/**
 * Reads a date, a moment or an interval as the stretch of time that a question
 * about it covers, by the rules that the API has for `asOf.valid`: a moment is one
 * second, an interval reaches to the end of its last date, and `..` is no bound.
 */
export function parseQuestion(text: string): Stretch {
  const sides = text.trim().split("/");
  const [first = "", last = first] = sides;
  if (sides.length > 2) throw unreadable(text);
  const from = first === ".." ? -Infinity : parseDate(first, text).from;
  const until = last === ".." ? Infinity : parseDate(last, text).until;
  if (first === ".." && sides.length === 1) throw unreadable(text);
  if (from >= until) throw new DateError(`${first} is not before ${last}.`);
  return { from, until };
}

const decadeText = /^(-?\d{3})X$/;
const date = /^(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;
const moment = /^-?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

function parseDate(text: string, whole: string): Stretch {
  if (moment.test(text)) {
    const from = parseInstant(text);
    if (instantText(from) !== text) throw new DateError(`There is no ${text}. ${accepted}`);
    return { from, until: from + 1 };
  }
  const decade = decadeText.exec(text);
  if (decade) return decadeOf(decade[1] ?? "");
  const parts = date.exec(text);
  if (!parts) throw unreadable(whole);
  const year = Number(parts[1]);
  if (parts[2] === undefined) return { from: civil(year, 1, 1), until: civil(year + 1, 1, 1) };
  const month = Number(parts[2]);
  if (month < 1 || month > 12) throw new DateError(`There is no month ${parts[2]}. ${accepted}`);
  if (parts[3] === undefined) {
    return { from: civil(year, month, 1), until: civil(year, month + 1, 1) };
  }
  const from = civil(year, month, Number(parts[3]));
  if (dayText(from) !== text) throw new DateError(`There is no day ${text}. ${accepted}`);
  return { from, until: from + day };
}

/** The ten years that share these digits; before year 0 they run the other way. */
function decadeOf(digits: string): Stretch {
  const years = Number(digits) * 10;
  const first = digits.startsWith("-") ? years - 9 : years;
  return { from: civil(first, 1, 1), until: civil(first + 10, 1, 1) };
}

function unreadable(text: string): DateError {
  return new DateError(text.trim() === "" ? accepted : `“${text}” is not a date. ${accepted}`);
}

const months = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
]; // prettier-ignore

const inDayOrder = /^(?:(\d{1,2})\s+)?([a-z]{3,9})\.?\s+(\d{1,4})$/i;

/** Writes a date in words, such as `15 January 2026` or `Jan 2026`, as EDTF; all else as it is. */
export function fromWords(text: string): string {
  const [, dayOfMonth, word = "", year = ""] = inDayOrder.exec(text.trim()) ?? [];
  const month = months.findIndex((name) => name.toLowerCase().startsWith(word.toLowerCase()));
  if (word === "" || month < 0) return text.trim();
  const parts = [year.padStart(4, "0"), String(month + 1).padStart(2, "0")];
  if (dayOfMonth !== undefined) parts.push(dayOfMonth.padStart(2, "0"));
  return parts.join("-");
}

/**
 * Says a date, a moment or an interval in words: `15 January 2026`, `2014 to October 2015`,
 * and of a date that is qualified, as claims have them, `about 2014` or `2014 (uncertain)`.
 */
export function inWords(text: string): string {
  const [first = "", last] = text.split("/");
  if (last === undefined) return dateInWords(first);
  if (first === ".." && last === "..") return "all time";
  if (first === "..") return `up to ${dateInWords(last)}`;
  if (last === "..") return `from ${dateInWords(first)} on`;
  return `${dateInWords(first)} to ${dateInWords(last)}`;
}

function dateInWords(text: string): string {
  const [, plain = text, qualifier = ""] = /^(.*?)([~?%]?)$/.exec(text) ?? [];
  const about = qualifier === "~" || qualifier === "%" ? "about " : "";
  const uncertain = qualifier === "?" || qualifier === "%" ? " (uncertain)" : "";
  return about + plainInWords(plain) + uncertain;
}

function plainInWords(text: string): string {
  const decade = decadeText.exec(text);
  if (decade) return `the ${decade[1] ?? ""}0s`;
  const [dateText = "", clock] = text.split("T");
  const parts = date.exec(dateText);
  if (!parts) return text;
  const year = Number(parts[1]);
  const shown = year > 0 ? String(year) : `${String(1 - year)} BC`;
  const month = months[Number(parts[2]) - 1];
  const words = [parts[3] && String(Number(parts[3])), month, shown].filter(Boolean).join(" ");
  return clock === undefined ? words : `${words}, ${clock.replace("Z", "")} UTC`;
}

/** The units of the time bar, from the shortest. */
export const units = ["DAY", "MONTH", "YEAR", "DECADE"] as const;
export type Unit = (typeof units)[number];

/** All the time that may be asked about: the years that EDTF writes with four digits. */
export const allTime: Stretch = parseQuestion("-9999/9999");

/** The unit's stretch that a moment of all time lies in, and how EDTF writes it. */
export function unitAround(moment: Seconds, unit: Unit): Stretch & { edtf: string } {
  const edtf = unitText(Math.min(Math.max(moment, allTime.from), allTime.until - 1), unit);
  return { ...parseQuestion(edtf), edtf };
}

function unitText(moment: Seconds, unit: Unit): string {
  const { year } = civilDay(moment);
  switch (unit) {
    case "DAY":
      return dayText(moment);
    case "MONTH":
      return dayText(moment).slice(0, -3);
    case "YEAR":
      return yearText(year);
    case "DECADE":
      return `${yearText(year).slice(0, -1)}X`;
  }
}
