import { expect, test } from "vitest";
import { fixture, names } from "./formats/fixture.ts";

test("the link of a citation names the moment of recording", () => {
  const { citation } = fixture();
  expect(citation.link).toContain("known=2026-02-03T04:05:06.000007Z");
  expect(citation.text).toContain(citation.link);
  expect(citation.text).toContain("read at 15 January 2026");
  expect(citation.text).toContain("(accessed 4 February 2026)");
});

test("what is selected comes first in the title, then who has most relationships", () => {
  expect(fixture("shown", { selected: "c" }).citation.title.startsWith(names.formula)).toBe(true);
  expect(fixture().citation.title.startsWith(names.arabic)).toBe(true);
});

test("BibTeX takes no name for a command", () => {
  const { bibtex } = fixture("shown", { selected: "b" }).citation;
  expect(bibtex).toContain("\\& 'sons'");
  expect(bibtex).toContain("@online{entente20260203040506,");
  const count = (c: string) => bibtex.split(c).length;
  expect(count("{")).toBe(count("}"));
});

test("CSL-JSON is JSON, with the dates in parts", () => {
  const [item] = JSON.parse(fixture().citation.csl) as Record<string, unknown>[];
  expect(item).toMatchObject({
    "container-title": "Entente",
    issued: { "date-parts": [[2026, 2, 3]] },
    accessed: { "date-parts": [[2026, 2, 4]] },
  });
});

test("the request answers the same at any time, for it names the moment too", () => {
  const { variables } = fixture().request;
  expect(variables).toMatchObject({
    asOf: { known: "2026-02-03T04:05:06.000007Z", valid: "../.." },
  });
});
