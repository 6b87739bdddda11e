import type { Field } from "./fields.ts";

/**
 * The field of a form that the API refused, by the path that it names: `names[0].text` is
 * in `names`, and `validity` or `validity.end` is asked for by `validity.edtf`. Undefined
 * where the form has no such field.
 */
export function fieldRefused(
  path: string | undefined,
  fields: readonly Field[],
): string | undefined {
  if (path === undefined) return undefined;
  const names = fields.map(({ name }) => name);
  const holding = names.filter((name) => within(path, name)).sort((a, b) => b.length - a.length)[0];
  const [whole = ""] = path.split(/[.[]/);
  return holding ?? names.find((name) => within(name, whole));
}

function within(path: string, whole: string): boolean {
  return path === whole || path.startsWith(`${whole}.`) || path.startsWith(`${whole}[`);
}

/** A refusal without the path before it, which the place where it stands says already. */
export function withoutPath(message: string, path: string | undefined): string {
  if (path === undefined || !message.startsWith(`${path}: `)) return message;
  return message.slice(path.length + 2);
}
