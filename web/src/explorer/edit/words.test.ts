import { expect, test } from "vitest";
import { endInWords, validityInWords, withWords } from "./words.ts";

test("a validity is said in words", () => {
  expect(validityInWords("2026-01-20")).toBe("20 January 2026");
  expect(validityInWords("2015-10~/2026-01-20?")).toBe(
    "from about October 2015, to 20 January 2026 (uncertain)",
  );
  expect(validityInWords("2025-01-29/..")).toBe("from 29 January 2025, ongoing");
  expect(validityInWords("/2014")).toBe("start not known, to 2014");
  expect(validityInWords("2014/")).toBe("from 2014, end not known");
});

test("what cannot be read has no words", () => {
  expect(validityInWords("soon")).toBeNull();
  expect(validityInWords("2026-13")).toBeNull();
  expect(validityInWords("2014/2015/2016")).toBeNull();
  expect(withWords("soon")).toBe("soon");
  expect(withWords("2014")).toBe("2014: 2014");
});

test("an end says whether its date still counts", () => {
  expect(endInWords("2026-01-20")).toContain("some moment of 20 January 2026");
  expect(endInWords("2026-01")).toContain("ended in it");
  expect(endInWords("2026-01-20T17:00:00Z")).toContain("no longer at that moment");
  expect(endInWords("2026-01~")).toContain("not sure: about January 2026");
  expect(endInWords("2026/2027")).toBeNull();
  expect(endInWords("..")).toBeNull();
});
