import type { Dates } from "../../model/picture.ts";
import type { Extract } from "../extract.ts";
import { certainDays, headOf, possibleDays, sourceIds, sourcesText } from "./common.ts";
import { element, xml, xmlHead } from "./xml.ts";

type Value = string | number | boolean | undefined;
type Values = Readonly<Record<string, Value>>;
type Part = "graph" | "node" | "edge";

/** An extract in GraphML, as yEd, Gephi, Cytoscape and networkx read it. */
export function graphml(extract: Extract): string {
  const graph = Object.fromEntries(headOf(extract));
  const nodes = extract.entities.map((entity) => ({
    id: entity.id,
    values: nodeOf(entity, extract),
  }));
  const edges = extract.relationships.map((r) => ({ r, values: edgeOf(r, extract) }));
  const keys = [
    ...keysOf("graph", [graph]),
    ...keysOf("node", nodes.map(({ values }) => values)),
    ...keysOf("edge", edges.map(({ values }) => values)),
  ]; // prettier-ignore
  const parts = [
    ...dataOf("graph", graph),
    ...nodes.map(({ id, values }) => element("node", { id }, dataOf("node", values).join(""))),
    // Not every program reads a graph of which some ties have a direction and some have none:
    // all have one here, and `symmetric` says which of them hold both ways.
    ...edges.map(({ r: { id, from, to }, values }) =>
      element("edge", { id, source: from, target: to }, dataOf("edge", values).join("")),
    ),
  ];
  const body = element("graph", { id: "entente", edgedefault: "directed" }, lines(parts));
  const namespace = { xmlns: "http://graphml.graphdrawing.org/xmlns" };
  return `${xmlHead}${element("graphml", namespace, lines([...keys, body]))}\n`;
}

function nodeOf(entity: Extract["entities"][number], extract: Extract): Values {
  const [x, y] = extract.view.positions[entity.id] ?? [];
  return {
    label: entity.name,
    class: entity.class,
    kind: entity.kind,
    kind_label: entity.kindLabel,
    ...datesOf(entity.dates),
    source_ids: sourceIds(entity.id, extract),
    sources: sourcesText(entity.id, extract),
    x,
    y,
  };
}

function edgeOf(r: Extract["relationships"][number], extract: Extract): Values {
  return {
    label: r.typeLabel,
    type: r.type,
    sign: r.sign,
    status: r.status,
    difference: r.difference,
    symmetric: r.symmetric,
    statement: r.statement,
    ...datesOf(r.dates),
    source_ids: sourceIds(r.id, extract),
    sources: sourcesText(r.id, extract),
    claims: extract.evidence.claims.get(r.id)?.length ?? 0,
  };
}

function datesOf(dates: Dates): Values {
  const possible = possibleDays(dates);
  const certain = certainDays(dates);
  return {
    edtf: dates.edtf,
    validity: dates.text,
    start_kind: dates.startKind,
    end_kind: dates.endKind,
    possibly_from: possible.first,
    possibly_until: possible.last,
    certainly_from: certain?.first,
    certainly_until: certain?.last,
  };
}

/** The declarations of all values that occur in a part, with their types. */
function keysOf(part: Part, all: readonly Values[]): string[] {
  const types = new Map<string, string>();
  for (const values of all) {
    for (const [name, value] of Object.entries(values)) {
      if (value !== undefined) types.set(name, typeOf(name, value));
    }
  }
  return [...types].map(([name, type]) =>
    element("key", { id: keyId(part, name), for: part, "attr.name": name, "attr.type": type }),
  );
}

/** The type of a value: all numbers are counts but for where an entity lies. */
function typeOf(name: string, value: string | number | boolean): string {
  if (typeof value !== "number") return typeof value;
  return name === "x" || name === "y" ? "double" : "int";
}

function dataOf(part: Part, values: Values): string[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined || value === ""
      ? []
      : [`<data key="${keyId(part, name)}">${xml(String(value))}</data>`],
  );
}

function keyId(part: Part, name: string): string {
  return `${part}-${name}`;
}

function lines(parts: readonly string[]): string {
  return `\n${parts.join("\n")}\n`;
}
