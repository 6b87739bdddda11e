import type {
  DisputeKind,
  FoundConflictFragment,
  Rank,
  Reliability,
  WordedValueFragment,
} from "../api/operations.ts";
import { parseInstant } from "../time/instant.ts";
import { inWords } from "../time/question.ts";
import { dayInWords } from "../time/words.ts";

/** The reliability of a source by the Admiralty code, in words. */
export const reliabilityName: Readonly<Record<Reliability, string>> = {
  A: "completely reliable",
  B: "usually reliable",
  C: "fairly reliable",
  D: "not usually reliable",
  E: "unreliable",
  F: "reliability cannot be judged",
};

/** The credibility of a claim by the Admiralty code, in words; its numbers begin at 1. */
export function credibilityInWords(credibility: number): string {
  const words = [
    "confirmed by others",
    "probably true",
    "possibly true",
    "doubtful",
    "improbable",
    "cannot be judged",
  ];
  return `${String(credibility)}, ${words[credibility - 1] ?? "outside the code"}`;
}

/** How far the editors believe a claim. */
export const rankName: Readonly<Record<Rank, string>> = {
  PREFERRED: "preferred",
  NORMAL: "normal",
  DEPRECATED: "held to be mistaken",
};

/** In what claims conflict. */
export const disputeName: Readonly<Record<DisputeKind, string>> = {
  VALUES: "values differ",
  DATES: "dates cannot meet",
  STANCES: "one denies what another asserts",
};

type Value = WordedValueFragment;

/** A value in words: "about 1,500 people", "20 January 2026 (uncertain)", an entity's name. */
export function valueInWords(value: Value): string {
  if (value.number) return quantityInWords(value.number);
  if (value.date !== null) return inWords(value.date);
  return value.entity?.name ?? value.text;
}

function quantityInWords(n: NonNullable<Value["number"]>): string {
  const unit = n.unit === null ? "" : ` ${n.unit}`;
  const about = n.approximate ? "about " : "";
  return about + rangeInWords(n) + unit;
}

function rangeInWords({ min, max, aboveMin, belowMax }: NonNullable<Value["number"]>): string {
  if (min !== null && max !== null) {
    return min === max ? numberText(min) : `${numberText(min)} to ${numberText(max)}`;
  }
  if (min !== null) return `${aboveMin ? "more than" : "at least"} ${numberText(min)}`;
  if (max !== null) return `${belowMax ? "fewer than" : "at most"} ${numberText(max)}`;
  return "any number of";
}

/** A number with a comma at each thousand. */
export function numberText(n: number): string {
  return n.toLocaleString("en", { maximumFractionDigits: 2 });
}

/** How far apart the claims of a conflict lie; undefined where no numbers or dates do. */
export function spreadInWords({ numbers, dates }: FoundConflictFragment): string | undefined {
  if (numbers) {
    const unit = numbers.unit === null ? "" : ` ${numbers.unit}`;
    const least = numbers.openBelow ? " or fewer" : "";
    const most = numbers.openAbove ? " or more" : "";
    const times =
      numbers.ratio === null ? "" : `, the largest ${numberText(numbers.ratio)} times the smallest`;
    return `${numberText(numbers.min)}${least} to ${numberText(numbers.max)}${most}${unit}${times}`;
  }
  return dates ? datesApart(dates) : undefined;
}

function datesApart(dates: NonNullable<FoundConflictFragment["dates"]>): string {
  const { earliest, latest, gapDays } = dates;
  const from = earliest === null ? "no first date" : dayInWords(parseInstant(earliest));
  const until = latest === null ? "no last date" : dayInWords(parseInstant(latest));
  const span = from === until ? from : `${from} to ${until}`;
  return gapDays > 0 ? `${span}, at least ${gapInWords(gapDays)} apart` : span;
}

/** A number of days, in hours where it is less than one. */
function gapInWords(days: number): string {
  const [n, unit] = days < 1 ? [days * 24, "hour"] : [days, "day"];
  return `${numberText(n)} ${unit}${n === 1 ? "" : "s"}`;
}

/** The time that all claims of a conflict are about; undefined where it has no bounds. */
export function conflictTimeInWords({ begins, ends }: FoundConflictFragment): string | undefined {
  const first = begins === null ? undefined : dayInWords(parseInstant(begins));
  const last = ends === null ? undefined : dayInWords(parseInstant(ends) - 1);
  if (first === undefined) return last === undefined ? undefined : `up to ${last}`;
  if (last === undefined) return `from ${first} on`;
  return first === last ? `on ${first}` : `${first} to ${last}`;
}
