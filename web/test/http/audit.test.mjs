// Asks a running server, at ENTENTE_URL, all that the audit of graphql-http knows of the
// GraphQL-over-HTTP specification.

import assert from "node:assert/strict";
import { test } from "node:test";
import { auditServer } from "graphql-http";

const url = `${process.env.ENTENTE_URL ?? "http://127.0.0.1:8080"}/graphql`;

/** A GET needs the header by which a browser shows that it asked first; see docs/http.md. */
const fetchFn = (address, init = {}) =>
  fetch(address, { ...init, headers: { ...init.headers, "Entente-Preflight": "1" } });

/**
 * Checks that would have a refused request of the old media type answered with status 200.
 * We answer it with 400, as for the new one, so that whoever watches statuses sees it.
 */
const left = ["572B", "7B9B", "FDE2"];

test("the server keeps to GraphQL over HTTP", async () => {
  const results = await auditServer({ url, fetchFn });
  const others = results.filter(({ status }) => status !== "ok");
  for (const { id, name, status, reason } of others) {
    console.log(`${status} ${id}: ${name}: ${reason}`);
  }
  assert.equal(results.length, 61, "the number of checks");
  assert.deepEqual(others.filter(({ status }) => status === "error").map(({ id }) => id), [], "those that failed");
  assert.deepEqual(others.map(({ id }) => id).sort(), left, "those that are not ok");
});
