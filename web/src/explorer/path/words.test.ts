import { describe, expect, test } from "vitest";
import { searchedInWords, summaryOf, timesOf, type Path } from "./words.ts";

const path: Path = {
  certainty: "POSSIBLE",
  length: 2,
  entities: [],
  hops: [],
  interval: null,
  departure: null,
  arrival: null,
};

test("a path's length and certainty in words", () => {
  expect(summaryOf(path)).toBe("2 hops, possible");
  expect(summaryOf({ ...path, length: 1, certainty: "CERTAIN" })).toBe("1 hop, certain");
});

describe("when a path is there", () => {
  const possible = { from: "2026-01-01T00:00:00Z", until: "2026-02-01T00:00:00Z" };

  test("a snapshot says nothing of its own", () => {
    expect(timesOf(path)).toEqual([]);
  });

  test("a common interval is said once where it is certain", () => {
    expect(timesOf({ ...path, interval: { certain: possible, possible } })).toEqual([
      "Together: 1 January 2026 to 31 January 2026.",
    ]);
  });

  test("a path may have no moment that is common for certain", () => {
    expect(timesOf({ ...path, interval: { certain: null, possible } })).toEqual([
      "Together at no moment for certain.",
      "Possibly together: 1 January 2026 to 31 January 2026.",
    ]);
  });

  test("departure and arrival lie in ranges", () => {
    const departure = { kind: "OPEN" as const, earliest: null, latest: null };
    const arrival = {
      kind: "KNOWN" as const,
      earliest: "2025-04-29T00:00:00Z",
      latest: "2025-05-15T23:59:59Z",
    };
    expect(timesOf({ ...path, departure, arrival })).toEqual([
      "First hop at the earliest: before every date.",
      "Last hop at the earliest: between 29 April 2025 and 15 May 2025.",
    ]);
  });
});

test.each([
  ["SNAPSHOT", "2026-01-15", undefined, "At 15 January 2026"],
  ["CONTINUOUS", "../..", "../..", "Over all time"],
  ["CONSECUTIVE", "../..", "2025/2026", "Within 2025 to 2026"],
] as const)("what was searched: %s", (mode, valid, within, words) => {
  expect(searchedInWords(mode, valid, within)).toBe(words);
});
