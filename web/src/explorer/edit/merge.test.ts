import { expect, test } from "vitest";
import type { Field } from "./fields.ts";
import { merge, withFields } from "./merge.ts";

const fields = ["edtf", "note", "sign"].map((name): Field => ({ name, label: name, as: "line" }));
const began = { edtf: "2014/..", note: "", sign: "NEUTRAL" };

test("what only the other edit changed is taken", () => {
  const typed = { ...began, edtf: "2014/2020" };
  const merged = merge(fields, began, typed, { ...began, note: "seen" });
  expect(merged).toEqual({ draft: { ...typed, note: "seen" }, contested: [], taken: ["note"] });
});

test("what both changed is contested and stays as it was typed", () => {
  const typed = { ...began, edtf: "2014/2020" };
  const now = { ...began, edtf: "2014/2021" };
  const merged = merge(fields, began, typed, now);
  expect(merged).toEqual({ draft: typed, contested: ["edtf"], taken: [] });
  expect(withFields(merged.draft, now, merged.contested)).toEqual(now);
});

test("the same change by both is no matter", () => {
  const typed = { ...began, sign: "HOSTILE" };
  expect(merge(fields, began, typed, { ...began, sign: " HOSTILE " })).toEqual({
    draft: typed,
    contested: [],
    taken: [],
  });
});
