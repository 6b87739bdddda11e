// The pages on a server that lets nobody read who has no token. The server of these tests
// lets everybody; what it would answer otherwise is answered in its place.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { base, launch } from "./browser.mjs";
import { token } from "./explorer-graph.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const refusal = {
  status: 401,
  contentType: "application/json",
  headers: { "www-authenticate": 'Bearer realm="entente"' },
  body: JSON.stringify({
    errors: [{ message: "this needs the token of a reader", extensions: { code: "UNAUTHENTICATED" } }],
  }),
};

/** Opens a page on such a server. */
async function visit(t, address) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  t.after(() => context.close());
  context.setDefaultTimeout(15_000);
  await context.route("**/graphql", (route) =>
    route.request().headers()["authorization"] === undefined ? route.fulfill(refusal) : route.continue(),
  );
  const page = await context.newPage();
  await page.goto(base + address);
  return page;
}

describe("where reading takes a token", () => {
  test("the explorer asks for it, and then shows what was asked for", async (t) => {
    const page = await visit(t, "/#e=sdf,turkiye&at=2024");
    const field = page.getByLabel("Token");
    await field.fill("of-nobody");
    await field.press("Enter");
    await page.getByRole("alert").getByText("The server does not know this token.").waitFor();
    assert.equal(await page.getByRole("status").count(), 0, "no wall of errors");
    await field.fill(token);
    await field.press("Enter");
    await page.locator(".explorer[aria-busy=false] .canvas-frame canvas").first().waitFor();
    assert.deepEqual(
      await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]),
      [0, 0, ""],
    );
  });

  test("the start page of the explorer asks for it too", async (t) => {
    const page = await visit(t, "/");
    await page.getByLabel("Token").fill(token);
    await page.getByRole("button", { name: "Read" }).click();
    await page.locator(".start input[role=combobox]").waitFor();
  });

  test("the playground asks for it, and sends it", async (t) => {
    const page = await visit(t, "/playground");
    await page.getByLabel("Token").fill(token);
    await page.getByRole("button", { name: "Read" }).click();
    await page.locator(".graphiql-query-editor").waitFor();
    const answered = page.waitForResponse(
      (response) => new URL(response.url()).pathname === "/graphql" && response.ok(),
    );
    await page.getByRole("button", { name: "Execute query" }).click();
    await answered;
  });
});
