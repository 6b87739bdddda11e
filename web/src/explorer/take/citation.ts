import type { View } from "../model/view.ts";
import { listed } from "../model/words.ts";
import { dayOfMoment, momentInWords } from "../time/moment.ts";
import { inWords } from "../time/question.ts";

/** How a view is cited. */
export interface Citation {
  readonly title: string;
  /** The whole citation as one line of text. */
  readonly text: string;
  readonly bibtex: string;
  readonly csl: string;
  /** The link, whose picture stays as it is. */
  readonly link: string;
}

interface Cited {
  readonly view: View & { readonly known: string };
  readonly today: string;
  readonly told: readonly string[];
  readonly link: string;
}

/** Cites a view by the names of its main entities. */
export function citationOf(names: readonly string[], cited: Cited): Citation {
  const { view, today, told, link } = cited;
  const title = titleOf(names);
  const by = told.length === 0 ? "" : `, told by ${listed(told)}`;
  const compared = view.compare === null ? "" : `, compared with ${inWords(view.compare)}`;
  const edition = `graph as recorded until ${momentInWords(view.known)}, read at ${inWords(view.valid)}${compared}${by}`;
  return {
    title,
    text: `“${title}.” Entente, ${edition}. ${link} (accessed ${inWords(today)}).`,
    bibtex: bibtexOf(title, edition, cited),
    csl: cslOf(title, edition, cited),
    link,
  };
}

/** The first three names, and how many there are besides. */
function titleOf(names: readonly string[]): string {
  const rest = names.length - 3;
  if (names.length === 0) return "An empty picture";
  if (rest <= 0) return listed(names);
  return listed([...names.slice(0, 3), `${String(rest)} more`]);
}

/** An entry for BibLaTeX; BibTeX of old reads `@online` as `@misc`. */
function bibtexOf(title: string, edition: string, { view, today, link }: Cited): string {
  const fields = [
    ["title", `{${texText(title)}}`],
    ["organization", "Entente"],
    ["note", texText(edition)],
    ["date", dayOfMoment(view.known)],
    ["url", link.replace(/[{}\\]/g, encodeURIComponent)],
    ["urldate", today],
  ];
  const key = `entente${view.known.replace(/\D/g, "").slice(0, 14)}`;
  const lines = fields.map(([name = "", value = ""]) => `  ${name} = {${value}},`);
  return [`@online{${key},`, ...lines, "}"].join("\n");
}

const texCharacters: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

function texText(text: string): string {
  return text.replace(/[\\{}%&$#_~^]/g, (c) => texCharacters[c] ?? `\\${c}`);
}

function cslOf(title: string, edition: string, { view, today, link }: Cited): string {
  const parts = (date: string) => ({ "date-parts": [date.split("-").map(Number)] });
  const item = {
    id: `entente-${view.known}`,
    type: "webpage",
    title,
    "container-title": "Entente",
    note: edition,
    version: view.known,
    URL: link,
    issued: parts(dayOfMoment(view.known)),
    accessed: parts(today),
  };
  return JSON.stringify([item], null, 2);
}
