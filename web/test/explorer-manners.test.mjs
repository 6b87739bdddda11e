// Whether the explorer of a running server can be used by everyone: by keyboard alone, on
// a phone, in the dark, by who hears it; and whether a name may hold what looks like HTML.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertQuiet, base } from "./browser.mjs";
import {
  canvasHas,
  desktop,
  drawn,
  january,
  panel,
  phone,
  pick,
  picture,
  placeOf,
  press,
  seriousFindings,
  tabTo,
  tooWide,
  visiting,
} from "./explorer.mjs";
import { ask, makeActor, makePair, makeSource, makeTie, token, unique } from "./explorer-graph.mjs";

const visit = visiting();

test("by keyboard alone one goes from a search to details, to more of it, to another time", async (t) => {
  const { page, seen } = await visit(t, "");
  await page.keyboard.type("قوات سوريا");
  await page.getByRole("option", { name: /Syrian Democratic Forces/ }).waitFor();
  await page.keyboard.press("Enter");
  await drawn(page);
  const details = panel(page, "Details");
  await details.getByRole("heading", { level: 3, name: "Syrian Democratic Forces" }).waitFor();

  const graph = page.getByRole("application", { name: /^Graph/ });
  await tabTo(page, graph);
  await page.keyboard.press("ArrowRight");
  const before = Object.keys((await picture(page)).entities).length;
  const more = details.getByRole("button", { name: /^Show \d+ more/ }).first();
  await more.waitFor();
  await tabTo(page, more);
  await page.keyboard.press("Enter");
  await canvasHas(page, (cy, n) => cy.nodes().length > n, before);
  assert.ok(
    await details.evaluate((element) => element.contains(document.activeElement)),
    "the focus stays where one was",
  );

  const slider = page.getByRole("slider", { name: "Time, as of" });
  await tabTo(page, slider);
  const words = await page.locator(".timebar-words").textContent();
  await page.keyboard.press("PageDown");
  assert.notEqual(await page.locator(".timebar-words").textContent(), words);
  assert.equal(
    await slider.getAttribute("aria-valuetext"),
    await page.locator(".timebar-words").textContent(),
  );
  await tabTo(page, graph, "Shift+Tab");
  await page.keyboard.press("Escape");
  await details.waitFor({ state: "detached" });
  assertQuiet(seen);
});

test("a name, a quote or a title with HTML in it stays text wherever it stands", async (t) => {
  const html = `<img src=x onerror="document.title='run'">`;
  const name = `${html} ${unique("Odd")}`;
  const [id, other, source] = await Promise.all([
    makeActor(name),
    makeActor(unique("Even")),
    makeSource(`${html} report`),
  ]);
  const { id: tie } = await makeTie(id, other, source, { note: `<b>note</b> ${html}` });
  await ask(`mutation($input: RecordClaimInput!) { recordClaim(input: $input) { change } }`, {
    input: { about: tie, property: "end", value: { date: "2024" }, source, quote: html },
  });
  const { page, seen } = await visit(t, "");
  await page.keyboard.type(name.slice(-14));
  await page.getByRole("option").getByText(name, { exact: true }).waitFor();
  await page.keyboard.press("Enter");
  await drawn(page);
  assert.equal((await picture(page)).entities[id].label, name);
  const details = panel(page, "Details");
  await details.getByRole("heading", { level: 3, name }).waitFor();
  await details.locator(".names").getByText(name, { exact: true }).waitFor();
  await details.locator(".roles button").click();
  await details.getByRole("heading", { level: 3 }).getByText(`${name} – Even`).waitFor();
  await details.getByRole("blockquote").getByText(html, { exact: true }).waitFor();
  await details.locator(".note").getByText(`<b>note</b> ${html}`, { exact: true }).waitFor();
  await details
    .getByRole("link", { name: `${html} report` })
    .first()
    .waitFor();
  for (const title of ["Read as", "Path", "Compare"]) {
    await press(page, title);
    await panel(page, title).waitFor();
  }
  await press(page, "Edit");
  await panel(page, "Edit").getByLabel("Editor’s token").fill(token);
  await page.keyboard.press("Enter");
  await panel(page, "Edit").getByText(name).first().waitFor();
  assert.equal(await page.locator("img").count(), 0);
  assert.notEqual(await page.title(), "run");
  const tables = await visit(t, "");
  await tables.page.goto(`${base}/#e=${id},${other}&at=2024&table=1`);
  await tables.page.getByRole("table").first().getByText(name, { exact: true }).first().waitFor();
  assert.equal(await tables.page.locator("img").count(), 0);
  assert.notEqual(await tables.page.title(), "run");
  assertQuiet(tables.seen);
  assertQuiet(seen);
});

