// Reads the details of entities and relationships in the explorer of a running server.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertQuiet } from "./browser.mjs";
import {
  actors,
  askedBy,
  clickOn,
  goTo,
  january,
  panel,
  picture,
  settle,
  shownIn,
  visiting,
} from "./explorer.mjs";

const visit = visiting();

const partnership = `${january}&past=1&sel=us-sdf-partnership`;
const escape = "e=shaddadi-escape-2026,sdf,syria-moi&at=2026-01-19&sel=shaddadi-escape-2026";

/** The details, once they are there. */
async function detailsOf(page) {
  const details = panel(page, "Details");
  await details.getByRole("heading", { name: /^History/ }).waitFor();
  return details;
}

describe("the details of a relationship", () => {
  test("open by a click on it, and say it in words", async (t) => {
    const { page, seen } = await visit(t, `${january}&past=1`);
    await clickOn(page, "us-sdf-partnership");
    const details = await detailsOf(page);
    const heading = details.getByRole("heading", { level: 3 });
    assert.match(
      await heading.textContent(),
      /^United States of America – Syrian Democratic Forces: partnership, about Oct 2015 – 20 Jan 2026, end uncertain/,
    );
    await details.getByRole("button", { name: "Close Details" }).click();
    assert.equal(await panel(page, "Details").count(), 0);
    assertQuiet(seen);
  });

  test("say its status at the date of the slider, without a request", async (t) => {
    const { page } = await visit(t, partnership);
    const details = await detailsOf(page);
    const status = details.locator(".details-status");
    await status.getByText("In force on 15 January 2026").waitFor();
    const asked = askedBy(page);
    await goTo(page, "2026-01-20T12:00:00Z");
    await status.getByText("Possibly in force at 20 January 2026, 12:00").waitFor();
    await goTo(page, "2026-01-21");
    await status.getByText("Expired on 21 January 2026: it ended before").waitFor();
    await page.getByRole("slider", { name: "Time, as of" }).press("ArrowLeft");
    await status.getByText("In force on 20 January 2026").waitFor();
    await goTo(page, "2014");
    await status.getByText("Upcoming in 2014: it begins later").waitFor();
    await settle(page);
    assert.deepEqual(asked, []);
  });

  test("tell in words all that the bar shows", async (t) => {
    const { page } = await visit(t, partnership);
    const bar = (await detailsOf(page)).getByRole("img", { name: /^Starts/ });
    assert.equal(
      await bar.getAttribute("aria-label"),
      "Starts between 1 September 2015 and 30 November 2015; certain from 30 November 2015 " +
        "to 20 January 2026; ends on 20 January 2026. In force on 15 January 2026.",
    );
    await goTo(page, "2026-02-01");
    await panel(page, "Details")
      .getByRole("img", { name: /Expired on 1 February 2026: it ended before\.$/ })
      .waitFor();
  });

  test("set its claims side by side: value, claimant, quote, source, and what is disputed", async (t) => {
    const { page } = await visit(t, partnership);
    const details = await detailsOf(page);
    const start = details.getByRole("region", { name: "Claims on: start" });
    await start.getByText("open dispute").waitFor();
    assert.equal(await start.locator(".camps > li").count(), 2);
    const end = details.getByRole("region", { name: "Claims on: end" });
    assert.equal(await end.locator(".badge").count(), 0, "nobody says otherwise of the end");
    await end.getByText("20 January 2026 (uncertain)").waitFor();
    await end.getByRole("button", { name: "Thomas (Tom) Barrack" }).waitFor();
    assert.match(await end.getByRole("blockquote").textContent(), /has largely expired$/);
  });

  test("link each source so that it learns nothing of the page", async (t) => {
    const { page } = await visit(t, partnership);
    const details = await detailsOf(page);
    const sources = details.getByRole("list", { name: "Sources of the record" });
    assert.equal(await sources.getByRole("listitem").count(), 4);
    const links = details.locator("a[href^=http]");
    assert.ok((await links.count()) >= 4);
    for (const link of await links.all()) {
      assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
      assert.equal(await link.getAttribute("target"), "_blank");
    }
  });

  test("have its history: who wrote it, when and why", async (t) => {
    const { page } = await visit(t, partnership);
    const details = await detailsOf(page);
    const version = details.locator(".history > li");
    assert.ok(!(await version.first().isVisible()), "it is folded at first");
    await details.getByRole("heading", { name: /^History/ }).click();
    await version
      .first()
      .getByText(/version 1/)
      .waitFor();
    await version
      .first()
      .getByText(/, current$/)
      .waitFor();
  });

  test("lead to its ends and to who claims it, and back on the canvas", async (t) => {
    const { page } = await visit(t, partnership);
    const details = await detailsOf(page);
    await details.getByRole("button", { name: "Thomas (Tom) Barrack" }).first().click();
    await details.getByRole("heading", { level: 3, name: "Thomas (Tom) Barrack" }).waitFor();
    await details.getByRole("button", { name: "Add to the picture" }).click();
    await details.getByRole("button", { name: "Pin" }).waitFor();
    assert.ok("tom-barrack" in (await picture(page)).entities);
    assert.deepEqual(Object.keys((await picture(page)).entities).length, actors.length + 1);
  });
});

