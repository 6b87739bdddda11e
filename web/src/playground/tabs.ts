import type { GraphiQLProps } from "graphiql";

type Tabs = NonNullable<GraphiQLProps["defaultTabs"]>;

/** The text of every ready query by its path, such as `./tabs/01-ties.graphql`. */
const files = import.meta.glob<string>("./tabs/*.graphql", {
  query: "?raw",
  import: "default",
  eager: true,
});

/**
 * The tabs that a first visit opens, one for each file of `tabs/`, in the order
 * of the numbers that their names begin with. A tab is titled by the name of its
 * operation. Later visits open what the visitor left.
 */
export const readyTabs: Tabs = Object.entries(files)
  .sort(([a], [b]) => a.localeCompare(b))
  .map(([, query]) => ({ query: query.trimEnd() }));
