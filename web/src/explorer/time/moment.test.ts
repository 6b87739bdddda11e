import { describe, expect, test } from "vitest";
import { momentInWords, monthBefore, rangeInWords, stretchInWords } from "./moment.ts";

describe("a moment of recording in words", () => {
  test.each([
    ["2026-01-20T17:00:00Z", "20 January 2026, 17:00 UTC"],
    ["2026-01-20T17:00:30Z", "20 January 2026, 17:00:30 UTC"],
    ["2026-01-20T17:00:30.581333Z", "20 January 2026, 17:00:30 UTC"],
    ["2026-01-20T20:00:00+03:00", "20 January 2026, 17:00 UTC"],
    ["nonsense", "nonsense"],
  ])("%s", (text, words) => {
    expect(momentInWords(text)).toBe(words);
  });
});

describe("a stretch of time in words ends with its last day", () => {
  test.each([
    ["2026-01-10T00:00:00Z", "2026-01-21T00:00:00Z", "10 January 2026 to 20 January 2026"],
    ["2026-01-10T00:00:00Z", "2026-01-11T00:00:00Z", "10 January 2026"],
    ["2026-01-10T00:00:00Z", null, "from 10 January 2026 on"],
    [null, "2026-01-21T00:00:00Z", "up to 20 January 2026"],
    [null, null, "all time"],
  ])("%s until %s", (from, until, words) => {
    expect(stretchInWords(from, until)).toBe(words);
  });

  test("without the single seconds that bounds of whole days leave, if anything remains", () => {
    expect(stretchInWords("2026-01-18T23:59:59Z", "2026-01-20T00:00:01Z")).toBe("19 January 2026");
    expect(stretchInWords("2026-01-18T23:59:59Z", "2026-01-19T00:00:01Z")).toBe(
      "18 January 2026, 23:59:59 UTC to 19 January 2026, 00:00:00 UTC",
    );
  });

  test("to the second where it does not begin or end with a day", () => {
    expect(stretchInWords("2026-01-10T08:00:00Z", "2026-01-21T00:00:00Z")).toBe(
      "10 January 2026, 08:00:00 UTC to 20 January 2026",
    );
  });
});

describe("a moment that lies in a range in words", () => {
  test.each([
    ["2026-01-20T00:00:00Z", "2026-01-20T23:59:59Z", "on 20 January 2026"],
    ["2026-01-20T17:00:00Z", "2026-01-20T17:00:00Z", "at 20 January 2026, 17:00 UTC"],
    ["2025-04-29T00:00:00Z", "2025-05-15T23:59:59Z", "between 29 April 2025 and 15 May 2025"],
    [null, "2025-05-15T23:59:59Z", "no later than 15 May 2025"],
    ["2025-04-29T00:00:00Z", null, "no earlier than 29 April 2025"],
    [null, null, "at an unknown date"],
  ])("%s … %s", (earliest, latest, words) => {
    expect(rangeInWords(earliest, latest)).toBe(words);
  });
});

describe("a month before a date", () => {
  test.each([
    ["2026-02-15", "2026-01-15"],
    ["2026-01-15", "2025-12-15"],
    ["2026-03-31", "2026-02-28"],
    ["2024-03-31", "2024-02-29"],
    ["2026-02-10/2026-02-20", "2026-01-10"],
    ["2026", "2025-12-01"],
    ["../2026-02-10", "2026-01-10"],
    ["2026-02-10T17:00:00Z", "2026-01-10"],
  ])("of %s", (text, before) => {
    expect(monthBefore(text)).toBe(before);
  });
});
