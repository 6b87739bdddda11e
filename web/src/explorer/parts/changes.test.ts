import { describe, expect, it } from "vitest";
import { changedValue, isDerived } from "./changes.ts";

describe("changedValue", () => {
  it.each([
    [null, "nothing"],
    ['"2015-10~/2026-01-20?"', "2015-10~/2026-01-20?"],
    ['["s-a","s-b"]', "s-a, s-b"],
    ["[]", "nothing"],
    ["true", "true"],
    ['{"a":1}', '{"a":1}'],
    ["not json", "not json"],
  ])("says %s as %s", (json, words) => {
    expect(changedValue(json)).toBe(words);
  });

  it("cuts a long text", () => {
    expect(changedValue(JSON.stringify("x".repeat(500))).length).toBeLessThan(130);
  });
});

it("tells fields that follow from others", () => {
  expect(isDerived("validity.span")).toBe(true);
  expect(isDerived("validity.edtf")).toBe(false);
});
