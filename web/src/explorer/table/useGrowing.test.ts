import { expect, test } from "vitest";
import { withFewNew } from "./useGrowing.ts";

const rows = ["a", "b", "c", "d", "e"].map((id) => ({ id }));
const ids = (drawn: string[], most: number) =>
  withFewNew(rows, new Set(drawn), most)
    .map(({ id }) => id)
    .join("");

test("what is drawn stays in its place, and the first of the rest join it", () => {
  expect(ids([], 2)).toBe("ab");
  expect(ids(["a", "d"], 1)).toBe("abd");
  expect(ids(["a", "b", "d"], 2)).toBe("abcde");
  expect(withFewNew(rows, new Set(), 5)).toBe(rows);
});
