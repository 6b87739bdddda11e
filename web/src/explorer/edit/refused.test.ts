import { expect, test } from "vitest";
import type { Field } from "./fields.ts";
import { fieldRefused, withoutPath } from "./refused.ts";

const fields = ["names", "validity.edtf", "validity.attestedUntil", "value", "claim.source"].map(
  (name): Field => ({ name, label: name, as: "line" }),
);

test("a refusal goes to the field that holds what was refused", () => {
  const cases: Readonly<Record<string, string | undefined>> = {
    "validity.attestedUntil": "validity.attestedUntil",
    "names[0].text": "names",
    "value.number": "value",
    "claim.source": "claim.source",
    validity: "validity.edtf",
    "validity.end": "validity.edtf",
    valuer: undefined,
    kind: undefined,
  };
  for (const [path, name] of Object.entries(cases)) {
    expect(fieldRefused(path, fields), path).toBe(name);
  }
  expect(fieldRefused(undefined, fields)).toBeUndefined();
});

test("a message at its field leaves its path out", () => {
  expect(withoutPath("url: `x`: not a web address", "url")).toBe("`x`: not a web address");
  expect(withoutPath("the request took too long", undefined)).toBe("the request took too long");
});
