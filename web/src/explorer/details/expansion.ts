import type { DegreeQuery, Direction } from "../api/operations.ts";
import type { Picture, Relationship } from "../model/picture.ts";
import { appearanceOf, isFiltered } from "../model/shown.ts";
import type { View } from "../model/view.ts";
import { parseQuestion } from "../time/question.ts";
import { statusIn, type Status } from "../time/status.ts";
import { statusName } from "../time/words.ts";

type Degree = NonNullable<DegreeQuery["entity"]>["degree"];

/** How many relationships of a type an entity has on one side of it. */
export interface Side {
  /** The type as one reads it from there: "holds in custody", "held in custody by". */
  readonly label: string;
  readonly direction: Direction;
  readonly counts: Readonly<Partial<Record<Status, number>>>;
}

/** What an entity has of one type, and how much of that is on the canvas. */
export interface ExpandLine {
  readonly type: string;
  readonly sides: readonly Side[];
  readonly total: number;
  /** How many are drawn at the chosen date. */
  readonly shown: number;
  /** How many an expansion could add: those that are not in the picture in any status. */
  readonly addable: number;
  /** The legend hides some that the picture has. */
  readonly filtered: boolean;
}

/** Sets an entity's relationships by type beside what the picture has of them. */
export function expandLines(
  degree: Degree,
  id: string,
  picture: Picture,
  view: View,
): ExpandLine[] {
  const own = [...picture.relationships.values()].filter(
    ({ from, to }) => from === id || to === id,
  );
  const types = [...new Set(degree.map(({ type }) => type.name))];
  return types
    .map((type) => {
      const counts = degree.filter((count) => count.type.name === type);
      const inPicture = own.filter((r) => r.type === type);
      return lineOf(type, counts, inPicture, picture, view);
    })
    .sort((a, b) => (a.sides[0]?.label ?? "").localeCompare(b.sides[0]?.label ?? ""));
}

function lineOf(
  type: string,
  counts: Degree,
  inPicture: readonly Relationship[],
  picture: Picture,
  view: View,
): ExpandLine {
  const at = parseQuestion(view.valid);
  const isFetched = (status: Status) =>
    view.showExpired || status === "ACTIVE" || status === "POSSIBLY_ACTIVE";
  const fetched = counts.filter(({ status }) => isFetched(status));
  const there = inPicture.filter(({ dates }) => isFetched(statusIn(dates, at)));
  return {
    type,
    sides: sidesOf(counts),
    total: sum(counts),
    shown: inPicture.filter((r) => appearanceOf(r, picture, view, at) !== "HIDDEN").length,
    addable: Math.max(0, sum(fetched) - there.length),
    filtered: inPicture.some((r) => isFiltered(r, picture, view)),
  };
}

function sidesOf(counts: Degree): Side[] {
  const sides = new Map<Direction, Side>();
  for (const { type, direction, status, count } of counts) {
    const label = direction === "IN" ? (type.inverseLabel ?? type.label) : type.label;
    const side = sides.get(direction) ?? { label, direction, counts: {} };
    sides.set(direction, { ...side, counts: { ...side.counts, [status]: count } });
  }
  return [...sides.values()].sort((a, b) => b.direction.localeCompare(a.direction));
}

function sum(counts: Degree): number {
  return counts.reduce((n, { count }) => n + count, 0);
}

const order: readonly Status[] = ["ACTIVE", "POSSIBLY_ACTIVE", "EXPIRED", "UPCOMING"];

/** The counts of a side in words: "3 in force, 2 expired". */
export function countsInWords(counts: Side["counts"]): string {
  return order
    .flatMap((status) => {
      const count = counts[status];
      return count === undefined ? [] : [`${String(count)} ${statusName[status]}`];
    })
    .join(", ");
}
