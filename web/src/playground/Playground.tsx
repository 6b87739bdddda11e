import { GraphiQL } from "graphiql";
import { fetcher } from "./fetcher.ts";
import type { OpenedQuery } from "./fragment.ts";
import { readyTabs } from "./tabs.ts";

/**
 * GraphiQL on the ready tabs or what an earlier visit left of them, and on the
 * opened query, if one is given, in a tab of its own. Headers, where a bearer
 * token may stand, are kept in memory only: a reload forgets them.
 */
export function Playground({ opened }: { opened: OpenedQuery | undefined }) {
  return (
    <GraphiQL
      fetcher={fetcher}
      {...openings(opened)}
      shouldPersistHeaders={false}
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>
        <a href="/queries" title="What the graph can be asked, with answers">
          Questions
        </a>
        <a href="/schema.graphqls" title="The API's schema as one text">
          Schema
        </a>
        <span>Entente</span>
      </GraphiQL.Logo>
    </GraphiQL>
  );
}

/**
 * What makes GraphiQL show the opened query. On a first visit it takes the first
 * of the default tabs. Later it takes the tab that holds the initial query, or
 * adds one: if it has no variables with none, where it would else take those of another tab.
 */
function openings(opened: OpenedQuery | undefined) {
  if (opened === undefined) return { defaultTabs: readyTabs };
  return {
    defaultTabs: [opened, ...readyTabs],
    initialQuery: opened.query,
    initialVariables: opened.variables ?? "",
  };
}
