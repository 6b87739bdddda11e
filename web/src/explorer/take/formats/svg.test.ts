import { expect, test } from "vitest";
import type { Colours } from "../../canvas/colours.ts";
import { angle, curve, readable } from "./geometry.ts";
import { fixture, names } from "./fixture.ts";
import { draw } from "./svg.ts";
import { wrapped } from "./svgText.ts";
import { xml } from "./xml.ts";

const colours: Colours = {
  page: "#fff",
  text: "#000",
  faint: "#555",
  accent: "#00f",
  sign: { COOPERATIVE: "#00f", HOSTILE: "#f00", NEUTRAL: "#888" },
  class: { ACTOR: "#080", PLACE: "#840", EVENT: "#808" },
};

test("it says when, as recorded when, told by whom, from how many sources and where", () => {
  const { svg } = draw(fixture(), colours);
  expect(svg).toContain("as of 15 January 2026");
  expect(svg).toContain("3 February 2026, 04:05:06 UTC");
  expect(svg).toContain("told by everyone");
  expect(svg).toContain("from 2 sources");
  expect(svg).toContain("https://entente.example/#e=a,b,c");
});

test("an expired relationship is dashed and faded, one in force is not", () => {
  const { svg } = draw(fixture("all"), colours);
  expect(/<g id="then"[^>]*opacity="0.45".*?<\/g>/.exec(svg)?.[0]).toContain('dasharray="7 5"');
  expect(/<g id="now".*?<\/g>/.exec(svg)?.[0]).not.toContain("dasharray");
});

test("Arabic runs from right to left, and names are no markup", () => {
  const { svg } = draw(fixture(), colours);
  expect(svg).toMatch(/direction="rtl"[^>]*>قوات/);
  expect(svg).not.toContain("<b>");
  expect(svg).toContain(xml("<b>"));
  expect(svg).not.toContain("foreignObject");
});

test("an empty picture is still a drawing", () => {
  const { svg, width, height } = draw(
    fixture("shown", { hidden: { kinds: ["armed-group"], types: [] } }),
    colours,
  );
  expect(svg).not.toMatch(/NaN|Infinity/);
  expect(width).toBeGreaterThan(0);
  expect(height).toBeGreaterThan(0);
});

test("parallel relationships lie apart, whichever way they go", () => {
  const [a, b] = [
    { at: [0, 0], class: "ACTOR" },
    { at: [200, 0], class: "ACTOR" },
  ] as const;
  const there = curve(a, b, 0, 2, false).middle;
  const back = curve(b, a, 1, 2, true).middle;
  expect(there[1]).toBeCloseTo(-back[1]);
  expect(there[1]).not.toBeCloseTo(0);
  const alone = curve(a, b, 0, 1, false);
  expect(alone.middle).toEqual([100, 0]);
  expect(alone.end).toEqual([178, 0]);
});

test("text along a line is never upside down", () => {
  expect(readable(angle([100, 0], [0, 0]))).toBe(0);
  expect(readable(angle([0, 0], [0, 1]))).toBe(90);
  expect(Math.abs(readable(-170))).toBe(10);
});

test("names break at spaces only", () => {
  expect(wrapped("Autonomous Administration of North and East Syria", 12, 130)).toHaveLength(4);
  expect(wrapped(names.arabic, 12, 1000)).toEqual([names.arabic]);
  expect(wrapped("Unbreakable".repeat(9), 12, 50)).toHaveLength(1);
});

test("what a comparison marks is marked here as well", () => {
  const compared = new Map([["now", "STARTED" as const]]);
  const { svg } = draw(fixture("shown", { compare: "2024-01-01" }, compared), colours);
  expect(svg).toContain(">+ pact<");
  expect(svg).toContain("compared with 1 January 2024");
});
