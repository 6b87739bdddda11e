import { expect, test } from "vitest";
import { emptyView, type View } from "../../model/view.ts";
import { exportAddress, heldPhrases, type Extent } from "./extent.ts";

const view = emptyView("2026-01-15");
const plain: Extent = { time: "view", filtered: false, restricted: false };

/** What the address of an export asks for, each value under its name. */
function asked(change: Partial<View>, extent: Partial<Extent> = {}): [string, string][] {
  const address = exportAddress("graphml", { ...view, ...change }, { ...plain, ...extent });
  const { pathname, searchParams } = new URL(address, "http://localhost");
  expect(pathname).toBe("/export");
  return [...searchParams];
}

const format = ["format", "graphml"];

test("a first visit asks for what is in force at its date, as everyone tells it now", () => {
  expect(asked({})).toEqual([format, ["valid", "2026-01-15"]]);
});

test("between two dates all that is in force at some time of them is asked for", () => {
  expect(asked({ valid: "2026-01-10/2026-01-20" })).toContainEqual([
    "valid",
    "2026-01-10/2026-01-20",
  ]);
});

test("of all time no date is asked for", () => {
  expect(asked({}, { time: "all" })).toEqual([format]);
});

test("the graph is read as the view reads it", () => {
  const known = "2026-02-03T04:05:06.000007+03:00";
  const reading = { known, accordingTo: ["sdf", "a:b.c"], language: "ar" };
  expect(asked(reading, { time: "all" })).toEqual([
    format,
    ["known", known],
    ["accordingTo", "sdf"],
    ["accordingTo", "a:b.c"],
    ["language", "ar"],
  ]);
});

const hidden = { kinds: ["state"], types: ["pact", "custody"] };

test("what the legend hides is left out only where that is chosen", () => {
  expect(asked({ hidden })).toEqual(asked({}));
  const where = asked({ hidden }, { filtered: true }).find(([name]) => name === "where");
  const ofKind = { kind: { in: ["state"] } };
  expect(JSON.parse(where?.[1] ?? "")).toEqual({
    not: { or: [{ type: { in: ["pact", "custody"] } }, { from: ofKind }, { to: ofKind }] },
  });
});

test("a choice that outlives what it was of asks for nothing", () => {
  expect(asked({}, { filtered: true })).toEqual(asked({}));
});

test("restricted records are asked for by name", () => {
  expect(asked({}, { restricted: true })).toContainEqual(["restricted", "true"]);
});

const said = { known: "as recorded up to now", told: "told by everyone", hidden: ["pact"] };

test("what a file holds is said in words", () => {
  expect(heldPhrases(view, plain, said)).toEqual([
    "all relationships in force on 15 January 2026, certainly or possibly",
    "all entities, tied or not",
    "their claims and sources",
    "as recorded up to now",
    "told by everyone",
  ]);
});

test("so is what it does not hold, and what only editors see", () => {
  const filtered = { ...view, language: "ar", hidden: { kinds: [], types: ["pact"] } };
  const phrases = heldPhrases(filtered, { time: "all", filtered: true, restricted: true }, said);
  expect(phrases.slice(0, 3)).toEqual([
    "all relationships of all time",
    "without pact",
    "the entities that these tie, and no others",
  ]);
  expect(phrases.at(-2)).toMatch(/^names in .*\(Arabic\)/);
  expect(phrases.at(-1)).toBe("restricted records too");
});
