import type { AssertersQuery, MomentsQuery, WholeQuery } from "../api/operations.ts";
import { momentInWords } from "../time/moment.ts";
import type { Picture } from "../model/picture.ts";
import { listed } from "../model/words.ts";
import type { Reading } from "../model/view.ts";

/** Says in words how the graph is read; `named` gives the names of claimants. */
export function readingInWords(
  { known, accordingTo }: Reading,
  named: (id: string) => string,
): string[] {
  return [
    ...(known === null ? [] : [`As recorded until ${momentInWords(known)}`]),
    ...(accordingTo.length === 0
      ? []
      : [`As told by ${listed(accordingTo.map((id) => `\u2068${named(id)}\u2069`))}`]),
  ];
}

/** All that a view would show without a lens. */
export type Whole = WholeQuery["neighborhood"];

/** Says how much of the whole a picture leaves out; undefined if nothing. */
export function missingInWords(whole: Whole, picture: Picture): string | undefined {
  const entities = whole.entities.filter(({ id }) => !picture.entities.has(id)).length;
  const ties = whole.relationships.filter(({ id }) => !picture.relationships.has(id)).length;
  const parts = [
    part(entities, whole.entities.length, "entities"),
    part(ties, whole.relationships.length, "relationships"),
  ].filter((text) => text !== undefined);
  return parts.length === 0 ? undefined : `This leaves out ${parts.join(" and ")}.`;
}

function part(missing: number, all: number, what: string): string | undefined {
  if (missing === 0) return undefined;
  const isAll = missing === all && all > 1;
  return `${isAll ? "all" : `${String(missing)} of`} ${String(all)} ${what}`;
}

/** A moment at which records of the picture were written. */
export interface RecordingMoment {
  readonly recordedAt: string;
  readonly records: number;
  readonly reason: string | null;
}

/** Groups entries of the log by their moment, the latest first. */
export function momentsOf(entries: MomentsQuery["changes"]["edges"]): readonly RecordingMoment[] {
  const moments = new Map<string, RecordingMoment>();
  for (const { node } of entries) {
    const { records, reason } = moments.get(node.recordedAt) ?? { records: 0, reason: node.reason };
    moments.set(node.recordedAt, { recordedAt: node.recordedAt, records: records + 1, reason });
  }
  return [...moments.values()].reverse();
}

/** Someone, or a source, that asserts relationships. */
export interface Asserter {
  readonly id: string;
  readonly name: string;
  readonly isSource: boolean;
  /** How many relationships it asserts. */
  readonly count: number;
}

/** Who asserts the relationships asked about: actors before sources, those with most first. */
export function assertersOf(nodes: AssertersQuery["nodes"]): readonly Asserter[] {
  const all = new Map<string, Asserter>();
  for (const node of nodes) {
    if (!node || !("evidence" in node)) continue;
    for (const asserter of node.evidence.asserters) {
      const { id } = asserter;
      const name = nameOf(asserter);
      if (name === undefined) continue;
      const count = (all.get(id)?.count ?? 0) + 1;
      all.set(id, { id, name, isSource: "title" in asserter, count });
    }
  }
  return [...all.values()].sort(
    (a, b) =>
      Number(a.isSource) - Number(b.isSource) || b.count - a.count || a.name.localeCompare(b.name),
  );
}

/** The name of an entity or the title of a source. */
export function nameOf(node: object): string | undefined {
  if ("name" in node && typeof node.name === "string") return node.name;
  if ("title" in node && typeof node.title === "string") {
    const publisher = "publisher" in node && typeof node.publisher === "string" && node.publisher;
    return publisher ? `${node.title} (${publisher})` : node.title;
  }
  return undefined;
}

/** A language that entities have names in. */
export interface NameLanguage {
  readonly tag: string;
  readonly label: string;
  /** How many entities have such a name. */
  readonly count: number;
}

/** The languages of names, those that most entities have first; `chosen` is always there. */
export function languagesOf(whole: Whole | undefined, chosen: string): readonly NameLanguage[] {
  const counts = new Map<string, number>(chosen === "" ? [] : [[chosen, 0]]);
  for (const { names } of whole?.entities ?? []) {
    const tags = new Set(names.map(({ language }) => language));
    for (const tag of tags) if (tag !== null) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return [...counts]
    .map(([tag, count]) => ({ tag, label: languageLabel(tag), count }))
    .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label));
}

/** The language by its own name and in English, such as `Türkçe (Turkish)`. */
export function languageLabel(tag: string): string {
  try {
    const english = new Intl.DisplayNames(["en"], { type: "language" }).of(tag) ?? tag;
    const own = new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? english;
    return own === english ? english : `\u2068${own}\u2069 (${english})`;
  } catch {
    return tag; // A dataset may have tags that are no language's.
  }
}
