import { sameIn, type Draft, type Field, type Value } from "./fields.ts";

/** A draft brought together with what someone else made of the record meanwhile. */
export interface Merged {
  /** What only one of the two changed is taken; what both changed is as it was typed. */
  readonly draft: Draft;
  /** The fields that both changed, and not alike: the editor has to choose. */
  readonly contested: readonly string[];
  /** The fields that only the other edit changed. */
  readonly taken: readonly string[];
}

/** Brings together what was typed and what the record is now, from what both began with. */
export function merge(fields: readonly Field[], began: Draft, typed: Draft, now: Draft): Merged {
  const contested: string[] = [];
  const taken: string[] = [];
  for (const field of fields) {
    if (sameIn(field, began, now) || sameIn(field, typed, now)) continue;
    (sameIn(field, began, typed) ? taken : contested).push(field.name);
  }
  return { draft: withFields(typed, now, taken), contested, taken };
}

/** A draft with some fields as another has them. */
export function withFields(draft: Draft, other: Draft, names: readonly string[]): Draft {
  const values = names.map((name): [string, Value] => [name, other[name] ?? ""]);
  return { ...draft, ...Object.fromEntries(values) };
}
