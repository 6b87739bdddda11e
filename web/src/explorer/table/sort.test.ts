import { expect, test } from "vitest";
import { pressed, sorted, type Column } from "./sort.ts";

interface Row {
  readonly id: string;
  readonly name: string;
  readonly at: number;
}

const columns: readonly Column<Row>[] = [
  { key: "name", title: "Name", sortBy: (row) => row.name },
  { key: "at", title: "At", sortBy: (row) => row.at },
];

const rows: readonly Row[] = [
  { id: "1", name: "Şengal", at: Infinity },
  { id: "2", name: "zebra", at: -Infinity },
  { id: "3", name: "Apple", at: -Infinity },
  { id: "4", name: "Sinjar", at: 5 },
];

const ids = (key: string, way: "ascending" | "descending") =>
  sorted(rows, columns, { key, way })
    .map(({ id }) => id)
    .join("");

test("texts are in the order of the language, not of their codes", () => {
  expect(ids("name", "ascending").at(0)).toBe("3");
  expect(ids("name", "ascending").at(-1)).toBe("2");
});

test("rows alike keep their order both ways, infinite ones too", () => {
  expect(ids("at", "ascending")).toBe("2341");
  expect(ids("at", "descending")).toBe("1423");
});

test("the first press sorts upwards, the next turns it", () => {
  const first = pressed({ key: "at", way: "descending" }, "name");
  expect(first).toEqual({ key: "name", way: "ascending" });
  expect(pressed(first, "name").way).toBe("descending");
  expect(pressed(pressed(first, "name"), "name").way).toBe("ascending");
});
