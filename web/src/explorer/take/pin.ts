import { ask } from "../api/ask.ts";
import { MomentDocument } from "../api/operations.ts";
import type { Picture } from "../model/picture.ts";
import { requestPicture } from "../model/request.ts";
import type { View } from "../model/view.ts";

/** A picture that no later write changes. */
export interface Pinned {
  readonly picture: Picture;
  /** The moment of recording that it is read at. */
  readonly known: string;
  /** The day on which it was asked for, by the server's clock. */
  readonly today: string;
  /** The names of the claimants whose word counts, by id. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Pins the picture of a view to a moment of recording: the view's own, else now by the
 * server's clock. A browser's clock might be ahead, and such a moment is refused. The
 * picture is read again at that moment, for something may have been written meanwhile.
 */
export async function pin(view: View, drawn: Picture, signal: AbortSignal): Promise<Pinned> {
  const told = [...view.accordingTo];
  const { now, nodes } = await ask(MomentDocument, { told }, signal);
  const known = view.known ?? now;
  const names = new Map<string, string>();
  for (const node of nodes) {
    if (node && "name" in node) names.set(node.id, node.name);
    else if (node && "title" in node) names.set(node.id, node.title);
  }
  if (view.known !== null) return { picture: drawn, known, today: now.slice(0, 10), names };
  const { picture } = await requestPicture({ ...view, known }, undefined, signal);
  return { picture, known, today: now.slice(0, 10), names };
}

/** Whether two pictures hold the same records, with the same names and dates. */
export function isSame(a: Picture, b: Picture): boolean {
  return textOf(a) === textOf(b);
}

function textOf({ entities, relationships }: Picture): string {
  const byId = (x: { id: string }, y: { id: string }) => (x.id < y.id ? -1 : 1);
  return JSON.stringify([
    [...entities.values()].sort(byId),
    [...relationships.values()].sort(byId),
  ]);
}
