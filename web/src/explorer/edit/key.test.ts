import { expect, test } from "vitest";
import { keyed, newKey } from "./key.ts";

test("the same write keeps its key, another gets its own", () => {
  const first = keyed({ end: "2020" }, null);
  expect(keyed({ end: "2020" }, first)).toBe(first);
  expect(keyed({ end: "2021" }, first).key).not.toBe(first.key);
});

test("a page without randomUUID makes keys as well", () => {
  const plain: Pick<Crypto, "getRandomValues"> = {
    getRandomValues: (array) => crypto.getRandomValues(array),
  };
  expect(newKey(plain)).toMatch(/^[0-9a-f]{32}$/);
  expect(newKey(plain)).not.toBe(newKey(plain));
});
