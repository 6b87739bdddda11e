import { describe, expect, it } from "vitest";
import { inWords } from "./question.ts";
import { isEndUncertain, statusInWords, whenInWords } from "./words.ts";

describe("whenInWords", () => {
  it.each([
    ["2026-01-15", "on 15 January 2026"],
    ["2026-01", "in January 2026"],
    ["2014", "in 2014"],
    ["201X", "in the 2010s"],
    ["2026-01-20T17:00:00Z", "at 20 January 2026, 17:00:00 UTC"],
    ["2026-01-10/2026-02", "between 10 January 2026 and February 2026"],
    ["../2014", "up to 2014"],
    ["2014/..", "from 2014 on"],
    ["../..", "at any time"],
  ])("says %s as %s", (valid, words) => {
    expect(whenInWords(valid)).toBe(words);
  });
});

describe("inWords of a qualified date", () => {
  it.each([
    ["2015-10~", "about October 2015"],
    ["2026-01-20?", "20 January 2026 (uncertain)"],
    ["2014%", "about 2014 (uncertain)"],
    ["2015~/2026-01-20?", "about 2015 to 20 January 2026 (uncertain)"],
  ])("says %s as %s", (edtf, words) => {
    expect(inWords(edtf)).toBe(words);
  });
});

it("says a status with its date", () => {
  expect(statusInWords("ACTIVE", "2026-01-15")).toBe("In force on 15 January 2026");
  expect(statusInWords("EXPIRED", "2026-02")).toBe("Expired in February 2026: it ended before");
});

it.each([
  ["2015-10~/2026-01-20?", true],
  ["2015-10/2026-01-20%", true],
  ["2015-10?/2026-01-20", false],
  ["2015-10~/2026-01-20", false],
  ["2026-01-20?", false],
])("the end of %s is uncertain: %s", (edtf, want) => {
  expect(isEndUncertain(edtf)).toBe(want);
});
