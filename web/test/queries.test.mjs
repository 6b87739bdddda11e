// Opens the questions of a running server in Chromium, and one of them in the
// playground.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { assertQuiet, base, execute, launch, watch } from "./browser.mjs";
import { brokenRules, faintTexts } from "./readable.mjs";

const folder = new URL("../../docs/queries/", import.meta.url);
const tabFolder = new URL("../src/playground/tabs/", import.meta.url);

const names = await namesIn(folder);
const address = `${base}/queries`;

let browser;

/** The names of the queries in a folder, without their ending, in order. */
async function namesIn(folder) {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".graphql"));
  return files.map((file) => file.slice(0, -".graphql".length)).sort();
}

const read = async (file) => (await readFile(new URL(file, folder), "utf8")).trimEnd();

/** Opens an address in a browser that was never here before, and watches it. */
async function open(to) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const seen = await watch(context);
  const page = await context.newPage();
  await page.goto(to);
  return { page, seen };
}

/** The article of the question of that name. */
const articleOf = (page, name) => page.locator(`article[id="${name}"]`);

/** The name of a document's first operation, such as "Custody" of "query Custody {". */
const operationOf = (text) => /^(?:query|mutation|subscription) (\w+)/m.exec(text)?.[1];

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

describe("the page", () => {
  let page;
  let seen;
  before(async () => {
    ({ page, seen } = await open(address));
    await page.getByRole("heading", { level: 1, name: "Questions" }).waitFor();
  });
  after(() => page.context().close());

  test("has every question of the folder, in order, and lists it at the top", async () => {
    const shown = await page.locator("article").evaluateAll((all) => all.map(({ id }) => id));
    assert.deepEqual(shown, names);
    const listed = await page
      .getByRole("navigation", { name: "Questions" })
      .getByRole("link")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    assert.deepEqual(
      listed,
      names.map((name) => `#${name}`),
    );
  });

  for (const name of names) {
    test(`shows the words and the query of ${name} and links it to the playground`, async () => {
      const article = articleOf(page, name);
      const text = await read(`${name}.graphql`);
      const comment = /^(?:#.*\n)*/.exec(text)[0];
      const spaced = (it) => it.replaceAll(/\s+/g, " ").trim();

      const paragraphs = await article.locator("h3, h3 ~ p[dir]").allTextContents();
      const words = comment.replaceAll(/^# ?|`/gm, "").replace(/^0/, "");
      assert.equal(spaced(paragraphs.join(" ")), spaced(words));
      assert.equal(await article.locator("pre").textContent(), text.slice(comment.length).trim());
      const link = article.getByRole("link", { name: "Open in the playground" });
      assert.equal(await link.getAttribute("href"), `/playground?query=${name}`);
    });
  }

  test("unfolds an answer by keyboard, and only then loads it", async () => {
    const [name] = names;
    const article = articleOf(page, name);
    assert.deepEqual(
      seen.requests.filter((url) => url.endsWith(".json")),
      [],
    );
    await article.getByRole("link", { name: "Open in the playground" }).focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const answer = article.getByRole("group", { name: "Answer to" });
    assert.equal(await answer.textContent(), await read(`${name}.json`));
    await page.keyboard.press("Tab");
    assert.ok(await answer.evaluate((it) => it === document.activeElement), "it can be scrolled");
  });

  test("has headings in order, names for all controls and no id twice", async () => {
    assert.deepEqual(await brokenRules(page), []);
  });

  test("is legible in light and in dark", async () => {
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await faintTexts(page), [], colorScheme);
    }
  });

  test("fits a phone, with an answer unfolded", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `${wide} of 360 pixels wide`);
  });

  test("asked nothing of another host and had no errors", () => assertQuiet(seen));
});

test("the address of a question shows it", async () => {
  const name = names.at(-1);
  const { page } = await open(`${address}#${name}`);
  await articleOf(page, name).getByRole("heading").waitFor();
  await page.waitForFunction(() => globalThis.scrollY > 0);
  assert.ok(
    await page.evaluate((id) => {
      const { top } = document.getElementById(id).getBoundingClientRect();
      return top >= 0 && top < globalThis.innerHeight;
    }, name),
  );
  await page.context().close();
});

