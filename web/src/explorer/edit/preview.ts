import { sameIn, valueText, type Draft, type Field } from "./fields.ts";

/** A line of a preview: what a field says now, and what it will say. */
export interface FieldChange {
  readonly name: string;
  readonly label: string;
  /** Empty where the field says nothing yet, or the record is new. */
  readonly before: string;
  /** Empty where the field is cleared. */
  readonly after: string;
}

/** The fields that a draft changes; of a new record (`before` null) all that are filled in. */
export function changesOf(
  fields: readonly Field[],
  before: Draft | null,
  after: Draft,
): FieldChange[] {
  return fields
    .filter((field) =>
      before === null ? valueText(field, after) !== "" : !sameIn(field, before, after),
    )
    .map((field) => ({
      name: field.name,
      label: field.label,
      before: before === null ? "" : valueText(field, before),
      after: valueText(field, after),
    }));
}

/** Whether anything was typed that would be lost. */
export function isTouched(fields: readonly Field[], start: Draft, draft: Draft): boolean {
  return fields.some((field) => !sameIn(field, start, draft));
}
