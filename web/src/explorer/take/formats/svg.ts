import type { Colours } from "../../canvas/colours.ts";
import { firstPlaces } from "../../canvas/layout.ts";
import { lines as lineOf, sizes } from "../../canvas/style.ts";
import { phrasesOf } from "../../model/describe.ts";
import { differenceSigns } from "../../model/differences.ts";
import type { Position } from "../../model/view.ts";
import { counted } from "../../model/words.ts";
import { sourcesOf, type Extract, type TakenRelationship } from "../extract.ts";
import { headOf, sourceText } from "./common.ts";
import { angle, curve, number, pathOf, readable, type Body, type Curve } from "./geometry.ts";
import { legend, type Block } from "./svgLegend.ts";
import { entityMark, headMark, lineMark } from "./svgMarks.ts";
import { textLine, wrapped } from "./svgText.ts";
import { element, xml, xmlHead } from "./xml.ts";

/** An SVG and its size. */
export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const margin = 24;

/** What the signs before the labels of compared relationships mean. */
const comparedWords = `${differenceSigns.STARTED} begins or appears, ${differenceSigns.ENDED} ends or disappears, ${differenceSigns.CHANGED} changes`;

/**
 * The picture as SVG, as the canvas draws it, with its legend and with lines that say as of
 * when, as known when, told by whom and from where it is. Each relationship carries its
 * statement as a title and its sources as a description.
 */
export function draw(extract: Extract, colours: Colours): Drawing {
  const places = firstPlaces({
    entities: extract.entities.map(({ id }) => ({
      id,
      at: extract.view.positions[id],
      fixed: false,
    })),
    links: extract.relationships,
  });
  const box = boxOf(Object.values(places));
  const width = Math.max(box.width, 640) + 2 * margin;
  const [left, inner] = [margin, width - 2 * margin];
  const key = legend(extract, colours, [left, margin + box.height + 16], inner);
  const foot = footer(extract, colours, [left, margin + box.height + 32 + key.height], inner);
  const height = Math.ceil(margin + box.height + 32 + key.height + foot.height + margin);
  const shift = [left - box.left + (inner - box.width) / 2, margin - box.top].map(number);
  const body = [
    element("title", {}, xml(extract.citation.title)),
    element("desc", {}, headOf(extract).map(([name, text]) => xml(`${name}: ${text}`)).join("\n")),
    element("rect", { width, height, fill: colours.page }),
    element("g", { transform: `translate(${shift.join(" ")})` }, `\n${scene(extract, colours, places)}\n`),
    key.text,
    foot.text,
  ]; // prettier-ignore
  const size = { width, height, viewBox: `0 0 ${String(width)} ${String(height)}` };
  const root = { xmlns: "http://www.w3.org/2000/svg", ...size };
  return { svg: `${xmlHead}${element("svg", root, `\n${body.join("\n")}\n`)}\n`, width, height };
}

/** The room that entities take with their names below and beside them. */
function boxOf(places: readonly Position[]) {
  const of = (axis: 0 | 1) => places.map((place) => place[axis]);
  const [left, right] = [Math.min(...of(0)) - 80, Math.max(...of(0)) + 80];
  const [top, bottom] = [Math.min(...of(1)) - 40, Math.max(...of(1)) + 76];
  return places.length === 0
    ? { left: 0, top: 0, width: 0, height: 0 }
    : { left, top, width: Math.ceil(right - left), height: Math.ceil(bottom - top) };
}

