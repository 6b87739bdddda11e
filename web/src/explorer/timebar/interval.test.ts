import { describe, expect, test } from "vitest";
import { parseQuestion, type Unit } from "../time/question.ts";
import { between, endsIn, oneDate, twoDates } from "./interval.ts";

const range = parseQuestion("2010/2019");

describe("one date of a time is", () => {
  test.each([
    ["2014-03/2015", "MONTH", "2014-03"],
    ["../2014-03", "DAY", "2014-03-31"],
    ["2014/..", "YEAR", "2014"],
    ["../..", "YEAR", "2015"],
  ] as const)("of %s by %s: %s", (valid, unit, want) => {
    expect(oneDate(parseQuestion(valid), range, unit)).toBe(want);
  });
});

test("an interval keeps a side without a bound, and is turned the right way", () => {
  const { from, until } = parseQuestion("2014-05-02");
  expect(between(from, Infinity, "DAY")).toBe("2014-05-02/..");
  expect(between(-Infinity, until - 1, "MONTH")).toBe("../2014-05");
  expect(between(until, from, "DAY")).toBe("2014-05-02/2014-05-03");
});

test("an interval around a date reaches a tenth of the range to either side", () => {
  expect(twoDates(parseQuestion("2014-06"), range, "YEAR")).toBe("2013/2015");
});

test("the ends of a time without bounds are those of the range", () => {
  const { first, last } = endsIn(parseQuestion("../.."), range);
  expect(between(first, last, "DAY")).toBe("2010-01-01/2019-12-31");
});

test.each([
  ["9999", 1],
  ["-9999", -1],
] as const)("no interval leaves the years that there are: %s", (year, way) => {
  const { from } = parseQuestion(year);
  const far = from + way * 400 * 86_400 * 1000;
  expect(between(far, far, "YEAR" satisfies Unit)).toBe(`${year}/${year}`);
});
