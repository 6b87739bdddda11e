import { ask, problemText } from "../api/ask.ts";
import {
  AssertersDocument,
  ClaimantsDocument,
  MomentsDocument,
  ReadAsDocument,
  WholeDocument,
  type AssertersQueryVariables,
  type ClaimantsQueryVariables,
  type MomentsQuery,
} from "../api/operations.ts";
import { asOfView } from "../model/request.ts";
import { readAs, useExplorer } from "../model/store.ts";
import type { Reading } from "../model/view.ts";
import {
  assertersOf,
  momentsOf,
  nameOf,
  type Asserter,
  type RecordingMoment,
  type Whole,
} from "./reading.ts";

/** How many records the API takes in a list of ids, and how many pages of the log are read. */
const maxRecords = 500;
const maxPages = 10;

/** Asks for all that is there of some entities now, as everyone tells it. */
export async function requestWhole(
  entities: readonly string[],
  signal: AbortSignal,
): Promise<Whole> {
  const variables = { with: [...entities], asOf: { valid: "../.." } };
  return (await ask(WholeDocument, variables, signal)).neighborhood;
}

/** Moments of recording, and whether there may be more. */
export interface Moments {
  readonly moments: readonly RecordingMoment[];
  readonly isPart: boolean;
}

/** Asks when records were written: of the first 500 of them, the first 2,000 entries. */
export async function requestMoments(
  records: readonly string[],
  signal: AbortSignal,
): Promise<Moments> {
  const asked = records.slice(0, maxRecords);
  const entries = [];
  let after: string | null = null;
  for (let page = 0; page < maxPages; page++) {
    const { changes }: MomentsQuery = await ask(
      MomentsDocument,
      { records: asked, ...(after === null ? {} : { after }) },
      signal,
    );
    entries.push(...changes.edges);
    after = changes.pageInfo.endCursor;
    if (!changes.pageInfo.hasNextPage) {
      return { moments: momentsOf(entries), isPart: asked.length < records.length };
    }
  }
  return { moments: momentsOf(entries), isPart: true };
}

/** Asks who asserts some relationships. */
export async function requestAsserters(
  variables: AssertersQueryVariables,
  signal: AbortSignal,
): Promise<readonly Asserter[]> {
  return assertersOf((await ask(AssertersDocument, variables, signal)).nodes);
}

/** The names of claimants, and when the first record of the graph was written. */
export interface Claimants {
  readonly names: Readonly<Record<string, string>>;
  readonly firstRecord: string | undefined;
}

/** Asks for the names of claimants. */
export async function requestClaimants(
  variables: ClaimantsQueryVariables,
  signal: AbortSignal,
): Promise<Claimants> {
  const { nodes, changes } = await ask(ClaimantsDocument, variables, signal);
  const names = nodes.flatMap((node) => (node ? [[node.id, nameOf(node) ?? node.id]] : []));
  return {
    names: Object.fromEntries(names) as Record<string, string>,
    firstRecord: changes.edges[0]?.node.recordedAt,
  };
}

/**
 * Reads the picture otherwise, if the API takes that; else nothing changes, and what it
 * says of it is returned.
 */
export async function readOtherwise(change: Partial<Reading>): Promise<string | undefined> {
  try {
    await ask(ReadAsDocument, { asOf: asOfView({ ...useExplorer.getState().view, ...change }) });
  } catch (error) {
    return problemText(error);
  }
  await readAs(change);
  return undefined;
}
