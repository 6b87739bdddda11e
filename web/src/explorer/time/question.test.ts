import { describe, expect, test } from "vitest";
import { civil, instantText, parseInstant } from "./instant.ts";
import { DateError, fromWords, inWords, parseQuestion, unitAround } from "./question.ts";

describe("a question covers", () => {
  test.each([
    ["2026-01-15", "2026-01-15T00:00:00Z", "2026-01-16T00:00:00Z"],
    ["2026-02", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"],
    ["2025-12", "2025-12-01T00:00:00Z", "2026-01-01T00:00:00Z"],
    ["2026", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"],
    ["202X", "2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z"],
    ["-004X", "-0049-01-01T00:00:00Z", "-0039-01-01T00:00:00Z"],
    ["0000", "0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z"],
    ["-0044-03-15", "-0044-03-15T00:00:00Z", "-0044-03-16T00:00:00Z"],
    ["2026-01-20T17:00:00Z", "2026-01-20T17:00:00Z", "2026-01-20T17:00:01Z"],
    ["2026-01-10/2026-01-20", "2026-01-10T00:00:00Z", "2026-01-21T00:00:00Z"],
    ["2014/2015-10", "2014-01-01T00:00:00Z", "2015-11-01T00:00:00Z"],
    ["9999-12-31", "9999-12-31T00:00:00Z", "10000-01-01T00:00:00Z"],
  ])("%s: from %s to before %s", (text, from, until) => {
    const stretch = parseQuestion(text);
    expect([instantText(stretch.from), instantText(stretch.until)]).toEqual([from, until]);
  });

  test("all time, where both sides are open", () => {
    expect(parseQuestion("../..")).toEqual({ from: -Infinity, until: Infinity });
  });
});

describe("a question is refused, with what is accepted, if it", () => {
  test.each([
    ["is empty", ""],
    ["is no date", "last week"],
    ["names a day that is not there", "2026-02-29"],
    ["names a month that is not there", "2026-13"],
    ["names an hour that is not there", "2026-01-20T25:00:00Z"],
    ["is uncertain", "2026-01?"],
    ["has an unknown end", "2026-01/"],
    ["is one open side", ".."],
    ["has three sides", "2024/2025/2026"],
    ["ends before it begins", "2026-02/2026-01"],
  ])("%s: %s", (_, text) => {
    expect(() => parseQuestion(text)).toThrow(DateError);
  });
});

test.each([
  ["15 January 2026", "2026-01-15"],
  ["5 Sept 2026", "2026-09-05"],
  ["January 2026", "2026-01"],
  ["2026-01-15", "2026-01-15"],
  ["15 Foo 2026", "15 Foo 2026"],
  ["last week", "last week"],
])("a date in words is taken as well: %s is %s", (words, edtf) => {
  expect(fromWords(words)).toBe(edtf);
});

test("an instant is written as it was read, in any year", () => {
  for (const text of ["-0044-03-15T12:34:56Z", "0099-12-31T23:59:59Z", "10000-01-01T00:00:00Z"]) {
    expect(instantText(parseInstant(text))).toBe(text);
  }
});

test("the unit around a moment begins no later than it and ends after it", () => {
  const moment = civil(2026, 1, 31) + 86_399;
  for (const unit of ["DAY", "MONTH", "YEAR", "DECADE"] as const) {
    const { from, until, edtf } = unitAround(moment, unit);
    expect(from).toBeLessThanOrEqual(moment);
    expect(until).toBeGreaterThan(moment);
    expect(parseQuestion(edtf)).toEqual({ from, until });
  }
});

test.each([
  ["2026-01-15", "15 January 2026"],
  ["2026-01", "January 2026"],
  ["-0043", "44 BC"],
  ["202X", "the 2020s"],
  ["2026-01-20T17:00:00Z", "20 January 2026, 17:00:00 UTC"],
  ["2014/2015-10", "2014 to October 2015"],
  ["../2015", "up to 2015"],
  ["2015/..", "from 2015 on"],
  ["../..", "all time"],
])("%s reads: %s", (text, words) => {
  expect(inWords(text)).toBe(words);
});
