import type { Position } from "../model/view.ts";

/** A direction on the canvas, whose y grows downwards. */
export type Way = readonly [x: number, y: number];

/**
 * The entity that an arrow key goes to: the nearest one within 45 degrees of the way,
 * where what lies aside counts twice. Without a selection it is the first; where
 * nothing lies that way, the selection stays.
 */
export function nextEntity(
  entities: readonly { readonly id: string }[],
  positions: Readonly<Record<string, Position>>,
  selected: string | null,
  [wayX, wayY]: Way,
): string | null {
  const here = selected === null ? undefined : positions[selected];
  if (!here) return entities[0]?.id ?? selected;
  let best: { id: string; cost: number } | undefined;
  for (const { id } of entities) {
    const there = positions[id];
    if (!there || id === selected) continue;
    const [x, y] = [there[0] - here[0], there[1] - here[1]];
    const ahead = x * wayX + y * wayY;
    const aside = Math.abs(x * wayY) + Math.abs(y * wayX);
    if (ahead <= 0 || aside > ahead) continue;
    const cost = ahead + 2 * aside;
    if (!best || cost < best.cost) best = { id, cost };
  }
  return best?.id ?? selected;
}
