import type { Dates } from "../../model/picture.ts";
import { dayText, type Seconds } from "../../time/instant.ts";
import { sourcesOf, type Extract } from "../extract.ts";
import type { Source } from "../evidence.ts";

/** What every file says of itself: of what it is an extract, and how to find and cite it. */
export function headOf(extract: Extract): readonly (readonly [name: string, text: string])[] {
  const { view, citation, about, told, scope } = extract;
  return [
    ["title", citation.title],
    ["as_of", view.valid],
    ["known", view.known],
    ["according_to", told.length === 0 ? "everyone" : told.join("; ")],
    ["holds", holds(extract)],
    ["left_out", scope === "shown" ? about.leftOut.join("; ") : ""],
    ["link", citation.link],
    ["citation", citation.text],
    ["licences", licencesOf(extract).join("; ")],
  ];
}

function holds({ scope, about }: Extract): string {
  return scope === "shown"
    ? `what the view shows: ${about.shown}, ${about.date}`
    : "everything in the picture, over all time; the status is that at as_of";
}

/** The licences of the sources, each with how many sources are under it. */
export function licencesOf(extract: Extract): string[] {
  const counts = new Map<string, number>();
  for (const { licence } of sourcesOf(extract)) {
    const name = licence ?? "no licence recorded";
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => `${name} (${String(count)})`);
}

/** A source in words: title, publisher, date, address, licence. */
export function sourceText({ title, publisher, publishedAt, url, licence }: Source): string {
  const known = [title, publisher, publishedAt, url].filter((part) => part !== null);
  return known.join(", ") + (licence === null ? "" : ` [${licence}]`);
}

/** A record's sources in words. */
export function sourcesText(id: string, { evidence }: Extract): string {
  return (evidence.sources.get(id) ?? []).map(sourceText).join(" | ");
}

/** The ids of a record's sources, which hold no space. */
export function sourceIds(id: string, { evidence }: Extract): string {
  return (evidence.sources.get(id) ?? []).map((source) => source.id).join(" ");
}

/** The first and the last day of a stretch; undefined where it has no bound. */
export interface Days {
  readonly first: string | undefined;
  readonly last: string | undefined;
}

/** The days on which it was in force for some reading of its dates. */
export function possibleDays({ startEarliest, endLatest }: Dates): Days {
  return { first: dayOf(startEarliest), last: dayOf(endLatest - 1) };
}

/** The days on which it was in force for every reading; undefined if there are none. */
export function certainDays({ startLatest, endEarliest }: Dates): Days | undefined {
  if (startLatest >= endEarliest) return undefined;
  return { first: dayOf(startLatest), last: dayOf(endEarliest - 1) };
}

function dayOf(moment: Seconds): string | undefined {
  return Number.isFinite(moment) ? dayText(moment) : undefined;
}
