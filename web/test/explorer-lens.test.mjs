// Reads the graph otherwise in the explorer of a running server: as it was known, as some
// tell it, in another language, along a path, at two dates at once.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertQuiet } from "./browser.mjs";
import {
  canvasHas,
  classesOf,
  clickOn,
  drawn,
  goTo,
  january,
  panel,
  pick,
  picture,
  press,
  shownIn,
  visiting,
} from "./explorer.mjs";
import { makePair, makeTie } from "./explorer-graph.mjs";

const visit = visiting();

const banner = (page) => page.getByRole("region", { name: "How the graph is read" });

/** Opens the panel of that title. */
async function openPanel(page, title) {
  await press(page, title);
  return panel(page, title);
}

describe("as known on a date", () => {
  test("has only what was recorded by then, and says so over the picture", async (t) => {
    const pair = await makePair();
    const later = await makeTie(pair.from, pair.to, pair.source, { type: "conflict" });
    const { page, seen } = await visit(t, `e=${pair.from},${pair.to}&at=2024`);
    assert.deepEqual(shownIn(await picture(page)), [pair.tie, later.id].sort());
    const lens = await openPanel(page, "Read as");
    // The moments at which what is drawn was recorded, the latest first.
    const moments = lens.getByRole("region", { name: "As known on" }).getByRole("listitem");
    await moments.nth(1).getByRole("button").click();
    await banner(page).getByText("This leaves out 1 of 2 relationships.").waitFor();
    await banner(page)
      .getByText(/^As recorded until /)
      .waitFor();
    assert.deepEqual(shownIn(await picture(page)), [pair.tie]);
    assert.equal(await frameOf(page), "3px", "the picture has a frame");
    await page.waitForURL(/known=/);
    await banner(page)
      .getByRole("button", { name: "Back to the latest, as told by everyone" })
      .click();
    await banner(page).waitFor({ state: "detached" });
    assert.deepEqual(shownIn(await picture(page)), [pair.tie, later.id].sort());
    assert.notEqual(await frameOf(page), "3px");
    assertQuiet(seen);
  });

  test("refuses a moment that has not come, where it was typed; the picture stays", async (t) => {
    const { page } = await visit(t, january);
    const before = await picture(page);
    const lens = await openPanel(page, "Read as");
    await lens.getByLabel("Moment of recording, in UTC").fill("2999-01-01T00:00:00");
    await lens.getByRole("button", { name: "Read as known then" }).click();
    await lens
      .getByRole("region", { name: "As known on" })
      .getByRole("alert")
      .getByText("has yet to come")
      .waitFor();
    assert.deepEqual(await picture(page), before);
    assert.equal(await banner(page).count(), 0);
  });

  test("before the first record has nothing, and says when recording began", async (t) => {
    const { page } = await visit(t, january);
    const lens = await openPanel(page, "Read as");
    await lens.getByLabel("Moment of recording, in UTC").fill("2001-01-01T00:00:00");
    await lens.getByLabel("Moment of recording, in UTC").press("Enter");
    await banner(page)
      .getByText(/Nothing had been recorded by then: the first record is of \d/)
      .waitFor();
    assert.deepEqual((await picture(page)).relationships, {});
    await lens.getByRole("button", { name: "Latest" }).click();
    await banner(page).waitFor({ state: "detached" });
    assert.ok(shownIn(await picture(page)).length > 0);
  });
});

/** How wide the frame around the picture is that says that it is read otherwise. */
const frameOf = (page) =>
  page
    .locator(".stage")
    .evaluate((stage) => getComputedStyle(stage, "::after").borderInlineStartWidth);

describe("according to one side", () => {
  const view = "e=sdf,syria-mod,syria-transitional-government,united-states&at=2026-01-22&past=1";
  const told = ["truce-2026-01-20"];

  test("has only what it asserts; chosen from a list", async (t) => {
    const { page, seen } = await visit(t, view);
    const before = shownIn(await picture(page));
    assert.ok(before.length > 3);
    const lens = await openPanel(page, "Read as");
    const ministry = lens.getByRole("checkbox", { name: "Ministry of Defence (Syria)" });
    await ministry.click();
    await banner(page)
      .getByText(/^As told by/)
      .waitFor();
    await banner(page).getByText("Ministry of Defence (Syria)").waitFor();
    await banner(page)
      .getByText(/This leaves out 1 of 4 entities and \d+ of \d+ relationships\./)
      .waitFor();
    assert.deepEqual(shownIn(await picture(page)), told);
    assert.ok(await ministry.isChecked());
    await lens.getByRole("button", { name: "Everyone" }).click();
    await banner(page).waitFor({ state: "detached" });
    assert.deepEqual(shownIn(await picture(page)), before);
    assertQuiet(seen);
  });

  test("or found by name, is in the link", async (t) => {
    const { page } = await visit(t, view);
    const lens = await openPanel(page, "Read as");
    const search = lens.getByRole("combobox", { name: "Search an actor whose word counts" });
    await search.fill("Ministry of Def");
    await page.getByRole("option", { name: /Ministry of Defence \(Syria\)/ }).waitFor();
    await search.press("Enter");
    await banner(page)
      .getByText(/^As told by/)
      .waitFor();
    await page.waitForURL(/told=syria-mod/);
    const again = await visit(t, new URL(page.url()).hash.slice(1));
    await banner(again.page)
      .getByText(/^As told by/)
      .waitFor();
    assert.deepEqual(shownIn(await picture(again.page)), told);
  });
});

