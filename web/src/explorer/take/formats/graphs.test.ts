import { expect, test } from "vitest";
import { fixture, names } from "./fixture.ts";
import { gexf } from "./gexf.ts";
import { graphml } from "./graphml.ts";
import { xml } from "./xml.ts";

test("GraphML declares every key that it uses, with its type", () => {
  const text = graphml(fixture("all"));
  const declared = new Set([...text.matchAll(/<key id="([^"]+)"/g)].map(([, id]) => id));
  for (const [, key] of text.matchAll(/<data key="([^"]+)"/g)) expect(declared).toContain(key);
  expect(text).toContain(
    '<key id="edge-symmetric" for="edge" attr.name="symmetric" attr.type="boolean"/>',
  );
  expect(text).toContain('<key id="node-x" for="node" attr.name="x" attr.type="double"/>');
  expect(text).toContain('<data key="graph-known">2026-02-03T04:05:06.000007Z</data>');
  expect(text).toContain(xml(names.tag));
});

test("GEXF has the possible time as a spell with closed ends, and the certain one beside it", () => {
  const text = gexf(fixture("all"));
  expect(text).toContain('<spell start="2020-01-01" end="2021-06-30"/>');
  expect(text).toContain('<attvalue for="certainly_from" value="2020-12-31"/>');
  expect(text).toContain('<attvalue for="certainly_until" value="2021-06-30"/>');
});

test("an open end has none in GEXF, and unknown bounds make no spell", () => {
  const text = gexf(fixture());
  expect(text).toContain('<spell start="2025-01-01"/>');
  expect(text).toContain('<spell start="-0099-07-12" end="-0043-03-15"/>');
  expect(/<node id="b".*<\/node>/.exec(text)?.[0]).not.toContain("spell");
});

test("what is shown leaves the expired out, all of the picture has it", () => {
  for (const write of [graphml, gexf]) {
    expect(write(fixture())).not.toContain('id="then"');
    expect(write(fixture("all"))).toContain('id="then"');
  }
});
