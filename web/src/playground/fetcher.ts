import { createGraphiQLFetcher, type Fetcher, type FetcherParams } from "@graphiql/toolkit";
import { Kind, parse } from "graphql";

/** The API answers on the same host as this page; no other host is ever asked. */
const post = createGraphiQLFetcher({ url: "/graphql", enableIncrementalDelivery: false });

/**
 * Sends what GraphiQL asks to the API. Where a document has a single operation,
 * that is the one asked for: GraphiQL learns the name of a tab's operation a
 * moment after the tab is chosen, and until then gives that of the tab before.
 */
export const fetcher: Fetcher = (params, options) => post(withOnlyOperation(params), options);

/** Gives params the name of the document's operation, if it has exactly one. */
function withOnlyOperation(params: FetcherParams): FetcherParams {
  const operations = operationsOf(params.query);
  if (operations.length !== 1) return params;
  return { ...params, operationName: operations[0]?.name?.value ?? null };
}

/** The operations of a document; none where it is malformed, which the API then explains. */
function operationsOf(query: string) {
  try {
    return parse(query).definitions.filter((part) => part.kind === Kind.OPERATION_DEFINITION);
  } catch {
    return [];
  }
}
