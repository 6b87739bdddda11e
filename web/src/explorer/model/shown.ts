import type { RelationshipFilter } from "../api/operations.ts";
import { parseQuestion, type Stretch } from "../time/question.ts";
import { statusIn, type Status } from "../time/status.ts";
import type { Differences } from "./differences.ts";
import type { Picture, Relationship } from "./picture.ts";
import type { View } from "./view.ts";

/** How a relationship of the picture appears: its status, or not at all. */
export type Appearance = Status | "HIDDEN";

/** What of the picture a view hides whatever the time: a choice in the legend. */
export function isFiltered(r: Relationship, picture: Picture, { hidden }: View): boolean {
  const kindHidden = (id: string) => hidden.kinds.includes(picture.entities.get(id)?.kind ?? "");
  return hidden.types.includes(r.type) || kindHidden(r.from) || kindHidden(r.to);
}

/** The same choice as a filter of the API's: what the legend does not hide; undefined if it hides nothing. */
export function shownOnly({ kinds, types }: View["hidden"]): RelationshipFilter | undefined {
  const ofKind = { kind: { in: [...kinds] } };
  const or = [
    ...(types.length === 0 ? [] : [{ type: { in: [...types] } }]),
    ...(kinds.length === 0 ? [] : [{ from: ofKind }, { to: ofKind }]),
  ];
  return or.length === 0 ? undefined : { not: { or } };
}

/** The relationships that are shown whatever their status, as long as the legend has them. */
export type Spared = ReadonlySet<string>;

const none: Spared = new Set();

/** What is spared: the relationships of a traced path, and those that a comparison lists. */
export function sparedBy(traced: readonly string[], compared: Differences | null): Spared {
  return new Set([...traced, ...(compared?.keys() ?? [])]);
}

/** How a relationship appears in a view. */
export function appearanceOf(
  r: Relationship,
  picture: Picture,
  view: View,
  at: Stretch,
  spared: Spared = none,
): Appearance {
  if (isFiltered(r, picture, view)) return "HIDDEN";
  const status = statusIn(r.dates, at);
  if (r.id === view.selected || spared.has(r.id)) return status;
  if (status === "EXPIRED" && !view.showExpired) return "HIDDEN";
  if (status === "UPCOMING" && !view.showUpcoming) return "HIDDEN";
  return status;
}

/** How each relationship of the picture appears in the view, by id. */
export function appearances(
  picture: Picture,
  view: View,
  spared: Spared = none,
): ReadonlyMap<string, Appearance> {
  const at = parseQuestion(view.valid);
  return new Map(
    [...picture.relationships.values()].map((r) => [
      r.id,
      appearanceOf(r, picture, view, at, spared),
    ]),
  );
}

/** The relationships that a view shows, with their status, in the picture's order. */
export function shownRelationships(
  picture: Picture,
  view: View,
  spared: Spared = none,
): { relationship: Relationship; status: Status }[] {
  const appear = appearances(picture, view, spared);
  return [...picture.relationships.values()].flatMap((relationship) => {
    const status = appear.get(relationship.id) ?? "HIDDEN";
    return status === "HIDDEN" ? [] : [{ relationship, status }];
  });
}

/** The entities that a view shows: all of the picture but those of hidden kinds. */
export function shownEntities(picture: Picture, view: View) {
  return [...picture.entities.values()].filter(({ kind }) => !view.hidden.kinds.includes(kind));
}
