import { expect, test } from "vitest";
import { queryAddress, queryOfFragment } from "./fragment.ts";

test("a query and its variables come back as they were", () => {
  const query = 'query Q($at: EDTF) {\n  a(b: "1 + 2 & #3 % =") { id }\n}';
  const variables = { at: "2015-10~/..", ids: ["الرقة", "a+b"] };
  const read = queryOfFragment(new URL(queryAddress(query, variables), "http://host").hash);
  expect(read?.query).toBe(query);
  expect(JSON.parse(read?.variables ?? "")).toEqual(variables);
});

test("a fragment without a query opens none", () => {
  expect(queryOfFragment("")).toBeUndefined();
  expect(queryOfFragment("#variables=%7B%7D")).toBeUndefined();
  expect(queryOfFragment("#query=%7Ba%7D")).toEqual({ query: "{a}" });
});
