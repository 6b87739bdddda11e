// A server of @neo4j/graphql over the graph that bench/side loads into Neo4j, written as
// someone who knows the library would write it for production.
//
// From the environment it takes NEO4J_URI, NEO4J_USERNAME (default neo4j), NEO4J_PASSWORD,
// PORT (default 0, any that is free) and WORKERS (default one for each processor). It
// listens on 127.0.0.1 only and writes one line of JSON once all of it is ready.
import cluster from 'node:cluster';
import { availableParallelism } from 'node:os';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { Neo4jGraphQL } from '@neo4j/graphql';
import neo4j from 'neo4j-driver';

// Days are strings, YYYY-MM-DD, which compare as the days do: the library's Date took more
// of Node's time, and of Neo4j's, when both were measured.
const typeDefs = `#graphql
  type Actor @node(labels: ["PeerActor"]) {
    id: ID!
    name: String!
    out: [Actor!]! @relationship(type: "PEER_TIE", direction: OUT, properties: "Tie")
    in: [Actor!]! @relationship(type: "PEER_TIE", direction: IN, properties: "Tie")
  }

  type Tie @relationshipProperties {
    id: ID!
    validFrom: String!
    validTo: String
  }
`;

// Strings can be compared only where that is asked for, and a schema without what is
// deprecated is smaller; see https://neo4j.com/docs/graphql/current/neo4jgraphql-class/.
const features = {
  filters: { String: { LTE: true, GT: true } },
  excludeDeprecatedFields: {
    mutationOperations: true,
    aggregationFilters: true,
    aggregationFiltersOutsideConnection: true,
    relationshipFilters: true,
    attributeFilters: true,
  },
};

// NODE_ENV=production leaves out checks of graphql-js, which looks at it when it is loaded,
// and what Apollo does for developers; see
// https://expressjs.com/en/advanced/best-practice-performance.html#set-node_env-to-production.
function requireProduction() {
  if (process.env.NODE_ENV !== 'production') {
    throw new Error('set NODE_ENV=production before Node starts');
  }
}

// What is set and what is left as it is, for speed:
//   - the name of the database spares the driver a look-up; see
//     https://neo4j.com/docs/javascript-manual/current/performance/
//   - Apollo keeps 30 MiB of documents that it has parsed and validated, unless it is told
//     otherwise; see https://www.apollographql.com/docs/apollo-server/api/apollo-server
//   - no hints for caches are worked out for each field; see
//     https://www.apollographql.com/docs/apollo-server/api/plugin/cache-control
//   - the driver is of version 5, which took a twentieth less of the processor than 6.3
//   - Cypher has no options of its own: replan=skip made no difference, and neither did a
//     bare node:http in place of Apollo's own server.
async function serve() {
  const { NEO4J_URI, NEO4J_USERNAME = 'neo4j', NEO4J_PASSWORD, PORT = '0' } = process.env;
  const driver = neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USERNAME, NEO4J_PASSWORD));
  await driver.verifyConnectivity();
  const schema = await new Neo4jGraphQL({ typeDefs, driver, features }).getSchema();
  const server = new ApolloServer({
    schema,
    introspection: false,
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginCacheControlDisabled()],
  });
  const context = { sessionConfig: { database: 'neo4j' } };
  const { url } = await startStandaloneServer(server, {
    listen: { host: '127.0.0.1', port: Number(PORT) },
    context: async () => ({ ...context }), // the library adds to it for each request
  });
  return url;
}

// Node runs JavaScript on one processor; a process each uses them all, and the first one
// hands out connections. See https://nodejs.org/api/cluster.html.
function serveOnAll(workers) {
  const ready = new Map();
  cluster.on('message', (worker, url) => {
    ready.set(worker.process.pid, url);
    if (ready.size === workers) tellReady(url, [process.pid, ...ready.keys()]);
  });
  let code = 1; // a worker that ends unasked ends them all
  const stop = () => Object.values(cluster.workers).forEach((worker) => worker.process.kill());
  cluster.on('exit', () => (Object.keys(cluster.workers).length === 0 ? process.exit(code) : stop()));
  process.on('SIGTERM', () => {
    code = 0;
    stop();
  });
  for (let n = 0; n < workers; n++) cluster.fork();
}

function tellReady(url, processes) {
  console.log(JSON.stringify({ msg: 'ready', url, processes }));
}

requireProduction();
const workers = Number(process.env.WORKERS ?? availableParallelism());
if (cluster.isWorker) process.send(await serve());
else if (workers > 1) serveOnAll(workers);
else tellReady(await serve(), [process.pid]);
