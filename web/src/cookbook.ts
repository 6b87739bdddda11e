/** The text of every query of the cookbook by its path. */
const files = import.meta.glob<string>("../../docs/queries/*.graphql", {
  query: "?raw",
  import: "default",
  eager: true,
});

/**
 * The queries of `docs/queries`, in the order of the numbers that their names
 * begin with: the text of each file by its name without folder and ending, such
 * as `07-custody`. That name is also the query's part of an address, on both pages.
 */
export const cookbook: ReadonlyMap<string, string> = new Map(
  Object.entries(files)
    .map(([path, text]) => [baseName(path), text.trimEnd()] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);

/** The name of a file without its folder and ending. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1, path.lastIndexOf("."));
}

/** The address at which the playground opens the query of that name. */
export function playgroundAddress(name: string): string {
  return `/playground?query=${encodeURIComponent(name)}`;
}
