import { parseQuestion } from "../time/question.ts";
import { emptyView, type Position, type View } from "./view.ts";

/** The most entities that a picture may have; the API takes no more at once. */
export const maxEntities = 500;

const id = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;

/**
 * Writes a view as the part of an address behind `#`. What is as on a first visit is
 * left out, but for the time, which would not stay the same. Entities are separated by
 * commas, which no id holds, and positions stand in the same order.
 */
export function toFragment(view: View): string {
  const written = new URLSearchParams();
  const put = (key: string, value: string) => {
    if (value !== "") written.set(key, value);
  };
  put("e", view.entities.join(","));
  put("at", view.valid);
  put("span", view.span ?? "");
  put("known", view.known ?? "");
  put("told", view.accordingTo.join(","));
  put("vs", view.compare ?? "");
  put("lang", view.language);
  put("nokind", view.hidden.kinds.join(","));
  put("notype", view.hidden.types.join(","));
  put("past", view.showExpired ? "1" : "");
  put("soon", view.showUpcoming ? "1" : "");
  put("sel", view.selected ?? "");
  put("path", view.traced.join(","));
  put("pin", view.pinned.join(","));
  put("xy", view.entities.map((entity) => placeText(view.positions[entity])).join("_"));
  put("table", view.table ? "1" : "");
  if (view.entities.every((entity) => view.positions[entity] === undefined)) written.delete("xy");
  return written.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%2F", "/");
}

/** A view read from an address, and what in the address could not be read. */
export interface ReadView {
  readonly view: View;
  readonly problems: readonly string[];
}

/** Reads what `toFragment` wrote; what cannot be read is left as on a first visit, and said. */
export function fromFragment(fragment: string, today: string): ReadView {
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  const problems: string[] = [];
  const ids = (key: string, what: string): string[] => {
    const all = [...new Set((given.get(key) ?? "").split(",").filter((text) => text !== ""))];
    const good = all.filter((text) => id.test(text));
    if (good.length < all.length) problems.push(`The link names ${what} that cannot be read.`);
    return good;
  };
  const date = (key: string): string | null => {
    const text = given.get(key);
    if (text === null) return null;
    try {
      parseQuestion(text);
      return text;
    } catch {
      problems.push(`The link's date “${text}” cannot be read.`);
      return null;
    }
  };
  const listed = ids("e", "entities");
  const entities = listed.slice(0, maxEntities);
  if (entities.length < listed.length) {
    problems.push(`The link names ${String(listed.length)} entities; the first 500 are shown.`);
  }
  const first = emptyView(today);
  const view: View = {
    entities,
    valid: date("at") ?? first.valid,
    span: date("span"),
    known: moment(given.get("known"), problems),
    accordingTo: ids("told", "claimants"),
    compare: date("vs"),
    language: given.get("lang") ?? "",
    hidden: { kinds: ids("nokind", "kinds"), types: ids("notype", "types") },
    showExpired: given.get("past") === "1",
    showUpcoming: given.get("soon") === "1",
    selected: ids("sel", "a selection")[0] ?? null,
    traced: ids("path", "relationships of a path"),
    pinned: ids("pin", "entities").filter((entity) => entities.includes(entity)),
    positions: positionsOf(given.get("xy"), (given.get("e") ?? "").split(","), entities),
    table: given.get("table") === "1",
  };
  return { view, problems };
}

/** A moment with its zone: without one it would be another to each visitor. */
const written = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

function moment(text: string | null, problems: string[]): string | null {
  if (text === null || (written.test(text) && !Number.isNaN(Date.parse(text)))) return text;
  problems.push(`The link's moment of recording “${text}” cannot be read.`);
  return null;
}

function placeText(position: Position | undefined): string {
  return position ? position.map((n) => String(Math.round(n))).join(".") : "";
}

/** The places of entities, in the order in which the link names these. */
function positionsOf(
  text: string | null,
  named: readonly string[],
  entities: readonly string[],
): Record<string, Position> {
  const places: Record<string, Position> = {};
  const there = new Set(entities);
  for (const [i, place] of (text ?? "").split("_").entries()) {
    const entity = named[i];
    const parts = /^(-?\d{1,6})\.(-?\d{1,6})$/.exec(place);
    if (entity !== undefined && there.has(entity) && parts)
      places[entity] = [Number(parts[1]), Number(parts[2])];
  }
  return places;
}
