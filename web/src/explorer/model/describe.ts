import { momentInWords } from "../time/moment.ts";
import { inWords } from "../time/question.ts";
import type { Picture } from "./picture.ts";
import { isFiltered, shownEntities, shownRelationships, type Spared } from "./shown.ts";
import type { View } from "./view.ts";
import { counted, listed } from "./words.ts";

/** What a view shows and what it leaves out, in words that stand alone. */
export interface Description {
  /** `14 entities and 21 relationships`. */
  readonly shown: string;
  /** `as of 15 January 2026`. */
  readonly date: string;
  readonly known: string;
  readonly told: string;
  /** What the view does not show, each in a phrase; empty if it shows all. */
  readonly leftOut: readonly string[];
}

/**
 * Describes a view. An id whose name is not given, as of a claimant who is not in the
 * picture, stays an id.
 */
export function describe(
  picture: Picture,
  view: View,
  spared: Spared,
  names: ReadonlyMap<string, string> = new Map(),
): Description {
  const nameOf = (id: string) => names.get(id) ?? picture.entities.get(id)?.name ?? id;
  const { known, accordingTo } = view;
  return {
    shown: `${counted(shownEntities(picture, view).length, "entity", "entities")} and ${relationships(
      shownRelationships(picture, view, spared).length,
    )}`,
    date: `as of ${inWords(view.valid)}${
      view.compare === null ? "" : `, compared with ${inWords(view.compare)}`
    }`,
    known: known === null ? "as recorded up to now" : `as recorded until ${momentInWords(known)}`,
    told:
      accordingTo.length === 0 ? "told by everyone" : `told by ${listed(accordingTo.map(nameOf))}`,
    leftOut: leftOut(picture, view, spared),
  };
}

/** The same as phrases that stand in one line. */
export function phrasesOf({ shown, date, known, told, leftOut: rest }: Description): string[] {
  return [shown, date, known, told, ...rest];
}

function leftOut(picture: Picture, view: View, spared: Spared): string[] {
  const { hidden, selected } = view;
  const all = shownRelationships(picture, { ...view, showExpired: true, showUpcoming: true });
  const isHidden = (id: string) => id !== selected && !spared.has(id);
  const count = (status: string) =>
    all.filter((r) => r.status === status && isHidden(r.relationship.id)).length;
  const filtered = [...picture.relationships.values()].filter((r) => isFiltered(r, picture, view));
  const phrases: string[] = [];
  const say = (number: number, phrase: string) => {
    if (number > 0) phrases.push(phrase);
  };
  const past = view.showExpired ? 0 : count("EXPIRED");
  const soon = view.showUpcoming ? 0 : count("UPCOMING");
  say(past, `${String(past)} expired ${past === 1 ? "is" : "are"} hidden`);
  say(soon, `${String(soon)} upcoming ${soon === 1 ? "is" : "are"} hidden`);
  const names = hiddenLabels(picture, hidden);
  say(names.length, `without ${listed(names)} (${relationships(filtered.length)})`);
  say(picture.leftOut, `${relationships(picture.leftOut)} left out by a limit`);
  return phrases;
}

/** What the legend hides, each label once; of what is not in the picture, the names. */
export function hiddenLabels(picture: Picture, { kinds, types }: View["hidden"]): string[] {
  const ofKind = new Map<string, string>();
  const ofType = new Map<string, string>();
  for (const { kind, kindLabel } of picture.entities.values()) ofKind.set(kind, kindLabel);
  for (const { type, typeLabel } of picture.relationships.values()) ofType.set(type, typeLabel);
  const labels = [
    ...kinds.map((name) => ofKind.get(name) ?? name),
    ...types.map((name) => ofType.get(name) ?? name),
  ];
  return [...new Set(labels)];
}

function relationships(count: number): string {
  return counted(count, "relationship", "relationships");
}
