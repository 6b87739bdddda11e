import { expect, test } from "vitest";
import { firstPlaces, withoutMoved } from "./layout.ts";
import { nextEntity } from "./walk.ts";

const entities = ["a", "b", "c"].map((id) => ({ id, at: undefined, fixed: false }));

test("first places are the same each time, and no two are alike", () => {
  const links = [{ from: "a", to: "b" }];
  const places = firstPlaces({ entities, links });
  expect(firstPlaces({ entities, links })).toEqual(places);
  expect(new Set(Object.values(places).map(String)).size).toBe(3);
});

test("who has a place keeps it, and a new one comes near whom it is joined to", () => {
  const there = [{ id: "a", at: [1000, 1000] as const, fixed: true }, ...entities.slice(1)];
  const places = firstPlaces({ entities: there, links: [{ from: "b", to: "a" }] });
  expect(places.a).toEqual([1000, 1000]);
  const [x = 0, y = 0] = places.b ?? [];
  expect(Math.hypot(x - 1000, y - 1000)).toBeLessThan(150);
});

test("an arrow key goes to the nearest entity that way, and stays where there is none", () => {
  const positions = { a: [0, 0], b: [100, 10], c: [50, 90] } as const;
  expect(nextEntity(entities, positions, null, [1, 0])).toBe("a");
  expect(nextEntity(entities, positions, "a", [1, 0])).toBe("b");
  expect(nextEntity(entities, positions, "a", [0, 1])).toBe("c");
  expect(nextEntity(entities, positions, "a", [-1, 0])).toBe("a");
});

test("what was moved since a layout was asked for is not laid out", () => {
  const at = [0, 0] as const;
  const there = ["a", "b"].map((id) => ({ id, at, fixed: false }));
  const task = { entities: [...there, { id: "c", at: undefined, fixed: false }], links: [] };
  const places = { a: [1, 1], b: [2, 2], c: [3, 3] } as const;
  const now = { a: at, b: [9, 9] } as const;
  expect(withoutMoved(places, task, now)).toEqual({ a: [1, 1], c: [3, 3] });
});
