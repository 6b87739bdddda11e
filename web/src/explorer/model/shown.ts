import { parseQuestion, type Stretch } from "../time/question.ts";
import { statusIn, type Status } from "../time/status.ts";
import type { Picture, Relationship } from "./picture.ts";
import type { View } from "./view.ts";

/** How a relationship of the picture appears: its status, or not at all. */
export type Appearance = Status | "HIDDEN";

/** What of the picture a view hides whatever the time: a choice in the legend. */
export function isFiltered(r: Relationship, picture: Picture, { hidden }: View): boolean {
  const kindHidden = (id: string) => hidden.kinds.includes(picture.entities.get(id)?.kind ?? "");
  return hidden.types.includes(r.type) || kindHidden(r.from) || kindHidden(r.to);
}

/** How a relationship appears in a view. */
export function appearanceOf(
  r: Relationship,
  picture: Picture,
  view: View,
  at: Stretch,
): Appearance {
  if (isFiltered(r, picture, view)) return "HIDDEN";
  const status = statusIn(r.dates, at);
  if (status === "EXPIRED" && !view.showExpired && r.id !== view.selected) return "HIDDEN";
  if (status === "UPCOMING" && !view.showUpcoming && r.id !== view.selected) return "HIDDEN";
  return status;
}

/** How each relationship of the picture appears in the view, by id. */
export function appearances(picture: Picture, view: View): ReadonlyMap<string, Appearance> {
  const at = parseQuestion(view.valid);
  return new Map(
    [...picture.relationships.values()].map((r) => [r.id, appearanceOf(r, picture, view, at)]),
  );
}

/** The relationships that a view shows, with their status, in the picture's order. */
export function shownRelationships(
  picture: Picture,
  view: View,
): { relationship: Relationship; status: Status }[] {
  const appear = appearances(picture, view);
  return [...picture.relationships.values()].flatMap((relationship) => {
    const status = appear.get(relationship.id) ?? "HIDDEN";
    return status === "HIDDEN" ? [] : [{ relationship, status }];
  });
}

/** The entities that a view shows: all of the picture but those of hidden kinds. */
export function shownEntities(picture: Picture, view: View) {
  return [...picture.entities.values()].filter(({ kind }) => !view.hidden.kinds.includes(kind));
}
