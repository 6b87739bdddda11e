import { parse, print } from "graphql";
import { cookbook } from "../cookbook.ts";
import { queryOfFragment, type OpenedQuery } from "./fragment.ts";

/** What the editor says where the address names no query of the cookbook. */
const unknown = `# The address names a question that is not there.
# All of them are listed at /queries.`;

/**
 * Returns the query that the address asks for, and takes it out of the address: a reload
 * then shows what the visitor has made of it, and does not open it again. It is one of the
 * cookbook, as in `/playground?query=07-custody`, or stands behind `#` with its variables.
 * Nothing runs before the visitor says so.
 */
export function takeQueryFromAddress(): OpenedQuery | undefined {
  const opened = ofCookbook() ?? ofFragment();
  if (opened) window.history.replaceState(null, "", window.location.pathname);
  return opened;
}

function ofCookbook(): OpenedQuery | undefined {
  const name = new URLSearchParams(window.location.search).get("query");
  return name === null ? undefined : { query: cookbook.get(name) ?? unknown };
}

function ofFragment(): OpenedQuery | undefined {
  const opened = queryOfFragment(window.location.hash);
  return opened && { ...opened, query: readable(opened.query) };
}

/** A query as it is usually set out; one that is malformed stays as it is, for the API to explain. */
function readable(query: string): string {
  try {
    return print(parse(query));
  } catch {
    return query;
  }
}
