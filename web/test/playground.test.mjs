// Opens the playground of a running server in Chromium and runs every ready tab.
//
//   ENTENTE_URL  the server's base URL, such as http://127.0.0.1:8080
//   CHROMIUM     the browser; Debian's by default
//   SCREENSHOT   a PNG file to write at the end, if given

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const base = process.env.ENTENTE_URL;
assert.ok(base, "set ENTENTE_URL to the base URL of a running server");

const tabFolder = new URL("../src/playground/tabs/", import.meta.url);

/** The ready queries, in the order of their tabs: each with its operation's name. */
const tabs = await readTabs();

/** What the page asked for, and its errors, failed requests and broken policies. */
const seen = { requests: [], complaints: [] };

let browser;
let page;

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

/** Whether a request's JSON body asks for the operation of that name. */
const asksFor = (request, operation) =>
  request.method() === "POST" &&
  new URL(request.url()).pathname === "/graphql" &&
  request.postDataJSON()?.operationName === operation;

/** Says of each top-level field of an answer whether it holds anything. */
function emptyFields(data) {
  const isEmpty = (value) =>
    value === null || (Array.isArray(value) && value.length === 0) || value.edges?.length === 0;
  return Object.keys(data).filter((field) => isEmpty(data[field]));
}

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("pageerror", (error) => seen.complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") seen.complaints.push(message.text());
  });
  page.on("requestfailed", (request) => {
    seen.complaints.push(`${request.url()}: ${request.failure()?.errorText}`);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy ${event.violatedDirective} refused ${event.blockedURI}`);
    });
  });
});

after(async () => {
  if (process.env.SCREENSHOT) await page?.screenshot({ path: process.env.SCREENSHOT });
  await browser?.close();
});

test("the root leads to the playground, which reads the schema", async () => {
  const introspection = page.waitForResponse((response) =>
    asksFor(response.request(), "IntrospectionQuery"),
  );
  await page.goto(base);
  assert.equal(new URL(page.url()).pathname, "/playground");
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
    await page.locator(".graphiql-query-editor", { hasText: operation }).waitFor();
    const answered = page.waitForResponse((response) => asksFor(response.request(), operation));
    await page.getByRole("button", { name: "Execute query" }).click();
    const response = await answered;
    assert.equal(response.status(), 200);
    assert.equal(response.request().postDataJSON().query, query, "the tab holds its file");

    const { data, errors } = await response.json();
    assert.equal(errors, undefined);
    assert.deepEqual(emptyFields(data), [], "every field of the answer holds something");
    await page.locator(".graphiql-response", { hasText: '"data"' }).waitFor();
  });
}

test("nothing was asked of another host", () => {
  const own = new URL(base).origin;
  const local = (url) => /^(?:data|blob):/.test(url) || new URL(url).origin === own;
  assert.deepEqual(
    seen.requests.filter((url) => !local(url)),
    [],
  );
  assert.ok(seen.requests.length > 0, "requests are recorded");
});

test("the page has no errors and broke no content policy", () => {
  assert.deepEqual(seen.complaints, []);
});
