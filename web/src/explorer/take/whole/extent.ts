import { shownOnly } from "../../model/shown.ts";
import type { View } from "../../model/view.ts";
import { languageLabel } from "../../lens/reading.ts";
import { listed } from "../../model/words.ts";
import { whenInWords } from "../../time/words.ts";

/** How much of the whole graph is taken. */
export interface Extent {
  /** What is in force at the time of the view, or everything. */
  readonly time: "view" | "all";
  /** Without what the legend hides. */
  readonly filtered: boolean;
  /** With what only editors may see. */
  readonly restricted: boolean;
}

/** What of a view says how the graph is read. */
type Reading = Pick<View, "valid" | "known" | "accordingTo" | "language" | "hidden">;

/** The address at which the server writes the graph as a view reads it. */
export function exportAddress(format: string, view: Reading, extent: Extent): string {
  const asked = new URLSearchParams({ format });
  const put = (name: string, value: string | null) => {
    if (value !== null && value !== "") asked.append(name, value);
  };
  put("valid", extent.time === "view" ? view.valid : null);
  put("known", view.known);
  for (const id of view.accordingTo) put("accordingTo", id);
  const where = extent.filtered ? shownOnly(view.hidden) : undefined;
  put("where", where ? JSON.stringify(where) : null);
  put("language", view.language);
  put("restricted", extent.restricted ? "true" : null);
  return `/export?${asked.toString()}`;
}

/** What a view is said to be besides: see `Description`. */
interface Said {
  readonly known: string;
  readonly told: string;
  /** What the legend hides, as its labels. */
  readonly hidden: readonly string[];
}

/** What the file at an export's address holds, in phrases. */
export function heldPhrases(view: Reading, extent: Extent, said: Said): string[] {
  const filtered = extent.filtered && shownOnly(view.hidden) !== undefined;
  const phrases = [
    extent.time === "view"
      ? `all relationships in force ${whenInWords(view.valid)}, certainly or possibly`
      : "all relationships of all time",
    filtered ? `without ${listed(said.hidden)}` : "",
    filtered ? "the entities that these tie, and no others" : "all entities, tied or not",
    "their claims and sources",
    said.known,
    said.told,
    view.language === "" ? "" : `names in ${languageLabel(view.language)}, where there are any`,
    extent.restricted ? "restricted records too" : "",
  ];
  return phrases.filter((phrase) => phrase !== "");
}
