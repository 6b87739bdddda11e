// Takes the whole graph away from the explorer of a running server, in files that it writes.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { assertQuiet, base } from "./browser.mjs";
import {
  goTo,
  january,
  panel,
  phone,
  picture,
  press,
  seriousFindings,
  shownIn,
  tabTo,
  tooWide,
  visiting,
} from "./explorer.mjs";
import { makePair, makeTie, token } from "./explorer-graph.mjs";

const visit = visiting();

/** The part of the panel that is about the whole graph, with its files there. */
async function wholeOf(page) {
  await press(page, "Share and export");
  const whole = panel(page, "Share and export").getByRole("region", { name: "The whole graph" });
  await whole.getByRole("link", { name: "GraphML" }).waitFor();
  return whole;
}

/** What a link asks the server for. */
async function askedIn(link) {
  const { pathname, searchParams } = new URL(await link.getAttribute("href"), base);
  assert.equal(pathname, "/export");
  return Object.fromEntries(searchParams);
}

/** Has the browser save a file; returns its name and its text. */
async function saved(page, act) {
  const [file] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

/** Asks the API as who reads the page does. */
async function askAsReader(query) {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ query });
  return (await (await fetch(`${base}/graphql`, { method: "POST", headers, body })).json()).data;
}

/** The ids that GraphML has as edges. */
const edgesIn = (text) => [...text.matchAll(/<edge [^>]*\bid="([^"]*)"/g)].map(([, id]) => id);

