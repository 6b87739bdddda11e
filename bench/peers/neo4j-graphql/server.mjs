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

// Days are strings, YYYY-MM-DD, which compare as the days do. As the library's Date they
// took a tenth to a quarter more of Node's time and of Neo4j's.
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

// Strings have no comparisons unless they are asked for; see
// https://neo4j.com/docs/graphql/current/filtering/ and, for what is left out of the schema,
// https://neo4j.com/docs/graphql/current/deprecations/.
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

// NODE_ENV=production leaves out checks of graphql-js, which reads it when it is loaded, and
// what Apollo does for developers; see
// https://www.graphql-js.org/docs/going-to-production/ and
// https://www.apollographql.com/docs/apollo-server/api/apollo-server.
function requireProduction() {
  if (process.env.NODE_ENV !== 'production') {
    throw new Error('set NODE_ENV=production before Node starts');
  }
}

// The name of the database spares the driver a look-up for each request; see
// https://neo4j.com/docs/javascript-manual/current/performance/. Apollo keeps documents that
// it has parsed and found valid in a cache of 30 MiB unless told otherwise, and is not. Hints
// for caches are left out of the answers, and so not computed for each field.
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
