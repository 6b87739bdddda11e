import type { ChangeAction } from "../api/operations.ts";

/** What a version did to its record. */
export const actionName: Readonly<Record<ChangeAction, string>> = {
  CREATED: "Created",
  UPDATED: "Changed",
  RETRACTED: "Retracted",
};

/** The longest text of a value that is shown whole. */
const longest = 120;

/**
 * A value of a history, which the API writes as JSON, as one reads it: a text without its
 * quotation marks, a list by its items. A long one is cut.
 */
export function changedValue(json: string | null): string {
  if (json === null) return "nothing";
  const words = plain(json);
  return words.length > longest ? `${words.slice(0, longest)} …` : words;
}

function plain(json: string): string {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === "string") return value;
    if (Array.isArray(value) && value.every((item) => typeof item === "string")) {
      return value.length === 0 ? "nothing" : value.join(", ");
    }
  } catch {
    // What is not JSON is shown as it is.
  }
  return json;
}

/** A field whose value follows from others, in numbers that tell a reader nothing. */
export function isDerived(field: string): boolean {
  return field.endsWith(".span");
}
