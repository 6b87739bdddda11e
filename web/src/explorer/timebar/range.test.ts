import { describe, expect, test } from "vitest";
import { civil, day } from "../time/instant.ts";
import { parseQuestion } from "../time/question.ts";
import { changeText, nextChange, rangeText, stepped, ticks, wholeRange, zoomed } from "./range.ts";

const nothing = { buckets: [], changePoints: [], extent: undefined, truncated: false };

test("the bar spans the dates of the picture and the time asked about", () => {
  const extent = { from: civil(2014, 1, 1), until: civil(2026, 1, 1) };
  const range = wholeRange({ ...nothing, extent }, parseQuestion("2030"), 0);
  expect(range.from).toBeLessThan(extent.from);
  expect(range.until).toBeGreaterThan(civil(2031, 1, 1));
});

test("an open question does not make the bar endless", () => {
  const extent = { from: civil(2014, 1, 1), until: civil(2015, 1, 1) };
  const range = wholeRange({ ...nothing, extent }, parseQuestion("../.."), 0);
  expect(range.until - range.from).toBeLessThan(500 * day);
});

test("a bar without any date is around today", () => {
  const today = civil(2026, 1, 15);
  const range = wholeRange(nothing, parseQuestion("../.."), today);
  expect(rangeText(range)).toBe("2026-01-08/2026-01-21");
});

test("zooming keeps the moment in the bar, and stops at two weeks", () => {
  let range = parseQuestion("2014/2026");
  for (let i = 0; i < 20; i++) range = zoomed(range, 0.4, civil(2026, 1, 20));
  expect(range.until - range.from).toBe(14 * day);
  expect(rangeText(range)).toMatch(/^2026-01-\d\d\/2026-01-\d\d$/);
});

test("zooming out stops at the years that dates are written in", () => {
  let range = parseQuestion("9990/9998");
  for (let i = 0; i < 20; i++) range = zoomed(range, 2.5, civil(9995, 1, 1));
  expect(rangeText(range)).toBe("-9999-01-01/9999-12-31");
});

describe("stepping from change to change", () => {
  const at = (text: string) => parseQuestion(text).from;
  const points = [
    { at: at("2026-01-18"), relationships: ["a"] },
    { at: at("2026-01-20T17:00:00Z"), relationships: ["b"] },
    { at: at("2026-01-24"), relationships: ["c"] },
  ];
  const all = () => true;

  test("goes to the next moment, even within the day asked about", () => {
    expect(nextChange(points, all, parseQuestion("2026-01-18"), 1)).toBe(points[1]?.at);
    expect(nextChange(points, all, parseQuestion("2026-01-20"), 1)).toBe(points[1]?.at);
  });
  test("goes back to the one before", () => {
    expect(nextChange(points, all, parseQuestion("2026-01-20"), -1)).toBe(points[0]?.at);
  });
  test("passes over what the legend hides", () => {
    const shown = (id: string) => id !== "b";
    expect(nextChange(points, shown, parseQuestion("2026-01-18"), 1)).toBe(points[2]?.at);
  });
  test("stays at the ends", () => {
    expect(nextChange(points, all, parseQuestion("2026-01-24"), 1)).toBeUndefined();
    expect(nextChange(points, all, parseQuestion("2026-01-18"), -1)).toBeUndefined();
  });
  test("asks about a moment of a year before Christ as EDTF writes it", () => {
    expect(changeText(civil(-43, 3, 15) + 3600)).toBe("-0043-03-15T01:00:00Z");
  });
  test("asks about a whole day where the change is at midnight", () => {
    expect(points.map((point) => changeText(point.at))).toEqual([
      "2026-01-18",
      "2026-01-20T17:00:00Z",
      "2026-01-24",
    ]);
  });
});

test.each([
  ["DAY", 1, "2026-02-01"],
  ["MONTH", 1, "2026-02"],
  ["YEAR", -1, "2025"],
  ["DECADE", 1, "203X"],
] as const)("a step by %s of %i goes to %s", (unit, steps, want) => {
  expect(stepped(civil(2026, 1, 31), unit, steps)).toBe(want);
});

test("ticks lie in the bar, in order, and are few", () => {
  for (const text of ["2026-01-01/2026-01-14", "2026", "2014/2026", "-9999/9999"]) {
    const range = parseQuestion(text);
    const marks = ticks(range, 9).map(({ at }) => at);
    expect(marks.length).toBeGreaterThan(0);
    expect(marks.length).toBeLessThanOrEqual(11);
    expect(marks).toEqual([...marks].sort((a, b) => a - b));
    expect(marks[0]).toBeGreaterThanOrEqual(range.from);
  }
});
