import type { BoundKind, EntityClass, NameKind, Sign } from "../api/operations.ts";
import type { Dates } from "./picture.ts";

/** The sign of a relationship in words. */
export const signWords: Readonly<Record<Sign, string>> = {
  COOPERATIVE: "cooperative",
  HOSTILE: "hostile",
  NEUTRAL: "neutral",
};

export const classWords: Readonly<Record<EntityClass, string>> = {
  ACTOR: "actor",
  PLACE: "place",
  EVENT: "event",
};

/** What sort of name a name is. */
export const nameKindWords: Readonly<Record<NameKind, string>> = {
  OFFICIAL: "official",
  ALIAS: "alias",
  ACRONYM: "acronym",
  FORMER: "former",
  TRANSLITERATION: "transliteration",
};

const startKinds: Readonly<Record<BoundKind, string>> = {
  KNOWN: "",
  SCHEDULED: "scheduled",
  OPEN: "no beginning",
  UNKNOWN: "unknown",
  ENDED_UNKNOWN_DATE: "unknown",
};

const endKinds: Readonly<Record<BoundKind, string>> = {
  KNOWN: "",
  SCHEDULED: "scheduled",
  OPEN: "ongoing",
  UNKNOWN: "unknown",
  ENDED_UNKNOWN_DATE: "ended, date unknown",
};

/** The start as it was written, in EDTF, or why there is no date. */
export function startText({ edtf, startKind }: Dates): string {
  return boundText(sideOf(edtf, 0), startKinds[startKind]);
}

/** The end likewise. A date without an interval is both its start and its end. */
export function endText({ edtf, endKind }: Dates): string {
  return boundText(sideOf(edtf, 1), endKinds[endKind]);
}

function sideOf(edtf: string, side: 0 | 1): string {
  const sides = edtf.split("/");
  const text = (sides.length === 1 ? sides[0] : sides[side]) ?? "";
  return text === ".." ? "" : text;
}

function boundText(date: string, kind: string): string {
  if (date === "") return kind === "" ? "unknown" : kind;
  return kind === "" ? date : `${date} (${kind})`;
}

/** Counts in words: `1 entity`, `12 entities`. */
export function counted(count: number, one: string, many: string): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}

/** Joins what is listed: `A`, `A and B`, `A, B and C`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}
