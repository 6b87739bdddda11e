import { ask } from "../api/ask.ts";
import {
  PictureDocument,
  type AsOf,
  type PictureQueryVariables,
  type RelationshipFilter,
} from "../api/operations.ts";
import { pictureOf, type Picture } from "./picture.ts";
import type { View } from "./view.ts";

/** What is added to the entities of a view: one entity's relationships, as far as they fit. */
export interface Expansion {
  readonly of: string;
  readonly where?: RelationshipFilter;
  readonly limit: number;
}

/** The graph that a view reads, at whatever time: the time bar decides what of it shows. */
export function lensOf(view: Tellers): AsOf {
  return { ...tellersOf(view), valid: "../.." };
}

/** The graph that a view reads, at its time. */
export function asOfView(view: View): AsOf {
  return { ...tellersOf(view), valid: view.valid };
}

/** Of a view, as known when and told by whom it is read. */
type Tellers = Pick<View, "known" | "accordingTo">;

function tellersOf({ known, accordingTo }: Tellers): AsOf {
  return {
    ...(known === null ? {} : { known }),
    ...(accordingTo.length === 0 ? {} : { accordingTo: [...accordingTo] }),
  };
}

/** Pictures asked for lately, so that undo and redo need no server. */
const kept = new Map<string, Picture>();
const keptAtMost = 30;

/** How many relationships among its entities a picture has at most. */
const maxRelationships = 2000;

/** Forgets all pictures: something was written. */
export function forgetPictures(): void {
  kept.clear();
}

/** A picture, and how many relationships an expansion did not follow. */
export interface Drawn {
  readonly picture: Picture;
  readonly beyond: number;
}

/** Asks for the picture of a view's entities, or of these and what an expansion adds. */
export async function requestPicture(
  view: View,
  expansion: Expansion | undefined,
  signal: AbortSignal,
): Promise<Drawn> {
  const variables = variablesOf(view, expansion);
  const known = kept.get(JSON.stringify(variables));
  if (known) return { picture: known, beyond: 0 };
  const answer = pictureOf((await ask(PictureDocument, variables, signal)).neighborhood);
  // What was not followed is not missing from the picture of the entities that it came to.
  const picture = expansion ? { ...answer, leftOut: 0 } : answer;
  if (!expansion || picture.relationships.size < maxRelationships) keep(variables, picture);
  return { picture, beyond: expansion ? answer.leftOut : 0 };
}

/** The API takes a single id where it takes a list; a picture always has the list. */
type Variables = Omit<PictureQueryVariables, "with"> & { readonly with: readonly string[] };

/** What the picture of a view is asked for with. */
export function variablesOf(view: View, expansion: Expansion | undefined): Variables {
  return {
    of: expansion ? [expansion.of] : [],
    depth: expansion ? 1 : 0,
    ...(expansion?.where ? { where: expansion.where } : {}),
    limit: expansion?.limit ?? 1,
    with: [...view.entities].sort(),
    asOf: lensOf(view),
    ...(view.language === "" ? {} : { language: view.language }),
    byType: view.hidden.types.length > 0,
  };
}

/** Keeps a picture under its own entities, since that is how an undo asks for it. */
function keep(asked: Variables, picture: Picture): void {
  const entities = new Set([...asked.with, ...picture.entities.keys()]);
  const own = {
    ...asked,
    of: [],
    depth: 0,
    where: undefined,
    limit: 1,
    with: [...entities].sort(),
  };
  kept.set(JSON.stringify(own), picture);
  const oldest = kept.keys().next().value;
  if (kept.size > keptAtMost && oldest !== undefined) kept.delete(oldest);
}
