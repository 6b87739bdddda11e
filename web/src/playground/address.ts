import { cookbook } from "../cookbook.ts";

/** What the editor says where the address names no query of the cookbook. */
const unknown = `# The address names a question that is not there.
# All of them are listed at /queries.`;

/**
 * Returns the query that the address asks for, as in `/playground?query=07-custody`,
 * and takes it out of the address: a reload then shows what the visitor has made
 * of it, and does not open it again.
 */
export function takeQueryFromAddress(): string | undefined {
  const name = new URLSearchParams(window.location.search).get("query");
  if (name === null) return undefined;
  window.history.replaceState(null, "", window.location.pathname);
  return cookbook.get(name) ?? unknown;
}
