import { expect, test } from "vitest";
import { cell, entitiesCsv, relationshipsCsv } from "./csv.ts";
import { fixture, names } from "./fixture.ts";

test("a cell is quoted where RFC 4180 asks for it, and only there", () => {
  expect(cell("plain")).toBe("plain");
  expect(cell('say "x", y')).toBe('"say ""x"", y"');
  expect(cell("two\nlines")).toBe('"two\nlines"');
  expect(cell(names.arabic)).toBe(names.arabic);
});

test("what a spreadsheet would run gets an apostrophe", () => {
  for (const start of ["=", "+", "-", "@", "\t", "＝"])
    expect(cell(`${start}1`)).toBe(`'${start}1`);
  expect(cell("\r1")).toBe('"\'\r1"');
  expect(cell("-0044-03-15")).toBe("'-0044-03-15");
  expect(cell("2026-01-15")).toBe("2026-01-15");
});

test("a table has a byte order mark, a head, a row for each record and CRLF", () => {
  const lines = relationshipsCsv(fixture()).split("\r\n");
  expect(lines[0]).toMatch(/^\ufeffid,from_id,from,type,/);
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(/^now,a,/);
  expect(lines[1]).toContain("2026-02-03T04:05:06.000007Z");
  expect(lines[1]).toContain("https://entente.example/#e=a,b,c");
  expect(lines[2]).toBe("");
});

test("all of the picture has what has expired as well", () => {
  expect(relationshipsCsv(fixture("all")).split("\r\n")[2]).toMatch(/^then,.*,expired,/);
});

test("an empty table still says what it is of", () => {
  const text = relationshipsCsv(fixture("shown", { valid: "1990" }));
  expect(text).toBe("\ufeffas_of,known,according_to,holds,left_out,link,citation\r\n");
});

test("the names of entities are texts and no more", () => {
  const text = entitiesCsv(fixture());
  expect(text).toContain(`"<b>""Bold""</b> & 'sons' ]]>"`);
  expect(text).toContain(`"'=HYPERLINK(""http://x"",""y"")`);
  expect(text).toContain("'-0099-07-12,'-0043-03-15");
});
