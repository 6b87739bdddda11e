// What tests write for themselves, by the API: records of their own, so that none of
// them changes what another looks at. Their ids begin with `test-`.

import { randomUUID } from "node:crypto";
import { base } from "./browser.mjs";

/** The token of the editor of the server that the tests run on. */
export const token = "of-the-browser-test";

/** Text that nothing else has. */
export const unique = (text) => `${text}-${randomUUID().slice(0, 8)}`;

/** Asks the API as an editor; an error in the answer is thrown. */
export async function ask(query, variables = {}) {
  const response = await fetch(`${base}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** Makes one record by the mutation of that name; returns what the mutation answers. */
async function make(mutation, type, input, selected = "") {
  const query = `mutation($input: ${type}!) { made: ${mutation}(input: $input) { recordedAt ${selected} } }`;
  return (await ask(query, { input })).made;
}

/** Adds an armed group of that name. */
export async function makeActor(name, id = unique("test-actor")) {
  const names = [{ text: name, language: "en" }];
  await make("createEntity", "CreateEntityInput", {
    id,
    class: "ACTOR",
    kind: "armed-group",
    names,
  });
  return id;
}

/** Adds a source; returns its id. */
export async function makeSource(title = unique("Report")) {
  const id = unique("test-source");
  await make("addSource", "AddSourceInput", { id, title, url: "https://example.org/report" });
  return id;
}

/** Adds a partnership, or what else is said; returns its id and when it was recorded. */
export async function makeTie(from, to, source, more = {}) {
  const id = unique("test-tie");
  const input = {
    id,
    type: "partnership",
    from,
    to,
    validity: { edtf: "2020/2025-06-30" },
    sources: [source],
    ...more,
  };
  const { recordedAt } = await make("createRelationship", "CreateRelationshipInput", input);
  return { id, recordedAt };
}

/** Adds two actors and a partnership between them, from 2020 to 30 June 2025. */
export async function makePair() {
  const names = [unique("Alpha"), unique("Beta")];
  const [from, to, source] = await Promise.all([
    makeActor(names[0]),
    makeActor(names[1]),
    makeSource(),
  ]);
  const { id, recordedAt } = await makeTie(from, to, source);
  return { from, to, source, names, tie: id, recordedAt };
}

/** What the API says of a relationship now. */
export async function readTie(id) {
  const { relationship } = await ask(
    `query($id: ID!) { relationship(id: $id) {
      version statement sign note validity { edtf }
      claims { edges { node { property { name } quote source { title } } } }
    } }`,
    { id },
  );
  return relationship;
}

/** The ids of the graph that the server began with: what tests have added is not among them. */
export async function seedEntities() {
  const { changes } = await ask(`{ changes(first: 1) { edges { node { recordedAt } } } }`);
  const asOf = { known: changes.edges[0].node.recordedAt };
  const { entities } = await ask(
    `query($asOf: AsOf) { entities(first: 200, asOf: $asOf) { edges { node { id } } } }`,
    { asOf },
  );
  return entities.edges.map(({ node }) => node.id);
}

/** What the API says is the status at a date of each relationship among these entities. */
export async function statusesAt(at, ids) {
  const { neighborhood } = await ask(
    `query($ids: [ID!]!, $at: EDTF) {
      neighborhood(of: [], with: $ids, depth: 0, limit: 1, asOf: { valid: "../.." }) {
        relationships { id status(at: $at) }
      }
    }`,
    { ids, at },
  );
  return neighborhood.relationships.map(({ id, status }) => [id, status]);
}
