import { expect, test } from "vitest";
import { missing, valueText, type Field } from "./fields.ts";
import { changesOf, isTouched } from "./preview.ts";

const title: Field = { name: "title", label: "Title", as: "line", required: true };
const kind: Field = {
  name: "kind",
  label: "Kind",
  as: "choice",
  required: true,
  options: [
    { value: "", label: "Choose …" },
    { value: "state", label: "State" },
  ],
};
const sources: Field = { name: "sources", label: "Sources", as: "sources" };
const names: Field = { name: "names", label: "Names", as: "names" };
const fields = [title, kind, sources, names];

test("a new record lists all that is filled in", () => {
  const draft = { title: " A ", kind: "state", names: [] };
  expect(changesOf(fields, null, draft).map(({ label, after }) => [label, after])).toEqual([
    ["Title", "A"],
    ["Kind", "State"],
  ]);
});

test("an edit lists what changes, and what is cleared", () => {
  const before = { title: "A", sources: [{ id: "s", label: "Old" }] };
  expect(changesOf(fields, before, { title: "A ", sources: [] })).toEqual([
    { name: "sources", label: "Sources", before: "Old", after: "" },
  ]);
});

test("a choice that is not offered counts as none", () => {
  expect(valueText(kind, { kind: "city" })).toBe("");
  expect(missing(fields, { title: "A", kind: "city" })).toEqual({ kind: "Kind is needed." });
  expect(valueText(kind, { kind: "" })).toBe("");
});

test("names are said with language and sort; empty lines are none", () => {
  const draft = {
    names: [
      { text: "قسد", language: "ar", kind: "OFFICIAL" as const },
      { text: "SDF", language: "en", kind: "ACRONYM" as const },
      { text: " ", language: "", kind: "ALIAS" as const },
    ],
  };
  expect(valueText(names, draft)).toBe("قسد (ar) · SDF (en, acronym)");
});

test("a form is touched by what says something else only", () => {
  const start = { title: "" };
  expect(isTouched(fields, start, { title: "  ", names: [] })).toBe(false);
  expect(isTouched(fields, start, { title: "x" })).toBe(true);
});
