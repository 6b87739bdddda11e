import { ask } from "../api/ask.ts";
import {
  ClaimsAboutDocument,
  SourcesOfDocument,
  type AsOf,
  type TakenSourceFragment,
  type ClaimsAboutQuery,
} from "../api/operations.ts";

export type Source = TakenSourceFragment;
export type Claim = ClaimsAboutQuery["claims"]["edges"][number]["node"];

/** What records rest on: sources, and what is said about them, by the record's id. */
export interface Evidence {
  readonly sources: ReadonlyMap<string, readonly Source[]>;
  readonly claims: ReadonlyMap<string, readonly Claim[]>;
}

export const noEvidence: Evidence = { sources: new Map(), claims: new Map() };

/** How many records are asked about at once. */
const atOnce = 200;

/**
 * Asks for the sources and claims of records, as the view reads the graph, in as many
 * requests as they need. It tells how many records are done after each.
 */
export async function requestEvidence(
  ids: readonly string[],
  asOf: AsOf,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<Evidence> {
  const sources = new Map<string, readonly Source[]>();
  const claims = new Map<string, Claim[]>();
  for (let begin = 0; begin < ids.length; begin += atOnce) {
    const some = ids.slice(begin, begin + atOnce);
    const { nodes } = await ask(SourcesOfDocument, { ids: some, asOf }, signal);
    for (const node of nodes) if (node && "sources" in node) sources.set(node.id, node.sources);
    for await (const claim of claimsAbout(some, asOf, signal)) {
      claims.set(claim.about.id, [...(claims.get(claim.about.id) ?? []), claim]);
    }
    onProgress(begin + some.length);
  }
  return { sources, claims };
}

/** All claims about records, page by page. */
async function* claimsAbout(ids: readonly string[], asOf: AsOf, signal: AbortSignal) {
  let after: string | null = null;
  do {
    const variables: { ids: readonly string[]; asOf: AsOf; after: string | null } = {
      ids,
      asOf,
      after,
    };
    const { claims }: ClaimsAboutQuery = await ask(ClaimsAboutDocument, variables, signal);
    for (const { node } of claims.edges) yield node;
    after = claims.pageInfo.hasNextPage ? claims.pageInfo.endCursor : null;
  } while (after !== null);
}
