import { expect, test } from "vitest";
import { fixture, names } from "./fixture.ts";
import { json } from "./json.ts";

interface Taken {
  asOf: unknown;
  entities: { name: string; validity: { start: unknown } }[];
  relationships: { validity: unknown; sources: string[]; claims: unknown[]; status: string }[];
  sources: { id: string }[];
  licences: string[];
}

const read = (text: string) => JSON.parse(text) as Taken;

test("names and quotes come back as they are", () => {
  const { entities, relationships } = read(json(fixture()));
  expect(entities.map(({ name }) => name)).toEqual([names.arabic, names.tag, names.formula]);
  expect(relationships[0]?.claims).toMatchObject([
    { property: "start", source: "s2", quote: names.tag },
  ]);
});

test("a bound that is infinite is null, and its kind says why", () => {
  const { entities, relationships } = read(json(fixture()));
  expect(relationships[0]?.validity).toMatchObject({
    end: { kind: "OPEN", earliest: "2026-03-10T00:00:01Z", latest: null },
  });
  expect(entities[0]?.validity.start).toMatchObject({ earliest: "-0099-07-12T00:00:00Z" });
  expect(entities[1]?.validity.start).toEqual({ kind: "UNKNOWN", earliest: null, latest: null });
});

test("it says as of when, and lists each source once with the licences", () => {
  const { asOf, sources, licences } = read(json(fixture()));
  expect(asOf).toEqual({
    valid: "2026-01-15",
    known: "2026-02-03T04:05:06.000007Z",
    accordingTo: [],
  });
  expect(sources.map(({ id }) => id)).toEqual(["s1", "s2"]);
  expect(licences).toEqual(["public domain (1)", "no licence recorded (1)"]);
});
