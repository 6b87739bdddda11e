import type { PathMode, PathsQuery } from "../api/operations.ts";
import { inWords } from "../time/question.ts";
import { rangeInWords, stretchInWords } from "../time/moment.ts";

/** A path as the API answers it. */
export type Path = PathsQuery["paths"][number];

/** What the modes are called, and what each means. */
export const modes: readonly { mode: PathMode; label: string; meaning: string }[] = [
  {
    mode: "SNAPSHOT",
    label: "Snapshot",
    meaning: "Every relationship on the way is in force at the time that the time bar has.",
  },
  {
    mode: "CONTINUOUS",
    label: "Continuous",
    meaning:
      "All relationships on the way were in force together for some time, whenever that was.",
  },
  {
    mode: "CONSECUTIVE",
    label: "Consecutive",
    meaning:
      "The relationships can be followed one after another, none earlier than the one before, " +
      "as money or a message would go.",
  },
];

/** A number of hops in words. */
export function hopsText(count: number): string {
  return count === 1 ? "1 hop" : `${String(count)} hops`;
}

/** How long a path is and how sure, such as `3 hops, possible`. */
export function summaryOf({ length, certainty }: Path): string {
  return `${hopsText(length)}, ${certainty === "CERTAIN" ? "certain" : "possible"}`;
}

/** When a path is there, in words: nothing of a SNAPSHOT, whose date is that of all. */
export function timesOf({ interval, departure, arrival }: Path): string[] {
  const lines: string[] = [];
  if (interval) {
    const { certain, possible } = interval;
    const possibly = stretchInWords(possible.from, possible.until);
    const certainly = certain && stretchInWords(certain.from, certain.until);
    lines.push(
      certainly === null ? "Together at no moment for certain." : `Together: ${certainly}.`,
    );
    if (certainly !== possibly) lines.push(`Possibly together: ${possibly}.`);
  }
  if (departure) lines.push(`First hop at the earliest: ${momentOf(departure)}.`);
  if (arrival) lines.push(`Last hop at the earliest: ${momentOf(arrival)}.`);
  return lines;
}

function momentOf({ kind, earliest, latest }: NonNullable<Path["departure"]>): string {
  return kind === "OPEN" ? "before every date" : rangeInWords(earliest, latest);
}

/** What was searched, in words: of a SNAPSHOT its date, else its window. */
export function searchedInWords(mode: PathMode, valid: string, within: string | undefined): string {
  if (mode === "SNAPSHOT") return `At ${inWords(valid)}`;
  return within === undefined || within === "../.." ? "Over all time" : `Within ${inWords(within)}`;
}
