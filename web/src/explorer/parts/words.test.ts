import { describe, expect, it } from "vitest";
import type { FoundConflictFragment, WordedValueFragment } from "../api/operations.ts";
import { conflictTimeInWords, credibilityInWords, spreadInWords, valueInWords } from "./words.ts";

type Quantity = NonNullable<WordedValueFragment["number"]>;

const number = (change: Partial<Quantity>): WordedValueFragment => ({
  type: "NUMBER",
  text: "",
  date: null,
  entity: null,
  number: {
    min: 1500,
    max: 1500,
    aboveMin: false,
    belowMax: false,
    approximate: false,
    unit: "people",
    ...change,
  },
});

describe("valueInWords", () => {
  it.each([
    [{ approximate: true }, "about 1,500 people"],
    [{ min: 150, max: 7000 }, "150 to 7,000 people"],
    [{ max: null, aboveMin: true }, "more than 1,500 people"],
    [{ max: null }, "at least 1,500 people"],
    [{ min: null, belowMax: true }, "fewer than 1,500 people"],
    [{ min: null, unit: null }, "at most 1,500"],
  ])("says a number with %o as %s", (change, words) => {
    expect(valueInWords(number(change))).toBe(words);
  });

  it("says a date in words and a text as it is", () => {
    const value = { type: "DATE", text: "2026-01?", date: "2026-01?" } as const;
    expect(valueInWords({ ...value, number: null, entity: null })).toBe("January 2026 (uncertain)");
    const text = { type: "TEXT", text: "a <b>cause</b>", date: null } as const;
    expect(valueInWords({ ...text, number: null, entity: null })).toBe("a <b>cause</b>");
  });
});

const conflict: FoundConflictFragment = {
  kind: "VALUES",
  open: true,
  begins: null,
  ends: null,
  numbers: null,
  dates: null,
  camps: [],
};

describe("a conflict", () => {
  it("says how far numbers lie apart", () => {
    const numbers = { min: 120, max: 1500, ratio: 12.5, openBelow: false, openAbove: true };
    expect(spreadInWords({ ...conflict, numbers: { ...numbers, unit: "people" } })).toBe(
      "120 to 1,500 or more people, the largest 12.5 times the smallest",
    );
  });

  it("says how far dates lie apart, and no gap where they touch", () => {
    const dates = { earliest: "2014-01-01T00:00:00Z", latest: "2015-12-31T23:59:59Z", gapDays: 0 };
    expect(spreadInWords({ ...conflict, dates })).toBe("1 January 2014 to 31 December 2015");
    expect(spreadInWords({ ...conflict, dates: { ...dates, gapDays: 1 } })).toContain(
      "at least 1 day apart",
    );
  });

  it("says hours where dates of one day lie apart", () => {
    const dates = { earliest: "2026-01-20T05:00:00Z", latest: "2026-01-20T17:00:00Z" };
    expect(spreadInWords({ ...conflict, dates: { ...dates, gapDays: 0.5 } })).toBe(
      "20 January 2026, at least 12 hours apart",
    );
  });

  it("says what time it is about by its last day", () => {
    const time = { begins: "2026-02-13T00:00:00Z", ends: "2026-02-14T00:00:00Z" };
    expect(conflictTimeInWords({ ...conflict, ...time })).toBe("on 13 February 2026");
    expect(conflictTimeInWords(conflict)).toBeUndefined();
  });
});

it("says a credibility by the code", () => {
  expect(credibilityInWords(2)).toBe("2, probably true");
});