describe("the whole graph", () => {
  test("has a link for each format that the server writes, and no other", async (t) => {
    const { page, seen } = await visit(t, january);
    const whole = await wholeOf(page);
    const formats = await (await fetch(`${base}/formats`)).json();
    const written = formats.filter((format) => format.export);
    assert.ok(written.length > 0);
    const names = written.map(({ title }) => title);
    assert.deepEqual(await whole.getByRole("link").allTextContents(), names);
    assertQuiet(seen);
  });

  test("is saved as of the date and as recorded then, with more than is in the picture", async (t) => {
    const known = (await askAsReader("{ now }")).now;
    const { page, seen } = await visit(t, `${january}&known=${known}`);
    const whole = await wholeOf(page);
    await whole.getByText("all relationships in force on 15 January 2026").waitFor();
    const link = whole.getByRole("link", { name: "GraphML" });
    const { name, text } = await saved(page, () => link.click());
    assert.match(name, /\.graphml$/);
    const asOf = `{ valid: "2026-01-15", known: "${known}" }`;
    const { relationships } = await askAsReader(`{ relationships(asOf: ${asOf}) { totalCount } }`);
    assert.equal(edgesIn(text).length, relationships.totalCount);
    assert.ok(relationships.totalCount > shownIn(await picture(page)).length);
    await whole.getByText("GraphML: the server writes it, and your browser saves it.").waitFor();
    assertQuiet(seen);
  });

  test("follows the slider and the lens, and may be of all time", async (t) => {
    const { page, seen } = await visit(t, `${january}&told=united-states&lang=ar`);
    const whole = await wholeOf(page);
    const link = whole.getByRole("link", { name: "GraphML" });
    await whole.getByText("told by United States of America").waitFor();
    const read = { format: "graphml", accordingTo: "united-states", language: "ar" };
    assert.deepEqual(await askedIn(link), { ...read, valid: "2026-01-15" });
    await goTo(page, "2026-01-21/2026-02-01");
    await whole.getByText("in force between 21 January 2026 and 1 February 2026, cert").waitFor();
    assert.deepEqual(await askedIn(link), { ...read, valid: "2026-01-21/2026-02-01" });
    await whole.getByRole("radio", { name: "Everything, over all time" }).check();
    await whole.getByText("all relationships of all time").waitFor();
    assert.deepEqual(await askedIn(link), read);
    assertQuiet(seen);
  });

  test("is without what the legend hides, if that is chosen", async (t) => {
    const { page, seen } = await visit(t, `${january}&notype=partnership`);
    const whole = await wholeOf(page);
    const link = whole.getByRole("link", { name: "GraphML" });
    assert.ok(edgesIn((await saved(page, () => link.click())).text).includes("us-sdf-partnership"));
    await whole.getByRole("checkbox", { name: /^Only what the legend shows/ }).check();
    await whole.getByText("without partnership", { exact: true }).waitFor();
    const edges = edgesIn((await saved(page, () => link.click())).text);
    assert.ok(edges.length > 0 && !edges.includes("us-sdf-partnership"));
    assertQuiet(seen);
  });

  test("is chosen and saved by keyboard alone, and each link says what it holds", async (t) => {
    const { page } = await visit(t, january);
    const whole = await wholeOf(page);
    await tabTo(page, whole.getByRole("radio", { name: /^What is in force/ }));
    await page.keyboard.press("ArrowDown");
    const link = whole.getByRole("link", { name: "GraphML" });
    await tabTo(page, link);
    const described = await link.getAttribute("aria-describedby");
    const words = await page.locator(`[id="${described}"]`).textContent();
    assert.match(
      words,
      /^Each file holds, as far as .*: all relationships of all time · all entities/,
    );
    const { text } = await saved(page, () => page.keyboard.press("Enter"));
    assert.ok(edgesIn(text).length > 0);
  });

  test("tells what the server refuses, and saves nothing of it", async (t) => {
    const { page } = await visit(t, january);
    const whole = await wholeOf(page);
    let files = 0;
    page.on("download", () => files++);
    await page.route("**/export?*", (route) => {
      const json = { errors: [{ message: "The store cannot be reached." }] };
      return route.fulfill({ status: 503, json });
    });
    await whole.getByRole("link", { name: "GraphML" }).click();
    const alert = whole.getByRole("alert");
    await alert.getByText("The store cannot be reached. Press GraphML to try again.").waitFor();
    await page.unroute("**/export?*");
    await page.context().setOffline(true);
    await whole.getByRole("link", { name: "GraphML" }).click();
    await alert.getByText("The server does not answer.").waitFor();
    assert.equal(files, 0);
    await page.context().setOffline(false);
    await saved(page, () => whole.getByRole("link", { name: "GraphML" }).click());
    await alert.waitFor({ state: "detached" });
  });

  test("leaves the rest of the panel where formats cannot be had", async (t) => {
    const { page } = await visit(t, january);
    await page.route("**/formats", (route) => route.fulfill({ status: 404, body: "not found" }));
    await press(page, "Share and export");
    const own = panel(page, "Share and export");
    const alert = own.getByRole("alert").filter({ hasText: "does not say in which formats" });
    await alert.getByText("The server answered 404 without a message.").waitFor();
    await saved(page, () => own.getByRole("button", { name: "GEXF" }).click());
    await page.unroute("**/formats");
    await alert.getByRole("button", { name: "Try again" }).click();
    await own.getByRole("link", { name: "GEXF" }).waitFor();
  });

  test("has restricted records for an editor who asks for them, and for nobody else", async (t) => {
    const { from, to, source } = await makePair();
    const { id: tie } = await makeTie(from, to, source, { access: "RESTRICTED" });
    const { page, seen } = await visit(t, `e=${from},${to}&at=2024`);
    await press(page, "Edit");
    await panel(page, "Edit").getByLabel("Editor’s token").fill(token);
    await page.keyboard.press("Enter");
    await panel(page, "Edit").getByText("Signed in as an editor").waitFor();
    const whole = await wholeOf(page);
    const plain = await saved(page, () => whole.getByRole("link", { name: "GraphML" }).click());
    assert.ok(!edgesIn(plain.text).includes(tie));
    await whole.getByRole("checkbox", { name: /^With restricted records/ }).check();
    const button = whole.getByRole("button", { name: "GraphML" });
    const full = await saved(page, () => button.click());
    assert.equal(full.name, plain.name);
    assert.ok(edgesIn(full.text).includes(tie));
    assertQuiet(seen);
  });

  for (const [where, size] of [
    ["on a desk", undefined],
    ["on a phone", phone],
  ]) {
    test(`${where} fits and is without serious findings, in light and dark`, async (t) => {
      const { page } = await visit(t, `${january}&notype=partnership,custody`, size);
      const whole = await wholeOf(page);
      await whole.getByRole("checkbox").check();
      assert.deepEqual(await tooWide(page), []);
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await seriousFindings(page), [], colorScheme);
      }
    });
  }
});
