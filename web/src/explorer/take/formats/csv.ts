import { endText, startText } from "../../model/words.ts";
import { statusName } from "../../time/words.ts";
import type { Extract } from "../extract.ts";
import { certainDays, headOf, possibleDays, sourceIds, sourcesText } from "./common.ts";

/** A table of the entities as CSV. */
export function entitiesCsv(extract: Extract): string {
  return csv(
    extract.entities.map((entity) => ({
      id: entity.id,
      name: entity.name,
      class: entity.class,
      kind: entity.kind,
      kind_label: entity.kindLabel,
      lifetime: entity.dates.text,
      ...dates(entity.dates),
      ...evidence(entity.id, extract),
    })),
    extract,
  );
}

/** A table of the relationships as CSV. */
export function relationshipsCsv(extract: Extract): string {
  const names = new Map(extract.entities.map(({ id, name }) => [id, name]));
  return csv(
    extract.relationships.map((r) => ({
      id: r.id,
      from_id: r.from,
      from: names.get(r.from) ?? r.from,
      type: r.type,
      type_label: r.typeLabel,
      to_id: r.to,
      to: names.get(r.to) ?? r.to,
      symmetric: r.symmetric ? "yes" : "no",
      sign: r.sign,
      status: statusName[r.status],
      difference: r.difference ?? "",
      start: startText(r.dates),
      end: endText(r.dates),
      validity: r.dates.text,
      ...dates(r.dates),
      statement: r.statement,
      ...evidence(r.id, extract),
      claims: String(extract.evidence.claims.get(r.id)?.length ?? 0),
    })),
    extract,
  );
}

type Row = Readonly<Record<string, string>>;

function dates(of: Extract["entities"][number]["dates"]): Row {
  const possible = possibleDays(of);
  const certain = certainDays(of);
  return {
    edtf: of.edtf,
    possibly_from: possible.first ?? "",
    possibly_until: possible.last ?? "",
    certainly_from: certain?.first ?? "",
    certainly_until: certain?.last ?? "",
  };
}

function evidence(id: string, extract: Extract): Row {
  return { source_ids: sourceIds(id, extract), sources: sourcesText(id, extract) };
}

/**
 * Rows by RFC 4180, with a byte order mark, without which spreadsheets take Arabic for
 * something else. What the file is an extract of stands in the rows: a line of its own
 * would be no row, and would be lost when files are put together. The link, which may be
 * as long as a page, and the citation stand in the first row only.
 */
function csv(rows: readonly Row[], extract: Extract): string {
  const head: Row = Object.fromEntries(headOf(extract));
  const ofAll = pick(head, ["as_of", "known", "according_to", "holds", "left_out"]);
  const ofFirst = pick(head, ["link", "citation"]);
  const all = rows.map((row, i): Row => ({ ...row, ...ofAll, ...(i === 0 ? ofFirst : {}) }));
  const names = Object.keys({ ...all[0], ...ofAll, ...ofFirst });
  const lines = [names, ...all.map((row) => names.map((name) => row[name] ?? ""))];
  return "\ufeff" + lines.map((cells) => cells.map(cell).join(",") + "\r\n").join("");
}

function pick(row: Row, names: readonly string[]): Row {
  return Object.fromEntries(names.map((name) => [name, row[name] ?? ""]));
}

/**
 * A cell. One that begins as a formula does gets an apostrophe before it, as OWASP advises,
 * for a spreadsheet would run it. Dates before the year 0 get one too: `-0044-03-15` would
 * be reckoned to -62 without a word. JSON, GraphML and GEXF have every text as it is.
 */
export function cell(text: string): string {
  const safe = /^[=+\-@\t\r\n＝＋－＠]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