/** Relationships, and entities over them. One that nothing shown joins is faded. */
function scene(
  extract: Extract,
  colours: Colours,
  places: Readonly<Record<string, Position>>,
): string {
  const bodies = new Map<string, Body>();
  for (const { id, class: of } of extract.entities) {
    const at = places[id];
    if (at) bodies.set(id, { at, class: of });
  }
  const joined = new Set(extract.relationships.flatMap(({ from, to }) => [from, to]));
  const nodes = extract.entities.map(({ id, name, kind, class: of, dates }) => {
    const at = places[id] ?? [0, 0];
    const below = at[1] + sizes[of] / 2 + 16;
    const labels = wrapped(name, 12, 130).map((line, i) =>
      textLine(line, { x: at[0], y: below + 14 * i, size: 12, fill: colours.text, anchor: "middle", halo: colours.page }),
    ); // prettier-ignore
    const title = element("title", {}, xml(`${name}: ${dates.text}`));
    const content = title + entityMark(kind, of, at, colours) + labels.join("");
    return element("g", { id, opacity: joined.has(id) ? undefined : 0.4 }, content);
  });
  return [...curves(extract.relationships, bodies)]
    .map(([r, line]) => relationship(r, line, extract, colours))
    .concat(nodes)
    .join("\n");
}

/** The curve of each relationship; those of one pair lie side by side. */
function* curves(
  relationships: readonly TakenRelationship[],
  bodies: ReadonlyMap<string, Body>,
): Generator<[TakenRelationship, Curve]> {
  const pairs = new Map<string, TakenRelationship[]>();
  for (const r of relationships) {
    const key = [r.from, r.to].sort().join(" ");
    pairs.set(key, [...(pairs.get(key) ?? []), r]);
  }
  for (const pair of pairs.values()) {
    for (const [i, r] of pair.entries()) {
      const [from, to] = [bodies.get(r.from), bodies.get(r.to)];
      if (from && to) yield [r, curve(from, to, i, pair.length, r.from > r.to)];
    }
  }
}

function relationship(
  r: TakenRelationship,
  line: Curve,
  extract: Extract,
  colours: Colours,
): string {
  const colour = colours.sign[r.sign];
  const [x, y] = line.middle;
  const label = r.difference ? `${differenceSigns[r.difference]} ${r.typeLabel}` : r.typeLabel;
  const turn = readable(angle(line.start, line.end));
  const sources = (extract.evidence.sources.get(r.id) ?? []).map(sourceText);
  const content = [
    element("title", {}, xml(r.statement)),
    sources.length === 0 ? "" : element("desc", {}, xml(`Sources: ${sources.join(" | ")}`)),
    lineMark(pathOf(line), r.status, colour),
    headMark(r.sign, line.end, angle(line.control2, line.end), colour),
    r.symmetric ? headMark(r.sign, line.start, angle(line.control, line.start), colour) : "",
    textLine(label, { x, y: y + 3, size: 10, fill: colours.faint, anchor: "middle", halo: colours.page, turn }),
  ]; // prettier-ignore
  return element("g", { id: r.id, opacity: lineOf[r.status].opacity }, content.join(""));
}

/** What the picture is, below it. */
function footer(extract: Extract, colours: Colours, [x, top]: Position, width: number): Block {
  const { about, citation } = extract;
  const count = sourcesOf(extract).length;
  const from = count === 0 ? [] : [`from ${counted(count, "source", "sources")}`];
  const isCompared = extract.relationships.some(({ difference }) => difference !== undefined);
  const told = [...phrasesOf(about), ...from, ...(isCompared ? [comparedWords] : [])];
  const texts = [
    ...wrapped(citation.title, 14, width).map((text) => ({ text, size: 14, weight: "600" })),
    ...wrapped(told.join(" · "), 12, width).map((text) => ({ text, size: 12, weight: "400" })),
    ...pieces(extract.shortLink, 10, width).map((text) => ({ text, size: 10, weight: "400" })),
  ];
  let y = top;
  const parts = texts.map(({ text, size, weight }) => {
    y += size + 5;
    const fill = size === 10 ? colours.faint : colours.text;
    return textLine(text, { x, y, size, fill, weight, isSentence: true });
  });
  return { text: parts.join("\n"), height: y - top };
}

/**
 * A link in pieces of a line each, for it has no spaces to be broken at. One that would take
 * more than four lines is of no use to who types it, and is left to the file's description.
 */
function pieces(link: string, size: number, width: number): string[] {
  const length = Math.max(20, Math.floor(width / (size * 0.56)));
  const lines = link.match(new RegExp(`.{1,${String(length)}}`, "gu")) ?? [];
  return lines.length > 4 ? [new URL(link).origin] : lines;
}
