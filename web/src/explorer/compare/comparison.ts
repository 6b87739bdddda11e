import { create } from "zustand";
import type {
  CompareQuery,
  CompareQueryVariables,
  DifferenceKind,
  DifferenceReason,
} from "../api/operations.ts";
import type { Differences } from "../model/differences.ts";
import { asOfView } from "../model/request.ts";
import type { View } from "../model/view.ts";
import { momentInWords } from "../time/moment.ts";
import { inWords } from "../time/question.ts";
import type { Answered } from "../parts/useRequest.ts";
import { shownOnly } from "../model/shown.ts";

/** A relationship that the two sides have otherwise. */
export type Difference = CompareQuery["compare"]["edges"][number]["node"];

/** What a comparison has found: the differences listed, and how many there are. */
export interface Found {
  readonly differences: readonly Difference[];
  readonly total: number;
}

/** What is compared, besides the view: two dates, or what was known at two moments. */
export interface Comparison {
  readonly of: "dates" | "knowledge";
  readonly knownBefore: string | null;
  /** Null: the latest. */
  readonly knownAfter: string | null;
  readonly answered: Omit<Answered<CompareQueryVariables, Found>, "latest" | "retry">;
}

export const useComparison = create<Comparison>(() => ({
  of: "dates",
  knownBefore: null,
  knownAfter: null,
  answered: { asked: undefined, answer: undefined, problem: undefined, busy: false },
}));

/** How many entities the API takes to look up their relationships alone. */
const maxOf = 20;

type Settings = Pick<Comparison, "of" | "knownBefore" | "knownAfter">;

/** What the API is asked for; null while nothing is compared or a side is missing. */
export function comparisonOf(
  view: View,
  { of, knownBefore, knownAfter }: Settings,
): CompareQueryVariables | null {
  if (view.compare === null || view.entities.length < 2) return null;
  if (of === "knowledge" && knownBefore === null) return null;
  const ids = [...view.entities].sort();
  const among = { id: { in: ids } };
  const sides =
    of === "dates"
      ? { before: asOfView({ ...view, valid: view.compare }), after: asOfView(view) }
      : {
          before: asOfView({ ...view, known: knownBefore }),
          after: asOfView({ ...view, known: knownAfter }),
        };
  return {
    ...sides,
    ...(ids.length > maxOf ? {} : { of: ids }),
    where: { from: among, to: among, ...shownOnly(view.hidden) },
  };
}

/** The two sides in words. */
export function sidesInWords({ before, after }: CompareQueryVariables): [string, string] {
  if (before.valid !== after.valid)
    return [inWords(before.valid ?? ""), inWords(after.valid ?? "")];
  const recorded = (known: string | null | undefined) =>
    known == null ? "the latest record" : `what was recorded until ${momentInWords(known)}`;
  return [recorded(before.known), recorded(after.known)];
}

/** The record that a difference is about. */
export function idOf({ before, after }: Difference): string {
  return after?.id ?? before?.id ?? "";
}

/** The differences as the canvas needs them. */
export function overlayOf(differences: readonly Difference[]): Differences {
  return new Map(differences.map((difference) => [idOf(difference), difference.kind]));
}

/** The kinds in the order of the lists, and what each is called. */
export const kinds: readonly { kind: DifferenceKind; label: string }[] = [
  { kind: "STARTED", label: "Started" },
  { kind: "ENDED", label: "Ended" },
  { kind: "CHANGED", label: "Changed" },
  { kind: "APPEARED", label: "Appeared" },
  { kind: "DISAPPEARED", label: "Disappeared" },
];

/** Why it differs, in words. */
export const reasonWords: Readonly<Record<DifferenceReason, string>> = {
  WORLD_CHANGED: "the world changed",
  WE_LEARNED: "we learned of it",
  WE_CORRECTED: "the record was corrected",
  TOLD_OTHERWISE: "it is told otherwise",
};
