import { describe, expect, test } from "vitest";
import { emptyView } from "../model/view.ts";
import { comparisonOf, overlayOf, sidesInWords, type Difference } from "./comparison.ts";

const view = {
  ...emptyView("2026-02-01"),
  entities: ["b", "a"],
  compare: "2026-01-15",
  known: "2026-03-01T00:00:00Z",
};
const dates = { of: "dates", knownBefore: null, knownAfter: null } as const;

describe("what is compared", () => {
  test("nothing without a date before, or with a single entity", () => {
    expect(comparisonOf({ ...view, compare: null }, dates)).toBeNull();
    expect(comparisonOf({ ...view, entities: ["a"] }, dates)).toBeNull();
  });

  test("two dates among the entities, through the lens of the view", () => {
    const among = { id: { in: ["a", "b"] } };
    expect(comparisonOf(view, dates)).toEqual({
      before: { valid: "2026-01-15", known: view.known },
      after: { valid: "2026-02-01", known: view.known },
      of: ["a", "b"],
      where: { from: among, to: among },
    });
  });

  test("what was known at two moments, at one date; the latest needs no moment", () => {
    const knowledge = { of: "knowledge", knownBefore: null, knownAfter: null } as const;
    expect(comparisonOf(view, knowledge)).toBeNull();
    const knownBefore = "2026-01-20T00:00:00Z";
    expect(comparisonOf(view, { ...knowledge, knownBefore })).toMatchObject({
      before: { valid: "2026-02-01", known: knownBefore },
      after: { valid: "2026-02-01" },
    });
  });

  test("the relationships of more than 20 entities are found by their ends alone", () => {
    const entities = Array.from({ length: 21 }, (_, i) => `e${String(i)}`);
    expect(comparisonOf({ ...view, entities }, dates)?.of).toBeUndefined();
    expect(comparisonOf({ ...view, entities: entities.slice(1) }, dates)?.of).toHaveLength(20);
  });
});

test("the sides in words", () => {
  const among = { before: { valid: "2026-01-15" }, after: { valid: "2026-02" } };
  expect(sidesInWords(among)).toEqual(["15 January 2026", "February 2026"]);
  const known = { valid: "2026", known: "2026-01-20T17:00:00Z" };
  expect(sidesInWords({ before: known, after: { valid: "2026" } })).toEqual([
    "what was recorded until 20 January 2026, 17:00 UTC",
    "the latest record",
  ]);
});

test("a retracted relationship is still listed by its id", () => {
  const gone = { kind: "DISAPPEARED", before: { id: "r" }, after: null } as Difference;
  expect([...overlayOf([gone])]).toEqual([["r", "DISAPPEARED"]]);
});