describe("the details of an entity", () => {
  test("have its names in Arabic and in Kurdish, each in its own direction", async (t) => {
    const { page, seen } = await visit(t, `${january}&sel=sdf`);
    const names = (await detailsOf(page)).locator(".names");
    await names.locator("bdi[lang=ar]", { hasText: "قوات سوريا الديمقراطية" }).waitFor();
    await names.locator("bdi[lang=ku]", { hasText: "Hêzên Sûriya Demokratîk" }).waitFor();
    await names.getByText("Arabic, Arabic script, official").waitFor();
    assertQuiet(seen);
  });

  test("list its roles over time as they stand at the date, and lead to each", async (t) => {
    const { page } = await visit(t, `${january}&sel=sdf`);
    const details = await detailsOf(page);
    const partners = details
      .locator(".roles button")
      .filter({ hasText: "partnership" })
      .filter({ hasText: "United States of America" });
    await partners.getByText("in force", { exact: true }).waitFor();
    await goTo(page, "2026-02-01");
    await partners.getByText("expired", { exact: true }).waitFor();
    await partners.click();
    await details
      .getByRole("heading", { level: 3, name: /Syrian Democratic Forces: partnership/ })
      .waitFor();
    assert.ok(shownIn(await picture(page)).includes("us-sdf-partnership"), "chosen, it is shown");
  });

  test("set 1,500 and 120 escaped beside one another, each with who says so", async (t) => {
    const { page, seen } = await visit(t, escape);
    const details = await detailsOf(page);
    const escaped = details.getByRole("region", { name: "Claims on: people escaped" });
    await escaped.locator(".badge").getByText("open dispute").waitFor();
    await escaped.getByText("120 to 1,500 or more people").waitFor();
    for (const [value, claimant, said] of [
      ["about 1,500 people", "Farhad Shami", "around 1500 Islamic State members escaped"],
      ["about 120 people", "Ministry of Interior (Syria)", "about 120 Islamic State detainees"],
    ]) {
      const camp = escaped.locator(".camps > li").filter({ hasText: `${value}: ${claimant}` });
      assert.equal(await camp.count(), 1, `${value} is in a camp`);
      const claim = escaped.locator(".claim").filter({ hasText: value });
      await claim.getByRole("button", { name: claimant }).waitFor();
      await claim.getByRole("blockquote").getByText(said).waitFor();
      assert.ok(await claim.getByRole("link").first().getAttribute("href"));
    }
    assertQuiet(seen);
  });

  test("are told to be missing for an id that the graph does not have; the rest stays", async (t) => {
    const { page, seen } = await visit(t, `${january}&sel=no-such-thing`);
    const details = panel(page, "Details");
    await details.getByRole("heading", { name: "Not in this graph" }).waitFor();
    await details.getByText("no-such-thing").waitFor();
    assert.equal(Object.keys((await picture(page)).entities).length, actors.length);
    assert.ok(shownIn(await picture(page)).length > 0);
    assertQuiet(seen);
  });

  test("ask again where the server did not answer", async (t) => {
    const { page } = await visit(t, january);
    const details = panel(page, "Details");
    await page.context().setOffline(true);
    await clickOn(page, "sdf");
    await details.getByRole("heading", { level: 3, name: "Syrian Democratic Forces" }).waitFor();
    const retry = details.getByRole("alert").getByRole("button", { name: "Try again" }).first();
    await retry.waitFor();
    await page.context().setOffline(false);
    await retry.click();
    await details.locator(".names").waitFor();
    assert.equal(await details.getByRole("heading", { name: /^Names/ }).count(), 1);
  });
});
