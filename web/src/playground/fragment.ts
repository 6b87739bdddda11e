/** A query, and its variables as JSON if it has any. */
export interface OpenedQuery {
  readonly query: string;
  readonly variables?: string;
}

/**
 * The address at which the playground opens a query with these variables. They stand
 * behind `#`, which browsers keep to themselves: no length or log of a server matters.
 */
export function queryAddress(query: string, variables: unknown): string {
  const text = JSON.stringify(variables, null, 2);
  return `/playground#query=${encodeURIComponent(query)}&variables=${encodeURIComponent(text)}`;
}

/** The query of such an address; undefined where it has none. */
export function queryOfFragment(fragment: string): OpenedQuery | undefined {
  // Not as a form reads it: there a plus is a space.
  const parts = new URLSearchParams(fragment.replace(/^#/, "").replaceAll("+", "%2B"));
  const query = parts.get("query");
  const variables = parts.get("variables");
  if (query === null) return undefined;
  return variables === null ? { query } : { query, variables };
}
