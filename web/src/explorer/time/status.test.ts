import { expect, test } from "vitest";
import { statusIn } from "./status.ts";

const bounds = { startEarliest: 10, startLatest: 19, endEarliest: 30, endLatest: 40 };

// The boundaries of DESIGN: a question is half-open, the end is no longer in force.
test.each([
  ["ends before the earliest start", 0, 10, "UPCOMING"],
  ["reaches the earliest start", 0, 11, "POSSIBLY_ACTIVE"],
  ["ends with the latest start", 10, 19, "POSSIBLY_ACTIVE"],
  ["includes the latest start", 10, 20, "ACTIVE"],
  ["begins before the earliest end", 29, 30, "ACTIVE"],
  ["begins with the earliest end", 30, 31, "POSSIBLY_ACTIVE"],
  ["begins before the latest end", 39, 41, "POSSIBLY_ACTIVE"],
  ["begins with the latest end", 40, 41, "EXPIRED"],
  ["is all time", -Infinity, Infinity, "ACTIVE"],
] as const)("a question that %s answers %s to %s: %s", (_, from, until, want) => {
  expect(statusIn(bounds, { from, until })).toBe(want);
});

test("what is open at both sides is always in force, and of what is unknown nothing is certain", () => {
  const at = { from: 5, until: 6 };
  const open = {
    startEarliest: -Infinity,
    startLatest: -Infinity,
    endEarliest: Infinity,
    endLatest: Infinity,
  };
  const unknown = {
    startEarliest: -Infinity,
    startLatest: Infinity,
    endEarliest: -Infinity,
    endLatest: Infinity,
  };
  expect(statusIn(open, at)).toBe("ACTIVE");
  expect(statusIn(unknown, at)).toBe("POSSIBLY_ACTIVE");
});
