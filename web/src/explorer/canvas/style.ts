import type { StylesheetJson } from "cytoscape";
import type { EntityClass, Sign } from "../api/operations.ts";
import { differenceSigns } from "../model/differences.ts";
import { iconAddress } from "./icons.ts";
import type { Status } from "../time/status.ts";
import type { Colours } from "./colours.ts";

/** The shape of each class of entities. */
export const shapes: Readonly<Record<EntityClass, string>> = {
  ACTOR: "ellipse",
  PLACE: "round-rectangle",
  EVENT: "diamond",
};

/** The arrow head of each sign, so that colour never tells it alone. */
export const heads: Readonly<Record<Sign, string>> = {
  COOPERATIVE: "triangle",
  HOSTILE: "tee",
  NEUTRAL: "chevron",
};

/** How the line of each status is drawn: solid, thin, dashed and faded, dotted. */
export const lines: Readonly<
  Record<Status, { width: number; opacity: number; dash: readonly number[] }>
> = {
  ACTIVE: { width: 2.5, opacity: 1, dash: [] },
  POSSIBLY_ACTIVE: { width: 1, opacity: 1, dash: [] },
  EXPIRED: { width: 1.5, opacity: 0.45, dash: [7, 5] },
  UPCOMING: { width: 2, opacity: 0.7, dash: [1, 3] },
};

/** How far apart the control points of parallel relationships lie. */
export const apart = 34;

/** The size of an entity of each class. */
export const sizes: Readonly<Record<EntityClass, number>> = { ACTOR: 40, PLACE: 40, EVENT: 46 };

/** Fonts that have Arabic, Kurdish and Turkish letters on the usual systems. */
export const fonts =
  "system-ui, Segoe UI, Noto Sans, Noto Sans Arabic, Noto Naskh Arabic, sans-serif";

/** What differs between two readings: begun is heavier, ended dashed, the rest faded. */
function comparedStyles(c: Colours) {
  return [
    { selector: "edge.unchanged", style: { opacity: 0.22 } },
    {
      selector: "edge.compared",
      style: {
        width: 2.5,
        "line-style": "solid",
        opacity: 1,
        color: c.text,
        "font-weight": "bold",
        "text-outline-width": 3,
        "z-index": 1,
      },
    },
    { selector: "edge.STARTED, edge.APPEARED", style: { width: 6, "arrow-scale": 0.6 } },
    {
      selector: "edge.ENDED, edge.DISAPPEARED",
      style: { "line-style": "dashed", "line-dash-pattern": [9, 6] },
    },
    ...Object.entries(differenceSigns).map(([kind, sign]) => ({
      selector: `edge.${kind}`,
      style: {
        label: (edge: { data: (key: string) => unknown }) =>
          `${sign} ${String(edge.data("label"))}`,
      },
    })),
  ];
}

/** A name with places to break in words that are too long for a line. */
function breakable(name: string): string {
  return name.replace(/\S{20}(?=\S)/gu, "$&\u200b");
}

/**
 * How cytoscape draws a picture. In force is solid, possible thin, expired dashed and
 * faded, upcoming dotted.
 */
export function styleOf(c: Colours): StylesheetJson {
  const perSign = (["COOPERATIVE", "HOSTILE", "NEUTRAL"] as const).flatMap((sign) => [
    {
      selector: `edge[sign = "${sign}"]`,
      style: {
        "line-color": c.sign[sign],
        "target-arrow-color": c.sign[sign],
        "source-arrow-color": c.sign[sign],
        "target-arrow-shape": heads[sign],
      },
    },
    {
      selector: `edge[sign = "${sign}"][?symmetric]`,
      style: { "source-arrow-shape": heads[sign] },
    },
  ]);
  const perClass = (["ACTOR", "PLACE", "EVENT"] as const).map((class_) => ({
    selector: `node[class = "${class_}"]`,
    style: {
      shape: shapes[class_],
      width: sizes[class_],
      height: sizes[class_],
      "border-color": c.class[class_],
      "background-image": (node: { data: (key: string) => unknown }) =>
        iconAddress(String(node.data("kind")), class_, c.class[class_]),
    },
  }));
  return [
    {
      selector: "node",
      style: {
        "background-color": c.page,
        "background-width": "60%",
        "background-height": "60%",
        "border-width": 2,
        label: (node: { data: (key: string) => unknown }) => breakable(String(node.data("label"))),
        color: c.text,
        "font-family": fonts,
        "font-size": 12,
        "text-valign": "bottom",
        "text-margin-y": 4,
        "text-wrap": "wrap",
        "text-max-width": "130px",
        "text-outline-color": c.page,
        "text-outline-width": 2,
        "min-zoomed-font-size": 7,
      },
    },
    ...perClass,
    {
      selector: "edge",
      style: {
        "curve-style": "bezier",
        "control-point-step-size": apart,
        width: lines.ACTIVE.width,
        "arrow-scale": 1,
        label: "data(label)",
        color: c.faint,
        "font-family": fonts,
        "font-size": 10,
        "text-rotation": "autorotate",
        "text-outline-color": c.page,
        "text-outline-width": 2,
        "min-zoomed-font-size": 8,
      },
    },
    ...perSign,
    { selector: "edge.HIDDEN", style: { display: "none" } },
    { selector: "edge.POSSIBLY_ACTIVE", style: { width: lines.POSSIBLY_ACTIVE.width } },
    {
      selector: "edge.EXPIRED",
      style: {
        "line-style": "dashed",
        "line-dash-pattern": [...lines.EXPIRED.dash],
        ...thin("EXPIRED"),
      },
    },
    { selector: "edge.UPCOMING", style: { "line-style": "dotted", ...thin("UPCOMING") } },
    ...comparedStyles(c),
    { selector: "node.alone", style: { opacity: 0.4 } },
    { selector: "node.hidden", style: { display: "none" } },
    { selector: "node.pinned", style: { "border-style": "double", "border-width": 5 } },
    {
      selector: "edge.traced",
      style: {
        opacity: 1,
        "underlay-color": c.accent,
        "underlay-opacity": 0.35,
        "underlay-padding": 5,
      },
    },
    {
      selector: ".selected",
      style: {
        "underlay-color": c.accent,
        "underlay-opacity": 0.5,
        "underlay-padding": 7,
        opacity: 1,
      },
    },
  ] as StylesheetJson;
}

function thin(status: Status): { opacity: number; width: number } {
  const { opacity, width } = lines[status];
  return { opacity, width };
}