test("an answer that could not be loaded can be asked for again", async () => {
  const { page } = await open(address);
  await page.route("**/*.json", (route) => route.fulfill({ status: 503 }));
  const article = articleOf(page, names[0]);
  const summary = article.locator("summary");
  await summary.click();
  await article.getByText("The server answered 503.").waitFor();
  await page.unroute("**/*.json");
  await summary.click();
  await summary.click();
  await article.getByRole("group", { name: "Answer to" }).waitFor();
  await page.context().close();
});

describe("a question in the playground", () => {
  const [name, other] = names;
  let page;
  let seen;
  let text;
  let operation;
  let ready;
  before(async () => {
    text = await read(`${name}.graphql`);
    operation = operationOf(text);
    ready = await Promise.all(
      (await namesIn(tabFolder)).map(async (tab) =>
        operationOf(await readFile(new URL(`${tab}.graphql`, tabFolder), "utf8")),
      ),
    );
    ({ page, seen } = await open(address));
  });
  after(() => page.context().close());

  const titles = () => page.getByRole("tab").allInnerTexts();
  const chosen = (title) => page.getByRole("tab", { selected: true }).filter({ hasText: title });
  /** Opens a query once the browser has kept the tabs, which takes it a moment. */
  const visit = async (asked) => {
    const kept = await titles();
    await page.waitForFunction(
      (all) => all.every((title) => Object.values(localStorage).join().includes(title)),
      kept,
    );
    await page.goto(`${base}/playground?query=${asked}`);
  };

  test("opens beside the ready ones, and answers as it is kept", async () => {
    await articleOf(page, name).getByRole("link", { name: "Open in the playground" }).click();
    await chosen(operation).waitFor();
    assert.deepEqual(await titles(), [operation, ...ready]);
    assert.equal(new URL(page.url()).search, "", "a reload opens nothing again");

    const { response, answer } = await execute(page, operation);
    assert.equal(response.request().postDataJSON().query, text);
    assert.deepEqual(answer, JSON.parse(await read(`${name}.json`)));
  });

  test("opens beside what an earlier visit left", async () => {
    const second = operationOf(await read(`${other}.graphql`));
    await visit(other);
    await chosen(second).waitFor();
    assert.deepEqual(await titles(), [operation, ...ready, second]);
  });

  test("that is open already is shown and not opened again", async () => {
    await visit(name);
    await chosen(operation).waitFor();
    assert.equal((await titles()).length, ready.length + 2);
    await page.locator(".graphiql-query-editor", { hasText: operation }).waitFor();
  });

  test("that is not there is said not to be", async () => {
    await visit("none");
    await page.locator(".graphiql-query-editor", { hasText: "is not there" }).waitFor();
    assert.equal((await titles()).length, ready.length + 3);
  });

  test("that subscribes shows what comes until it is stopped", async () => {
    const all = await page.request.post(`${base}/graphql`, {
      data: { query: "{ changes(first: 1) { edges { cursor } } }" },
    });
    const [{ cursor }] = (await all.json()).data.changes.edges;
    await visit("more-live-changes");
    await chosen("LiveChanges").waitFor();
    await page.locator(".graphiql-query-editor", { hasText: "LiveChanges" }).waitFor();
    await page.getByRole("button", { name: "Variables" }).click();
    await page.getByRole("region", { name: "Variables" }).getByRole("code").first().click();
    await page.keyboard.insertText(JSON.stringify({ after: cursor }));
    await page.getByRole("button", { name: "Execute query" }).click();
    await page.locator(".graphiql-response", { hasText: '"changes"' }).waitFor();
    await page.getByRole("button", { name: "Stop query" }).click();
    await page.getByRole("button", { name: "Execute query" }).waitFor();
  });

  test("asks nothing of another host and has no errors", () => assertQuiet(seen));
});
