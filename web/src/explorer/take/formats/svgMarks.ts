import type { EntityClass, Sign } from "../../api/operations.ts";
import type { Colours } from "../../canvas/colours.ts";
import { outlineOf } from "../../canvas/icons.ts";
import { lines, sizes } from "../../canvas/style.ts";
import type { Position } from "../../model/view.ts";
import type { Status } from "../../time/status.ts";
import { number } from "./geometry.ts";
import { element } from "./xml.ts";

/** The shape and icon of an entity around a point, `scale` times its size on the canvas. */
export function entityMark(
  kind: string,
  of: EntityClass,
  [x, y]: Position,
  colours: Colours,
  scale = 1,
): string {
  const half = (sizes[of] / 2) * scale;
  const look = { fill: colours.page, stroke: colours.class[of], "stroke-width": 2 * scale };
  const icon = (half * 1.2) / 24;
  return (
    shape(of, [x, y], half, look) +
    element("path", {
      d: outlineOf(kind, of),
      transform: `translate(${number(x - 12 * icon)} ${number(y - 12 * icon)}) scale(${icon.toFixed(3)})`,
      fill: "none",
      stroke: colours.class[of],
      "stroke-width": 1.6,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    })
  );
}

function shape(
  of: EntityClass,
  [x, y]: Position,
  half: number,
  look: Readonly<Record<string, string | number>>,
): string {
  const n = number;
  switch (of) {
    case "ACTOR":
      return element("circle", { cx: n(x), cy: n(y), r: n(half), ...look });
    case "PLACE": {
      const side = n(2 * half);
      const corner = { x: n(x - half), y: n(y - half), width: side, height: side };
      return element("rect", { ...corner, rx: n(half / 3), ...look });
    }
    case "EVENT": {
      const d = `M${n(x)} ${n(y - half)}L${n(x + half)} ${n(y)} ${n(x)} ${n(y + half)} ${n(x - half)} ${n(y)}z`;
      return element("path", { d, "stroke-linejoin": "round", ...look });
    }
  }
}

/** A line as it is drawn in a status. */
export function lineMark(d: string, status: Status, colour: string): string {
  const { width, dash } = lines[status];
  return element("path", {
    d,
    fill: "none",
    stroke: colour,
    "stroke-width": width,
    "stroke-dasharray": dash.length === 0 ? undefined : dash.join(" "),
  });
}

/** The arrow head of a sign at a point, turned that way. */
export function headMark(sign: Sign, [x, y]: Position, degrees: number, colour: string): string {
  const paths: Readonly<Record<Sign, string>> = {
    COOPERATIVE: "M0 0L-11 -5 -11 5z",
    HOSTILE: "M-1 -7V7",
    NEUTRAL: "M-9 -5.5L-1 0 -9 5.5",
  };
  return element("path", {
    d: paths[sign],
    transform: `translate(${number(x)} ${number(y)}) rotate(${number(degrees)})`,
    fill: sign === "COOPERATIVE" ? colour : "none",
    stroke: colour,
    "stroke-width": sign === "HOSTILE" ? 3 : sign === "NEUTRAL" ? 2 : 1,
  });
}
