import { dayText, type Seconds } from "./instant.ts";
import { inWords } from "./question.ts";
import type { Status } from "./status.ts";

/** A status as one reads it of a relationship: "in force". */
export const statusName: Readonly<Record<Status, string>> = {
  UPCOMING: "upcoming",
  ACTIVE: "in force",
  POSSIBLY_ACTIVE: "possibly in force",
  EXPIRED: "expired",
};

/** The time that a question asks about, as it follows a verb: "on 15 January 2026", "in 2014". */
export function whenInWords(valid: string): string {
  const words = inWords(valid);
  const [first = "", last] = valid.split("/");
  if (last !== undefined) {
    if (first === ".." || last === "..") return words === "all time" ? "at any time" : words;
    return `between ${inWords(first)} and ${inWords(last)}`;
  }
  if (first.includes("T")) return `at ${words}`;
  return /^-?\d{4}-\d\d-\d\d$/.test(first) ? `on ${words}` : `in ${words}`;
}

/** A status with the time at which it is so, as a sentence without its full stop. */
export function statusInWords(status: Status, valid: string): string {
  const when = whenInWords(valid);
  switch (status) {
    case "UPCOMING":
      return `Upcoming ${when}: it begins later`;
    case "ACTIVE":
      return `In force ${when}`;
    case "POSSIBLY_ACTIVE":
      return `Possibly in force ${when}`;
    case "EXPIRED":
      return `Expired ${when}: it ended before`;
  }
}

/** Whether a validity's end is written as uncertain: `2015-10~/2026-01-20?`. */
export function isEndUncertain(edtf: string): boolean {
  return /\/.*[?%]/.test(edtf);
}

/** The day of a moment in words: "15 January 2026". */
export function dayInWords(moment: Seconds): string {
  return inWords(dayText(moment));
}
