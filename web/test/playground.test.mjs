// Opens the playground of a running server in Chromium and runs every ready tab.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { asksFor, assertQuiet, base, execute, launch, watch } from "./browser.mjs";

const tabFolder = new URL("../src/playground/tabs/", import.meta.url);

/** The ready queries, in the order of their tabs: each with its operation's name. */
const tabs = await readTabs();

let browser;
let page;
let seen;

async function readTabs() {
  const names = (await readdir(tabFolder)).filter((name) => name.endsWith(".graphql")).sort();
  return Promise.all(
    names.map(async (name) => {
      const query = (await readFile(new URL(name, tabFolder), "utf8")).trimEnd();
      const operation = /^query (\w+)/m.exec(query)?.[1];
      assert.ok(operation, `${name} has no named query`);
      return { name, query, operation };
    }),
  );
}

/** Says of each top-level field of an answer whether it holds anything. */
function emptyFields(data) {
  const isEmpty = (value) =>
    value === null || (Array.isArray(value) && value.length === 0) || value.edges?.length === 0;
  return Object.keys(data).filter((field) => isEmpty(data[field]));
}

before(async () => {
  browser = await launch();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  seen = await watch(context);
  page = await context.newPage();
});

after(async () => {
  await browser?.close();
});

test("the playground reads the schema", async () => {
  const introspection = page.waitForResponse((response) =>
    asksFor(response.request(), "IntrospectionQuery"),
  );
  await page.goto(`${base}/playground`);
  const { data, errors } = await (await introspection).json();
  assert.equal(errors, undefined);
  assert.equal(data.__schema.queryType.name, "Query");
});

test("each ready query has a tab, in the order of the files", async () => {
  const titles = page.getByRole("tab");
  await titles.nth(tabs.length - 1).waitFor();
  assert.deepEqual(
    await titles.allInnerTexts(),
    tabs.map((tab) => tab.operation),
  );
});

for (const [index, { name, query, operation }] of tabs.entries()) {
  test(`${name} answers with data and without errors`, async () => {
    await page.getByRole("tab").nth(index).click();
    const { response, answer } = await execute(page, operation);
    assert.equal(response.status(), 200);
    assert.equal(response.request().postDataJSON().query, query, "the tab holds its file");
    assert.equal(answer.errors, undefined);
    assert.deepEqual(emptyFields(answer.data), [], "every field of the answer holds something");
    await page.locator(".graphiql-response", { hasText: '"data"' }).waitFor();
  });
}

test("it leads to the questions", async () => {
  const link = page.getByRole("link", { name: "Questions" });
  assert.equal(await link.getAttribute("href"), "/queries");
});

test("it asked nothing of another host and had no errors", () => assertQuiet(seen));
