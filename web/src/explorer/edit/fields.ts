import type { EntityClass, NameKind } from "../api/operations.ts";
import { nameKindWords } from "../model/words.ts";
import { withWords } from "./words.ts";

/** A record that was found and picked, by the name that it was found under. */
export interface Picked {
  readonly id: string;
  readonly label: string;
  /** The class of an entity; undefined for a source. */
  readonly class?: EntityClass;
}

/** A name as it is typed. */
export interface TypedName {
  readonly text: string;
  readonly language: string;
  readonly kind: NameKind;
}

/** What is typed into a field: a text, records, or names. A box that is ticked is `yes`. */
export type Value = string | readonly Picked[] | readonly TypedName[];

/** What is typed into a form, by the name of the field; what is missing is empty. */
export type Draft = Readonly<Record<string, Value>>;

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** A field of a form. Its name is the path by which the API names it when it refuses it. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly as:
    | "line"
    | "text"
    | "date"
    | "link"
    | "choice"
    | "tick"
    | "entity"
    | "source"
    | "sources"
    | "names";
  readonly hint?: string;
  readonly required?: boolean;
  /** Seldom needed: it is folded away with its like. */
  readonly more?: boolean;
  /** The options of a choice. */
  readonly options?: readonly Option[];
  /** The classes that a picked entity may have; all if missing. */
  readonly classes?: readonly EntityClass[];
}

/** The text in a field; empty where there is none. */
export function textIn(draft: Draft, name: string): string {
  const value = draft[name];
  return typeof value === "string" ? value.trim() : "";
}

/** The records picked in a field. */
export function pickedIn(draft: Draft, name: string): readonly Picked[] {
  const value = draft[name] ?? [];
  return typeof value === "string" ? [] : value.filter((item): item is Picked => "id" in item);
}

/** The names in a field, but for empty lines. */
export function namesIn(draft: Draft, name: string): readonly TypedName[] {
  const value = draft[name] ?? [];
  if (typeof value === "string") return [];
  return value.filter((item): item is TypedName => "kind" in item && item.text.trim() !== "");
}

/** Whether two drafts say the same in a field, empty lines and blanks at the ends aside. */
export function sameIn(field: Field, a: Draft, b: Draft): boolean {
  return plain(field, a) === plain(field, b);
}

function plain({ name }: Field, draft: Draft): string {
  const names = namesIn(draft, name).map((n) => [n.text.trim(), n.language.trim(), n.kind]);
  const picked = pickedIn(draft, name).map(({ id }) => id);
  return JSON.stringify([textIn(draft, name), picked, names]);
}

/** What a field holds, in words; empty where it holds nothing. */
export function valueText(field: Field, draft: Draft): string {
  const text = textIn(draft, field.name);
  switch (field.as) {
    case "date":
      return withWords(text);
    case "tick":
      return text === "yes" ? "yes" : "";
    case "choice":
      return optionText(field, text);
    case "entity":
    case "source":
    case "sources":
      return pickedIn(draft, field.name)
        .map(({ label }) => label)
        .join(" · ");
    case "names":
      return namesIn(draft, field.name).map(nameText).join(" · ");
    default:
      return text;
  }
}

/** What is chosen; nothing where no option is, or one that is not offered any more. */
function optionText({ options = [] }: Field, text: string): string {
  if (text === "") return "";
  return options.find(({ value }) => value === text)?.label ?? "";
}

function nameText({ text, language, kind }: TypedName): string {
  const about = [language.trim(), kind === "OFFICIAL" ? "" : nameKindWords[kind]].filter(Boolean);
  return text.trim() + (about.length > 0 ? ` (${about.join(", ")})` : "");
}

/** The fields that must be filled in and are not, with what to say of each. */
export function missing(fields: readonly Field[], draft: Draft): Record<string, string> {
  const empty = fields.filter((f) => f.required === true && valueText(f, draft) === "");
  return Object.fromEntries(empty.map(({ name, label }) => [name, `${label} is needed.`]));
}
