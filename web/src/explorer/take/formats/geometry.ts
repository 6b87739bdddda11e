import type { EntityClass } from "../../api/operations.ts";
import { apart, sizes } from "../../canvas/style.ts";
import type { Position } from "../../model/view.ts";

/** A relationship as it is drawn: a curve from edge to edge of two shapes. */
export interface Curve {
  readonly start: Position;
  readonly control: Position;
  /** Two control points make a loop; of others they are alike. */
  readonly control2: Position;
  readonly end: Position;
  readonly middle: Position;
}

/** An entity's place and outline. */
export interface Body {
  readonly at: Position;
  readonly class: EntityClass;
}

/** The curve between two entities: the i-th of n that join the pair, so that none lies on another. */
export function curve(from: Body, to: Body, i: number, n: number, turned: boolean): Curve {
  if (from.at === to.at) return loop(from, i);
  const [dx, dy] = [to.at[0] - from.at[0], to.at[1] - from.at[1]];
  const length = Math.hypot(dx, dy) || 1;
  // The side on which a curve lies must not turn with the direction of its relationship.
  const offset = (i - (n - 1) / 2) * apart * (turned ? -1 : 1);
  const control: Position = [
    (from.at[0] + to.at[0]) / 2 - (dy / length) * offset,
    (from.at[1] + to.at[1]) / 2 + (dx / length) * offset,
  ];
  const [start, end] = [rim(from, control), rim(to, control)];
  return { start, control, control2: control, end, middle: halfway(start, control, control, end) };
}

/** A relationship of an entity with itself goes around above it, the next one further out. */
function loop(body: Body, i: number): Curve {
  const [x, y] = body.at;
  const out = 70 + apart * i;
  const control: Position = [x - out / 1.4, y - out];
  const control2: Position = [x + out / 1.4, y - out];
  const [start, end] = [rim(body, control), rim(body, control2)];
  return { start, control, control2, end, middle: halfway(start, control, control2, end) };
}

/** Where the outline of an entity is met on the way to a point, with a little room. */
function rim({ at: [x, y], class: of }: Body, [px, py]: Position): Position {
  const [dx, dy] = [px - x, py - y];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const half = sizes[of] / 2 + 2;
  const away = { ACTOR: half, PLACE: half / Math.max(Math.abs(ux), Math.abs(uy)), EVENT: half / (Math.abs(ux) + Math.abs(uy)) }[of]; // prettier-ignore
  return [x + ux * away, y + uy * away];
}

/** The middle of a curve: quadratic where both control points are one, else cubic. */
function halfway(a: Position, b: Position, c: Position, d: Position): Position {
  const weights = b === c ? [0.25, 0.25, 0.25, 0.25] : [0.125, 0.375, 0.375, 0.125];
  const at = (axis: 0 | 1) =>
    [a, b, c, d].reduce((sum, point, i) => sum + point[axis] * (weights[i] ?? 0), 0);
  return [at(0), at(1)];
}

/** The data of a path along a curve. */
export function pathOf({ start, control, control2, end }: Curve): string {
  const text = (p: Position) => p.map(number).join(" ");
  return control === control2
    ? `M${text(start)}Q${text(control)} ${text(end)}`
    : `M${text(start)}C${text(control)} ${text(control2)} ${text(end)}`;
}

/** The angle of the way from one point to another, in degrees. */
export function angle([ax, ay]: Position, [bx, by]: Position): number {
  return (Math.atan2(by - ay, bx - ax) * 180) / Math.PI;
}

/** The same, so turned that text along it is not upside down. */
export function readable(degrees: number): number {
  if (degrees > 90) return degrees - 180;
  return degrees <= -90 ? degrees + 180 : degrees;
}

/** A number with one decimal at most. */
export function number(n: number): string {
  return String(Math.round(n * 10) / 10);
}
