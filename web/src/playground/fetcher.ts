import { createGraphiQLFetcher, type Fetcher } from "@graphiql/toolkit";
import { Kind, OperationTypeNode, parse } from "graphql";
import { subscribe } from "./subscribe.ts";

/** The API answers on the same host as this page; no other host is ever asked. */
const post = createGraphiQLFetcher({ url: "/graphql", enableIncrementalDelivery: false });

/** The headers of what is sent, before those that GraphiQL was given. */
let own: Readonly<Record<string, string>> = {};

/** Sends a token with all that is asked from now on, unless GraphiQL was given another. */
export function keepToken(token: string): void {
  own = { authorization: `Bearer ${token}` };
}

/**
 * Sends what GraphiQL asks to the API. Where a document has a single operation,
 * that is the one asked for: GraphiQL learns the name of a tab's operation a
 * moment after the tab is chosen, and until then gives that of the tab before.
 */
export const fetcher: Fetcher = (params, given) => {
  const options = { ...given, headers: { ...own, ...given?.headers } };
  const operations = operationsOf(params.query);
  const operation =
    operations.length === 1
      ? operations[0]
      : operations.find(({ name }) => name?.value === params.operationName);
  const asked = operation ? { ...params, operationName: operation.name?.value ?? null } : params;
  return operation?.operation === OperationTypeNode.SUBSCRIPTION
    ? subscribe(asked, options.headers)
    : post(asked, options);
};

/** The operations of a document; none where it is malformed, which the API then explains. */
function operationsOf(query: string) {
  try {
    return parse(query).definitions.filter((part) => part.kind === Kind.OPERATION_DEFINITION);
  } catch {
    return [];
  }
}
