import { PictureDocument, type DifferenceKind } from "../api/operations.ts";
import { describe, type Description } from "../model/describe.ts";
import type { Differences } from "../model/differences.ts";
import { toFragment } from "../model/permalink.ts";
import type { Entity, Relationship } from "../model/picture.ts";
import { variablesOf } from "../model/request.ts";
import { shownEntities, shownRelationships, type Spared } from "../model/shown.ts";
import type { View } from "../model/view.ts";
import { parseQuestion } from "../time/question.ts";
import { statusIn, type Status } from "../time/status.ts";
import { citationOf, type Citation } from "./citation.ts";
import { noEvidence, type Evidence, type Source } from "./evidence.ts";
import type { Pinned } from "./pin.ts";

/** What is taken: what the view shows, or all of the picture whatever the time and the filters. */
export type Scope = "shown" | "all";

/** A relationship of an extract, with its status at the time of the view. */
export interface TakenRelationship extends Relationship {
  readonly status: Status;
  /** How it differs from the reading that the view is compared with, where it does. */
  readonly difference: DifferenceKind | undefined;
}

/** What a file holds, whatever its format. */
export interface Extract {
  readonly scope: Scope;
  /** The view, pinned to a moment of recording. */
  readonly view: View & { readonly known: string };
  readonly citation: Citation;
  /** The link without where things lie, as short as it can be to show the same records. */
  readonly shortLink: string;
  readonly about: Description;
  /** The names of the claimants whose word counts; empty: everyone. */
  readonly told: readonly string[];
  readonly entities: readonly Entity[];
  readonly relationships: readonly TakenRelationship[];
  readonly evidence: Evidence;
  /** The request for the picture, which answers the same at any time. */
  readonly request: Request;
}

/** What the API is asked for the picture of a view. */
export interface Request {
  readonly query: string;
  readonly variables: unknown;
}

/** The request for the picture of a view. */
export function requestOf(view: View): Request {
  return { query: String(PictureDocument).trim(), variables: variablesOf(view, undefined) };
}

/** What the page shows: its view, and what is shown besides whatever its status. */
export interface Screen {
  readonly view: View;
  readonly spared: Spared;
  /** What a comparison marks; null: nothing is compared. */
  readonly compared: Differences | null;
}

/** Makes an extract of a pinned picture. `origin` is that of the server, for links. */
export function extractOf(
  { view: current, spared, compared }: Screen,
  { picture, known, today, names }: Pinned,
  scope: Scope,
  origin: string,
  evidence: Evidence = noEvidence,
): Extract {
  const view = { ...current, known };
  const at = parseQuestion(view.valid);
  const taken = (r: Relationship, status: Status) => {
    return { ...r, status, difference: compared?.get(r.id) };
  };
  const shown = shownRelationships(picture, view, spared);
  const relationships =
    scope === "shown"
      ? shown.map(({ relationship: r, status }) => taken(r, status))
      : [...picture.relationships.values()].map((r) => taken(r, statusIn(r.dates, at)));
  const entities =
    scope === "shown" ? shownEntities(picture, view) : [...picture.entities.values()];
  const told = view.accordingTo.map((id) => names.get(id) ?? id);
  return {
    scope,
    view,
    citation: citationOf(mainNames(entities, relationships, view.selected), {
      view,
      today,
      told,
      link: linkOf(view, origin),
    }),
    shortLink: linkOf({ ...view, positions: {}, pinned: [] }, origin),
    about: describe(picture, view, spared, names),
    told,
    entities,
    relationships,
    evidence,
    request: requestOf(view),
  };
}

/** The address of a view. */
export function linkOf(view: View, origin: string): string {
  return `${origin}/#${toFragment(view)}`;
}

/** The entities' names, what is selected first, then who has the most relationships here. */
function mainNames(
  entities: readonly Entity[],
  relationships: readonly Relationship[],
  selected: string | null,
): string[] {
  const weight = new Map<string, number>();
  const chosen = relationships.find(({ id }) => id === selected);
  for (const r of relationships) {
    for (const id of [r.from, r.to]) weight.set(id, (weight.get(id) ?? 0) + 1);
  }
  for (const id of [selected, chosen?.from, chosen?.to]) if (id) weight.set(id, Infinity);
  const of = (id: string) => weight.get(id) ?? 0;
  return [...entities]
    .sort((a, b) => (of(a.id) === of(b.id) ? 0 : of(b.id) - of(a.id)))
    .map(({ name }) => name);
}

/** Every source of an extract once, in the order of their ids. */
export function sourcesOf({ evidence }: Extract): Source[] {
  const all = new Map<string, Source>();
  for (const some of evidence.sources.values()) for (const s of some) all.set(s.id, s);
  for (const some of evidence.claims.values()) for (const c of some) all.set(c.source.id, c.source);
  return [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
