import type { EntityClass } from "../../api/operations.ts";
import type { Dates } from "../../model/picture.ts";
import { dayOfMoment } from "../../time/moment.ts";
import type { Extract } from "../extract.ts";
import { certainDays, headOf, possibleDays, sourceIds, sourcesText } from "./common.ts";
import { element, xml, xmlHead } from "./xml.ts";

type Values = Readonly<Record<string, string | undefined>>;

/**
 * An extract in GEXF 1.3, as Gephi reads it, with its time. A spell is the time in which a
 * record was in force for some reading of its dates: from the first to the last day, both
 * counted, and without the bound that is open or unknown. The time in which it certainly
 * was stands beside it as attributes.
 */
export function gexf(extract: Extract): string {
  const nodes = extract.entities.map((entity) => nodeOf(entity, extract));
  const edges = extract.relationships.map((r) => edgeOf(r, extract));
  const head = Object.fromEntries(headOf(extract));
  const meta = [
    element("creator", {}, "Entente"),
    element("description", {}, headOf(extract).map(([name, text]) => xml(`${name}: ${text}`)).join("\n")),
    element("keywords", {}, xml(head.title ?? "")),
  ]; // prettier-ignore
  const graph = [
    declared("node", nodes),
    declared("edge", edges),
    element("nodes", { count: nodes.length }, lines(nodes.map(({ text }) => text))),
    element("edges", { count: edges.length }, lines(edges.map(({ text }) => text))),
  ];
  const root = {
    xmlns: "http://gexf.net/1.3",
    "xmlns:viz": "http://gexf.net/1.3/viz",
    version: "1.3",
  };
  const settings = {
    mode: "dynamic",
    defaultedgetype: "directed",
    timeformat: "date",
    timerepresentation: "interval",
    idtype: "string",
  };
  const body = [
    element("meta", { lastmodifieddate: dayOfMoment(extract.view.known) }, lines(meta)),
    element("graph", settings, lines(graph)),
  ];
  return `${xmlHead}${element("gexf", root, lines(body))}\n`;
}

interface Item {
  readonly text: string;
  readonly values: Values;
}

const shapes: Readonly<Record<EntityClass, string>> = {
  ACTOR: "disc",
  PLACE: "square",
  EVENT: "diamond",
};

function nodeOf(entity: Extract["entities"][number], extract: Extract): Item {
  const { id, name } = entity;
  const values: Values = {
    class: entity.class,
    kind: entity.kind,
    kind_label: entity.kindLabel,
    ...certainOf(entity.dates),
    source_ids: sourceIds(id, extract),
    sources: sourcesText(id, extract),
  };
  const place = extract.view.positions[id];
  const drawn =
    (place ? element("viz:position", { x: place[0], y: -place[1], z: 0 }) : "") +
    element("viz:shape", { value: shapes[entity.class] });
  const content = attvalues(values) + spells(entity.dates) + drawn;
  return { values, text: element("node", { id, label: name }, content) };
}

function edgeOf(r: Extract["relationships"][number], extract: Extract): Item {
  const { id, from, to } = r;
  const values: Values = {
    relationship_type: r.type,
    sign: r.sign,
    status: r.status,
    difference: r.difference,
    // As in GraphML, all edges have a direction: not every program reads a mixture.
    symmetric: r.symmetric ? "true" : "false",
    statement: r.statement,
    ...certainOf(r.dates),
    source_ids: sourceIds(id, extract),
    sources: sourcesText(id, extract),
    claims: String(extract.evidence.claims.get(id)?.length ?? 0),
  };
  const ends = { id, source: from, target: to, label: r.typeLabel, kind: r.type };
  return { values, text: element("edge", ends, attvalues(values) + spells(r.dates)) };
}

function certainOf(dates: Dates): Values {
  const certain = certainDays(dates);
  return {
    edtf: dates.edtf,
    validity: dates.text,
    certainly_from: certain?.first,
    certainly_until: certain?.last,
  };
}

function spells(dates: Dates): string {
  const { first, last } = possibleDays(dates);
  if (first === undefined && last === undefined) return "";
  return element("spells", {}, element("spell", { start: first, end: last }));
}

function attvalues(values: Values): string {
  const written = Object.entries(values).map(([name, value]) =>
    value === undefined || value === "" ? "" : element("attvalue", { for: name, value }),
  );
  return element("attvalues", {}, written.join(""));
}

/** The attributes that occur, all of them texts. */
function declared(part: "node" | "edge", items: readonly Item[]): string {
  const names = new Set(items.flatMap(({ values }) => Object.keys(values)));
  const each = [...names].map((name) =>
    element("attribute", { id: name, title: name, type: "string" }),
  );
  return element("attributes", { class: part, mode: "static" }, lines(each));
}

function lines(parts: readonly string[]): string {
  return `\n${parts.join("\n")}\n`;
}