test("names are drawn in the language chosen, where there are such", async (t) => {
  const { page, seen } = await visit(t, january);
  const lens = await openPanel(page, "Read as");
  await lens.getByRole("combobox", { name: "Names in" }).selectOption("ar");
  await canvasHas(
    page,
    (cy) => cy.getElementById("sdf").data("label") === "قوات سوريا الديمقراطية",
  );
  await lens.getByRole("combobox", { name: "Names in" }).selectOption("ku");
  await canvasHas(
    page,
    (cy) => cy.getElementById("sdf").data("label") === "Hêzên Sûriya Demokratîk",
  );
  assert.equal((await picture(page)).entities["united-states"].label, "United States of America");
  await page.waitForURL(/lang=ku/);
  assertQuiet(seen);
});

describe("a path", () => {
  /** Opens the panel with both ends chosen. */
  async function between(page, from, to) {
    const path = await openPanel(page, "Path");
    for (const [side, name] of [
      ["begins", from],
      ["ends", to],
    ]) {
      const box = path.getByRole("combobox", { name: `Search where the path ${side}` });
      await pick(page, box, name, name);
    }
    return path;
  }

  test("in one snapshot is in force at the date, and is traced with what it leads over", async (t) => {
    const { page, seen } = await visit(t, "e=turkiye,islamic-state&at=2026-01-15");
    const path = await between(page, "Republic of Türkiye", "Islamic State");
    assert.ok(await path.getByRole("radio", { name: /Snapshot/ }).isChecked());
    await path.locator(".path-found").getByText("At 15 January 2026").waitFor();
    const card = path.locator(".path-card").first();
    await card.getByText("2 hops, possible").waitFor();
    await card.getByRole("button").click();
    await traces(page, ["sdf-is-conflict", "turkiye-rejects-sdf"]);
    assert.ok("sdf" in (await picture(page)).entities, "what lies on the way is there");
    await card.getByText("traced on the canvas").waitFor();
    await card.getByRole("button").click();
    await traces(page, []);
    // Fewer hops, and only what is certain, find nothing: and that is said.
    await path.getByRole("combobox", { name: "At most" }).selectOption("1");
    await path.locator(".path-found").getByText("no path of at most 1 hop.").waitFor();
    await path.getByRole("combobox", { name: "At most" }).selectOption("3");
    await path.locator(".path-card").first().waitFor();
    await path.getByRole("checkbox", { name: "only certain" }).click();
    await path.locator(".path-found").getByText("no path of at most 3 hops.").waitFor();
    assertQuiet(seen);
  });

  for (const [mode, says] of [
    ["Continuous", /Together: |Possibly together: /],
    ["Consecutive", /First hop at the earliest: /],
  ]) {
    test(`${mode.toLowerCase()} is traced though it has expired at the date`, async (t) => {
      const { page } = await visit(t, "e=united-states,islamic-state&at=2026-03-01");
      const path = await between(page, "United States of America", "Islamic State");
      await path.getByRole("radio", { name: new RegExp(mode) }).check();
      await path.locator(".path-found").getByText("Over all time").waitFor();
      const card = path.locator(".path-card").filter({ hasText: "Democratic Forces: partnership" });
      await card.first().getByText(says).first().waitFor();
      await card.first().getByRole("button").click();
      await traces(page, ["sdf-is-conflict", "us-sdf-partnership"]);
      const { relationships } = await picture(page);
      assert.equal(relationships["us-sdf-partnership"].line, "dashed", "it has expired");
      assert.ok(relationships["us-sdf-partnership"].shown, "it is drawn all the same");
      assert.equal(await page.getByRole("checkbox", { name: /^expired \(/ }).isChecked(), false);
    });
  }

  test("has ends picked on the canvas, by pointer and by keyboard", async (t) => {
    const { page } = await visit(t, "e=turkiye,sdf,ypg&at=2026-01-15&xy=0.0_150.0_0.150");
    const path = await openPanel(page, "Path");
    const end = (name) => path.getByRole("group", { name, exact: true });
    await end("From").getByRole("button", { name: "Pick on the canvas" }).click();
    await clickOn(page, "turkiye");
    await end("From").getByText("Republic of Türkiye").waitFor();
    await end("To").getByRole("button", { name: "Pick on the canvas" }).press("Enter");
    await page.getByRole("application", { name: /^Graph/ }).focus();
    await page.keyboard.press("ArrowRight");
    await path.locator(".path-found").waitFor();
    await path.getByRole("button", { name: "Swap from and to" }).click();
    await end("To").getByText("Republic of Türkiye").waitFor();
  });
});

/** Waits until exactly these relationships are traced, and shown. */
async function traces(page, ids) {
  await canvasHas(
    page,
    (cy, wanted) =>
      cy
        .$("edge.traced:visible")
        .map((edge) => edge.id())
        .sort()
        .join() === wanted.join(),
    ids,
  );
}

describe("a comparison of two dates", () => {
  const three = "e=sdf,united-states,syria-transitional-government";
  const differences = {
    "ceasefire-2026-01-30": "STARTED",
    "truce-2026-01-24": "STARTED",
    "gov-sdf-conflict-2026": "ENDED",
    "us-sdf-partnership": "ENDED",
  };

  /** Waits until the canvas marks these differences, and all else as unchanged. */
  async function marks(page, wanted) {
    await canvasHas(
      page,
      (cy, kinds) =>
        cy
          .edges()
          .every((e) =>
            kinds[e.id()] ? e.hasClass(kinds[e.id()]) && e.visible() : e.hasClass("unchanged"),
          ) && Object.keys(kinds).every((id) => cy.getElementById(id).nonempty()),
      wanted,
    );
  }

  test("is opened by its link: what started and ended is marked, listed and explained", async (t) => {
    const { page, seen } = await visit(t, `${three}&at=2026-02-01&vs=2026-01-15`);
    await marks(page, differences);
    const list = panel(page, "Compare");
    await list.getByText("4 relationships differ.").waitFor();
    assert.equal(await list.locator(".difference").count(), 4);
    assert.equal(await list.getByText("Why: the world changed.").count(), 4);
    const started = list.getByRole("region", { name: "Started" });
    await started.getByRole("heading", { name: "+ Started (2)" }).waitFor();
    const ended = list.getByRole("region", { name: "Ended" });
    await ended.getByRole("heading", { name: "− Ended (2)" }).waitFor();
    await ended.getByRole("button", { name: /partnership/ }).waitFor();
    // Not by colour alone: the label on the canvas has a sign before it, and the line differs.
    const { relationships } = await picture(page);
    assert.equal(relationships["us-sdf-partnership"].line, "dashed");
    assert.ok(relationships["truce-2026-01-24"].width > relationships["us-sdf-partnership"].width);
    await page.getByRole("button", { name: "End the comparison" }).click();
    await canvasHas(page, (cy) => cy.$("edge.unchanged, edge.compared").empty());
    assert.equal(await panel(page, "Compare").count(), 0);
    assertQuiet(seen);
  });

  test("is made by its button and two dates, and is then in the link", async (t) => {
    const { page } = await visit(t, `${three}&at=2026-02-01`);
    const compare = await openPanel(page, "Compare");
    const before = compare.getByRole("textbox", { name: "Date before, in EDTF" });
    assert.equal(await before.inputValue(), "2026-01-01", "a month before, at first");
    await before.fill("2026-01-15");
    await before.press("Enter");
    await marks(page, differences);
    await page.waitForURL(/vs=2026-01-15/);
    await compare.getByRole("textbox", { name: "Date after, in EDTF" }).fill("2026-01-15");
    await compare.getByRole("textbox", { name: "Date after, in EDTF" }).press("Enter");
    await compare.getByText("nothing differs among the entities of the canvas.").waitFor();
    await marks(page, {});
  });

  test("of what was known tells what we have learned and what we corrected", async (t) => {
    const pair = await makePair();
    const later = await makeTie(pair.from, pair.to, pair.source, { type: "conflict" });
    const { page } = await visit(t, `e=${pair.from},${pair.to}&at=2024`);
    const compare = await openPanel(page, "Compare");
    await compare.getByRole("radio", { name: "what we knew then" }).check();
    const known = compare.getByRole("group", { name: "Known before" }).getByRole("combobox");
    await known.locator("option").nth(2).waitFor({ state: "attached" });
    await known.selectOption({ index: 2 });
    await marks(page, { [later.id]: "APPEARED" });
    await compare
      .getByRole("region", { name: "Appeared" })
      .getByText("Why: we learned of it.")
      .waitFor();
  });

  test("goes on as time moves", async (t) => {
    const { page } = await visit(t, `${three}&at=2026-02-01&vs=2026-01-15`);
    await marks(page, differences);
    await goTo(page, "2026-01-19");
    await marks(page, { "ceasefire-2026-01-18": "STARTED" });
    await drawn(page);
    assert.ok(!(await classesOf(page))["us-sdf-partnership"].includes("ENDED"));
  });
});
