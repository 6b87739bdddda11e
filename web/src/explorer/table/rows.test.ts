import { expect, test } from "vitest";
import { emptyPicture } from "../model/picture.ts";
import { emptyView } from "../model/view.ts";
import { fixture } from "../take/formats/fixture.ts";
import { rowsOf } from "./rows.ts";

const { entities, relationships } = fixture("all");
const picture = {
  ...emptyPicture,
  entities: new Map(entities.map((e) => [e.id, e])),
  relationships: new Map(relationships.map((r) => [r.id, r])),
};
const view = { ...emptyView("2026-01-15"), entities: ["a", "b", "c"] };

test("the rows are what the view shows, and an entity counts what is shown of its ties", () => {
  const rows = rowsOf(picture, view, new Set());
  expect(rows.relationships.map(({ id, status }) => [id, status])).toEqual([["now", "ACTIVE"]]);
  expect(rows.entities.map(({ id, shown }) => [id, shown])).toEqual([
    ["a", 1],
    ["b", 1],
    ["c", 0],
  ]);
});

test("they follow the time and the filters", () => {
  expect(
    rowsOf(picture, { ...view, valid: "2020" }, new Set()).relationships.map(({ id }) => id),
  ).toEqual(["then"]);
  expect(rowsOf(picture, { ...view, showExpired: true }, new Set()).relationships).toHaveLength(2);
  expect(
    rowsOf(picture, { ...view, hidden: { kinds: ["armed-group"], types: [] } }, new Set()),
  ).toEqual({
    entities: [],
    relationships: [],
  });
});

test("a relationship's dates stand in words and as they were written", () => {
  const [row] = rowsOf(picture, view, new Set()).relationships;
  expect(row).toMatchObject({ start: "2025-01", end: "ongoing", validity: "text of 2025-01/.." });
});
