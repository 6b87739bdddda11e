import { expect, test } from "vitest";
import { missing } from "../fields.ts";
import { changesOf } from "../preview.ts";
import { claimForm } from "./claim.ts";
import { correctForm } from "./correct.ts";
import { entityForm } from "./entity.ts";
import { expireForm } from "./expire.ts";
import type { Context, RelationshipSubject } from "./form.ts";
import { relationshipForm } from "./relationship.ts";
import { sourceForm } from "./source.ts";

const subject: RelationshipSubject = {
  __typename: "Relationship",
  id: "tie",
  version: 3,
  statement: "A – B: partnership, Oct 2015, ongoing",
  sign: "COOPERATIVE",
  note: null,
  sources: [{ id: "s", title: "Report" }],
  validity: {
    edtf: "2015-10~/..",
    text: "about Oct 2015, ongoing",
    attestedFrom: null,
    attestedUntil: "2026-01",
    startedAfter: null,
    endedBefore: null,
    zone: "+03:00",
    end: { kind: "OPEN", edtf: ".." },
  },
};

const context: Context = {
  subject,
  lastSource: [],
  vocabulary: {
    kinds: [
      { id: "k1", name: "state", label: "state", classes: ["ACTOR"] },
      { id: "k2", name: "city", label: "city", classes: ["PLACE"] },
    ],
    relationshipTypes: [
      {
        id: "t1",
        name: "partnership",
        label: "partnership",
        symmetric: true,
        sign: "COOPERATIVE",
        from: ["ACTOR"],
        to: ["ACTOR"],
      },
      {
        id: "t2",
        name: "participation",
        label: "takes part in",
        symmetric: false,
        sign: "NEUTRAL",
        from: ["ACTOR"],
        to: ["EVENT"],
      },
    ],
    claimProperties: [
      {
        id: "p1",
        name: "escaped",
        label: "people escaped",
        description: null,
        valueType: "NUMBER",
        unit: "people",
      },
      {
        id: "p2",
        name: "exists",
        label: "exists",
        description: null,
        valueType: "NONE",
        unit: null,
      },
    ],
  },
};

const source = [{ id: "s2", label: "News" }];

test("a source leaves out what is not said", () => {
  const { input } = sourceForm.prepare({ title: " News ", reliability: "B", url: "" }, context);
  expect(JSON.parse(JSON.stringify(input))).toEqual({ title: "News", reliability: "B" });
});

test("a claim asks for a value as its property takes one", () => {
  const names = (property: string) =>
    claimForm.fields({ property }, context).map(({ name }) => name);
  expect(names("escaped")).toContain("value");
  expect(names("exists")).not.toContain("value");
  const draft = { ...claimForm.start(context), property: "escaped", value: "~1500", source };
  expect(claimForm.prepare(draft, context).input).toMatchObject({
    about: "tie",
    property: "escaped",
    value: { number: "~1500" },
    source: "s2",
    stance: "ASSERTS",
    rank: "NORMAL",
  });
});

test("an end carries the version that was seen, and a claim only with a source", () => {
  const draft = { ...expireForm.start(context), end: "2026-01-20" };
  expect(JSON.parse(JSON.stringify(expireForm.prepare(draft, context).input))).toEqual({
    id: "tie",
    expectedVersion: 3,
    end: "2026-01-20",
  });
  const quoted = { ...draft, "claim.quote": "It is over." };
  expect(expireForm.check?.(quoted)).toHaveProperty(["claim.source"]);
  const sourced = { ...quoted, "claim.source": source };
  expect(expireForm.check?.(sourced)).toEqual({});
  expect(expireForm.prepare(sourced, context).input).toMatchObject({
    claim: { source: "s2", quote: "It is over." },
  });
});

test("a correction sends what changes, and dates whole", () => {
  const start = correctForm.start(context);
  expect(changesOf(correctForm.fields(start, context), start, start)).toEqual([]);
  const noted = correctForm.prepare({ ...start, note: "Seen." }, context).input;
  expect(JSON.parse(JSON.stringify(noted))).toEqual({
    id: "tie",
    expectedVersion: 3,
    note: "Seen.",
  });
  const dated = correctForm.prepare({ ...start, "validity.edtf": "2015/.." }, context).input;
  expect(JSON.parse(JSON.stringify(dated))).toMatchObject({
    validity: { edtf: "2015/..", attestedUntil: "2026-01", zone: "+03:00" },
  });
});

test("a kind of another class is asked for again", () => {
  const draft = { ...entityForm.start(context), class: "PLACE", kind: "state" };
  expect(missing(entityForm.fields(draft, context), draft)).toHaveProperty("kind");
  const place = { ...draft, "location.latitude": "36.5" };
  expect(entityForm.check?.(place)).toHaveProperty(["location.longitude"]);
});

test("types are those that may join the two ends", () => {
  const ends = {
    from: [{ id: "a", label: "A", class: "ACTOR" as const }],
    to: [{ id: "e", label: "Talks", class: "EVENT" as const }],
  };
  const fields = relationshipForm.fields({ ...ends, type: "participation" }, context);
  const offered = fields.find(({ name }) => name === "type")?.options?.map(({ value }) => value);
  expect(offered).toEqual(["", "participation"]);
  expect(fields.find(({ name }) => name === "validity.edtf")?.required).toBe(false);
  const draft = { ...ends, type: "participation", properties: "mediator", sources: source };
  expect(relationshipForm.prepare(draft, context).input).toMatchObject({
    properties: [{ name: "role", value: { text: "mediator" } }],
  });
  expect(relationshipForm.summary?.(draft, context)).toEqual([
    "A → Talks: takes part in, at the time of the event.",
  ]);
});
