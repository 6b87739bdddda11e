import type { EntityClass, Sign } from "../../api/operations.ts";
import type { Colours } from "../../canvas/colours.ts";
import type { Position } from "../../model/view.ts";
import { signWords } from "../../model/words.ts";
import { statusName } from "../../time/words.ts";
import type { Status } from "../../time/status.ts";
import type { Extract } from "../extract.ts";
import { entityMark, headMark, lineMark } from "./svgMarks.ts";
import { textLine, widthOf } from "./svgText.ts";

/** A part of the picture that stands below another, and how high it is. */
export interface Block {
  readonly text: string;
  readonly height: number;
}

interface Item {
  readonly label: string;
  /** How wide the mark is. */
  readonly wide: number;
  readonly mark: (at: Position) => string;
}

const [size, row, iconWidth, lineWidth] = [12, 24, 22, 34];

/** What shapes, icons, arrow heads and lines mean, of those that occur, with how many of each. */
export function legend(
  extract: Extract,
  colours: Colours,
  [left, top]: Position,
  width: number,
): Block {
  let [x, y] = [left, top + row / 2];
  const parts: string[] = [];
  for (const items of [
    kinds(extract, colours),
    signs(extract, colours),
    statuses(extract, colours),
  ]) {
    for (const { label, wide, mark } of items) {
      const room = wide + 8 + widthOf(label, size) + 18;
      if (x > left && x + room > left + width) [x, y] = [left, y + row];
      parts.push(mark([x, y]));
      parts.push(textLine(label, { x: x + wide + 8, y: y + 4, size, fill: colours.text }));
      x += room;
    }
    if (items.length > 0) [x, y] = [left, y + row];
  }
  return { text: parts.join("\n"), height: y - row / 2 - top };
}

function kinds({ entities }: Extract, colours: Colours): Item[] {
  const of = new Map<string, { label: string; class: EntityClass; count: number }>();
  for (const { kind, kindLabel, class: class_ } of entities) {
    const count = (of.get(kind)?.count ?? 0) + 1;
    of.set(kind, { label: kindLabel, class: class_, count });
  }
  return [...of]
    .sort(([, a], [, b]) => a.label.localeCompare(b.label))
    .map(([kind, { label, class: class_, count }]) => ({
      label: `${label} ${String(count)}`,
      wide: iconWidth,
      mark: ([x, y]) => entityMark(kind, class_, [x + iconWidth / 2, y], colours, 0.48),
    }));
}

function signs({ relationships }: Extract, colours: Colours): Item[] {
  const counts = tally(relationships.map(({ sign }) => sign));
  return (["COOPERATIVE", "HOSTILE", "NEUTRAL"] as const satisfies Sign[])
    .filter((sign) => counts.has(sign))
    .map((sign) => ({
      label: `${signWords[sign]} ${String(counts.get(sign))}`,
      wide: lineWidth,
      mark: (at) =>
        lineMark(stroke(at), "ACTIVE", colours.sign[sign]) +
        headMark(sign, [at[0] + lineWidth, at[1]], 0, colours.sign[sign]),
    }));
}

function statuses({ relationships }: Extract, colours: Colours): Item[] {
  const counts = tally(relationships.map(({ status }) => status));
  return (["ACTIVE", "POSSIBLY_ACTIVE", "EXPIRED", "UPCOMING"] as const satisfies Status[])
    .filter((status) => counts.has(status))
    .map((status) => ({
      label: `${statusName[status]} ${String(counts.get(status))}`,
      wide: lineWidth,
      mark: (at) => lineMark(stroke(at), status, colours.text),
    }));
}

function stroke([x, y]: Position): string {
  return `M${String(x)} ${String(y)}h${String(lineWidth - 2)}`;
}

function tally<Key>(keys: readonly Key[]): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
