import { GraphiQL } from "graphiql";
import { fetcher } from "./fetcher.ts";
import { readyTabs } from "./tabs.ts";

/**
 * GraphiQL on the ready tabs. Headers, where a bearer token may stand, are kept
 * in memory only: a reload forgets them.
 */
export function Playground() {
  return (
    <GraphiQL
      fetcher={fetcher}
      defaultTabs={readyTabs}
      shouldPersistHeaders={false}
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>
        <a href="/schema.graphqls" title="The API's schema as one text">
          Schema
        </a>
        <span>Entente</span>
      </GraphiQL.Logo>
    </GraphiQL>
  );
}