/** The main states of the explorer: a fragment, and what one does to come there. */
const states = {
  "the start": ["", () => {}],
  "a picture": [january, () => {}],
  "the details of an entity": [
    "e=shaddadi-escape-2026,sdf,syria-moi&at=2026-01-19&sel=shaddadi-escape-2026",
    (page) =>
      panel(page, "Details")
        .getByRole("heading", { name: /^History/ })
        .click(),
  ],
  "the details of a relationship": [
    `${january}&past=1&sel=us-sdf-partnership`,
    (page) =>
      panel(page, "Details")
        .getByRole("heading", { name: /^History/ })
        .click(),
  ],
  "another reading": [
    `${january}&told=united-states&lang=ar`,
    async (page) => {
      await press(page, "Read as");
      await panel(page, "Read as").getByRole("group", { name: "Actors" }).waitFor();
    },
  ],
  "a path": [
    "e=turkiye,islamic-state&at=2026-01-15&sel=turkiye",
    async (page) => {
      await press(page, "Path");
      const path = panel(page, "Path");
      const to = path.getByRole("combobox", { name: "Search where the path ends" });
      await pick(page, to, "Islamic State", "Islamic State");
      await path.locator(".path-card button").first().click();
      await path.getByText("traced on the canvas").waitFor();
    },
  ],
  "a comparison": [
    `${january.replace("01-15", "02-01")}&vs=2026-01-15`,
    (page) => panel(page, "Compare").locator(".difference").first().waitFor(),
  ],
  "signing in": [january, (page) => press(page, "Edit")],
};

/** States of an editor, who has a relationship of their own open. */
const editorStates = {
  "the menu of an editor": () => {},
  "a form": async (page) => {
    await panel(page, "Edit").getByRole("button", { name: "Correct it" }).click();
    await panel(page, "Edit").getByText("More", { exact: true }).click();
  },
  "what is missing in a form": async (page) => {
    await panel(page, "Edit").getByRole("button", { name: "Record a claim about it" }).click();
    await panel(page, "Edit").getByRole("button", { name: "Preview" }).click();
    await panel(page, "Edit").locator("[aria-invalid=true]").first().waitFor();
  },
  "a preview": async (page) => {
    await panel(page, "Edit").getByRole("button", { name: "Set its end" }).click();
    await panel(page, "Edit").getByLabel("End (needed)").fill("2024");
    await panel(page, "Edit").getByRole("button", { name: "Preview" }).click();
    await panel(page, "Edit").locator(".edit-changes").waitFor();
  },
};

async function openAsEditor(page) {
  await press(page, "Edit");
  await panel(page, "Edit").getByLabel("Editor’s token").fill(token);
  await page.keyboard.press("Enter");
  await panel(page, "Edit").getByText("Signed in as an editor").waitFor();
}

for (const [where, size] of [
  ["on a desk", desktop],
  ["on a phone", phone],
]) {
  const title = `${where}, in light and dark, fits and is without serious findings:`;
  describe(title, { concurrency: 2 }, () => {
    for (const [name, [fragment, come]] of Object.entries(states)) {
      test(name, async (t) => {
        const { page, seen } = await visit(t, fragment, size);
        await come(page);
        await check(page);
        assertQuiet(seen);
      });
    }

    for (const [name, come] of Object.entries(editorStates)) {
      test(name, async (t) => {
        const pair = await makePair();
        const fragment = `e=${pair.from},${pair.to}&at=2024&sel=${pair.tie}`;
        const { page, seen } = await visit(t, fragment, size);
        await openAsEditor(page);
        await come(page);
        await check(page);
        assertQuiet(seen);
      });
    }
  });
}

async function check(page) {
  assert.deepEqual(await tooWide(page), []);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    assert.equal(await brightness(page), colorScheme);
    assert.deepEqual(await seriousFindings(page), [], colorScheme);
  }
}

/** Whether the page is light or dark. */
const brightness = (page) =>
  page.evaluate(() => {
    const colour = getComputedStyle(document.body).backgroundColor;
    const [r, g, b] = colour.match(/\d+/g).map(Number);
    return r + g + b > 3 * 128 ? "light" : "dark";
  });

test("on a phone all is within reach of a finger", async (t) => {
  const settings = { hasTouch: true, isMobile: true };
  const { page, seen } = await visit(t, january, phone, settings);
  const bar = page.getByRole("toolbar", { name: "Panels" });
  for (const title of ["Read as", "Path", "Compare", "Edit"]) {
    await bar.getByRole("button", { name: title, exact: true }).tap();
    const own = panel(page, title);
    await own.waitFor();
    assert.deepEqual(await tooWide(page), [], title);
    await own.getByRole("button").last().tap({ trial: true });
    await own.getByRole("button", { name: `Close ${title}` }).tap();
    await own.waitFor({ state: "detached" });
  }
  await page.getByText("Legend and filters").tap();
  const filter = page.locator(".legend").getByRole("button", { name: /^partnership/ });
  await filter.tap();
  await page
    .locator(".legend")
    .getByRole("button", { name: /^partnership/, pressed: false })
    .waitFor();
  await page.getByText("Legend and filters").tap();
  for (const control of await page.locator(".canvas-tools button:enabled, .timebar button").all()) {
    if (await control.isEnabled()) await control.tap({ trial: true });
  }
  await page.getByRole("button", { name: "Step to the next change" }).tap();
  const { x, y } = await placeOf(page, "sdf");
  await page.touchscreen.tap(x, y);
  const details = panel(page, "Details");
  await details.getByRole("heading", { level: 3, name: "Syrian Democratic Forces" }).waitFor();
  await details.getByRole("button", { name: "Show all types" }).tap();
  await canvasHas(page, (cy) => cy.nodes().length > 10);
  assert.deepEqual(await tooWide(page), []);
  await page.getByRole("link", { name: "Entente" }).tap({ trial: true });
  assertQuiet(seen);
});
