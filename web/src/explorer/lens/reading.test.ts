import { describe, expect, test } from "vitest";
import { emptyPicture, type Picture } from "../model/picture.ts";
import {
  assertersOf,
  languagesOf,
  missingInWords,
  momentsOf,
  readingInWords,
  type Whole,
} from "./reading.ts";

const named = (id: string) => ({ mod: "Ministry", sdf: "قسد" })[id] ?? id;

describe("how the graph is read, in words", () => {
  test.each([
    [null, [], []],
    ["2026-01-20T17:00:00Z", [], ["As recorded until 20 January 2026, 17:00 UTC"]],
    [null, ["mod"], ["As told by \u2068Ministry\u2069"]],
    [
      "2026-01-20T17:00:00Z",
      ["mod", "sdf", "x"],
      [
        "As recorded until 20 January 2026, 17:00 UTC",
        "As told by \u2068Ministry\u2069, \u2068قسد\u2069 and \u2068x\u2069",
      ],
    ],
  ])("known %s, told by %j", (known, accordingTo, words) => {
    expect(readingInWords({ known, accordingTo }, named)).toEqual(words);
  });
});

const whole: Whole = {
  truncated: false,
  entities: [
    { id: "a", names: [{ language: "en" }, { language: "ar" }] },
    { id: "b", names: [{ language: "ar" }, { language: "ar" }, { language: null }] },
  ],
  relationships: [{ id: "r" }],
};

function pictureWith(entities: string[], relationships: string[]): Picture {
  const mapOf = (ids: string[]) => new Map(ids.map((id) => [id, { id }]));
  return {
    ...emptyPicture,
    entities: mapOf(entities) as unknown as Picture["entities"],
    relationships: mapOf(relationships) as unknown as Picture["relationships"],
  };
}

describe("what a lens leaves out, in words", () => {
  test.each([
    [["a", "b"], ["r"], undefined],
    [["a"], ["r"], "This leaves out 1 of 2 entities."],
    [["a"], [], "This leaves out 1 of 2 entities and 1 of 1 relationships."],
    [[], ["r"], "This leaves out all 2 entities."],
    [["a", "b"], [], "This leaves out 1 of 1 relationships."],
  ])("of %j and %j", (entities, relationships, words) => {
    expect(missingInWords(whole, pictureWith(entities, relationships))).toBe(words);
  });
});

test("moments of recording are grouped, the latest first", () => {
  const entries = [
    { node: { recordedAt: "2026-01-01T00:00:00Z", reason: "start" } },
    { node: { recordedAt: "2026-01-01T00:00:00Z", reason: "start" } },
    { node: { recordedAt: "2026-02-01T00:00:00Z", reason: null } },
  ];
  expect(momentsOf(entries)).toEqual([
    { recordedAt: "2026-02-01T00:00:00Z", records: 1, reason: null },
    { recordedAt: "2026-01-01T00:00:00Z", records: 2, reason: "start" },
  ]);
});

test("those who assert most come first, actors before sources", () => {
  const actor = { id: "mod", name: "Ministry" };
  const source = { id: "s", title: "A report", publisher: "Daily" };
  const asserted = (...asserters: (typeof actor | typeof source)[]) => ({
    id: "r",
    evidence: { asserters },
  });
  const nodes = [asserted(source), null, asserted(source, actor), { id: "e" }];
  expect(assertersOf(nodes as Parameters<typeof assertersOf>[0])).toEqual([
    { id: "mod", name: "Ministry", isSource: false, count: 1 },
    { id: "s", name: "A report (Daily)", isSource: true, count: 2 },
  ]);
});

describe("languages of names", () => {
  test("each entity counts once in a language", () => {
    expect(languagesOf(whole, "").map(({ tag, count }) => [tag, count])).toEqual([
      ["ar", 2],
      ["en", 1],
    ]);
  });

  test("the chosen one is there although no entity has it", () => {
    expect(languagesOf(undefined, "ku").map(({ tag }) => tag)).toEqual(["ku"]);
  });

  test("a tag that is no language's stands for itself", () => {
    expect(languagesOf(undefined, "not a tag")[0]?.label).toBe("not a tag");
  });
});
