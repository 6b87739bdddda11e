import type { Position } from "../model/view.ts";

/** What a layout is asked for. */
export interface LayoutTask {
  /** Entities in the order in which they came; those with a place stay there. */
  readonly entities: readonly { id: string; at: Position | undefined; fixed: boolean }[];
  readonly links: readonly { from: string; to: string }[];
}

/** What it answers, several times before it is done. */
export interface LayoutStep {
  readonly positions: Readonly<Record<string, Position>>;
  readonly done: boolean;
}

/** The places of a step but for entities that were moved since the layout was asked for. */
export function withoutMoved(
  places: LayoutStep["positions"],
  { entities }: LayoutTask,
  now: LayoutStep["positions"],
): LayoutStep["positions"] {
  const moved = new Set(entities.filter(({ id, at }) => now[id] !== at).map(({ id }) => id));
  return Object.fromEntries(Object.entries(places).filter(([id]) => !moved.has(id)));
}

/**
 * Tells where entities might lie: each new one near one that it is joined to, if that has
 * a place.
 */
export function firstPlaces(task: LayoutTask): Record<string, Position> {
  const places: Record<string, Position> = {};
  for (const { id, at } of task.entities) if (at) places[id] = at;
  const joined = new Map(task.entities.map(({ id }): [string, string[]] => [id, []]));
  for (const { from, to } of task.links) {
    joined.get(from)?.push(to);
    joined.get(to)?.push(from);
  }
  let turn = 0;
  for (const { id } of task.entities) {
    if (places[id]) continue;
    const near = joined.get(id)?.find((other) => places[other]);
    const [x, y] = (near === undefined ? undefined : places[near]) ?? [0, 0];
    // Points of a sunflower: no two alike, and the same each time.
    const angle = turn * 2.399963;
    const away = near === undefined ? 40 * Math.sqrt(turn) : 90 + 4 * turn;
    places[id] = [x + away * Math.cos(angle), y + away * Math.sin(angle)];
    turn++;
  }
  return places;
}
