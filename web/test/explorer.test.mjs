// Uses the explorer of a running server in Chromium, as a person would.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { asksFor, assertQuiet } from "./browser.mjs";
import {
  actors,
  askedBy,
  classesOf,
  drawn,
  goTo,
  january,
  phone,
  picture,
  pixelsOf,
  places,
  seriousFindings,
  settle,
  shownIn,
  typeDate,
  visiting,
} from "./explorer.mjs";
import { seedEntities, statusesAt } from "./explorer-graph.mjs";

const visit = visiting();

describe("a first visit", () => {
  test("offers a search and six questions, and asks no other host", async (t) => {
    const { page, seen } = await visit(t, "");
    await page.getByRole("heading", { name: "Or begin with a question" }).waitFor();
    assert.equal(await page.locator(".start-points a").count(), 6);
    assert.deepEqual(await seriousFindings(page), []);
    assertQuiet(seen);
  });

  for (const [script, typed] of [
    ["Latin", "Syrian Democ"],
    ["Arabic", "قوات سوريا"],
    ["Kurdish", "Hêzên Sûriya"],
  ]) {
    test(`finds an actor by a name in ${script} letters, by keyboard alone`, async (t) => {
      const { page, seen } = await visit(t, "");
      await page.keyboard.type(typed); // The search has the focus.
      await page.getByRole("option", { name: /Syrian Democratic Forces/ }).waitFor();
      await page.keyboard.press("Enter");
      await drawn(page);
      const { entities } = await picture(page);
      assert.equal(entities.sdf?.label, "Syrian Democratic Forces");
      assert.ok(Object.keys(entities).length > 5, "its neighbours are there as well");
      assertQuiet(seen);
    });
  }

  test("every question leads to a picture in which all that it names is there", async (t) => {
    const { page, seen } = await visit(t, "");
    const links = page.locator(".start-points a");
    await links.first().waitFor();
    const fragments = await links.evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    for (const fragment of fragments) {
      await page.goto("about:blank");
      await page.goto(new URL(fragment, process.env.ENTENTE_URL).href);
      await drawn(page);
      const named = new URLSearchParams(fragment.slice(1)).get("e").split(",");
      const { entities, relationships } = await picture(page);
      assert.deepEqual(Object.keys(entities).sort(), named.sort(), fragment);
      assert.ok(
        Object.values(relationships).some(({ shown }) => shown),
        `${fragment} shows ties`,
      );
      assert.equal(await page.locator(".notice").count(), 0, fragment);
    }
    assertQuiet(seen);
  });
});

describe("time", () => {
  test("a partnership in force is solid, and dashed and faded once it has expired", async (t) => {
    const { page } = await visit(t, `${january}&past=1`);
    const then = (await picture(page)).relationships["us-sdf-partnership"];
    await goTo(page, "2026-02-01");
    const later = (await picture(page)).relationships["us-sdf-partnership"];
    assert.deepEqual([then.line, then.opacity], ["solid", 1]);
    assert.equal(later.line, "dashed");
    assert.ok(later.opacity < 0.6, `got opacity ${later.opacity}`);
  });

  test("what has expired is hidden until it is asked for", async (t) => {
    const { page } = await visit(t, january.replace("01-15", "02-01"));
    assert.ok(!shownIn(await picture(page)).includes("us-sdf-partnership"));
    await page.getByRole("checkbox", { name: /^expired/ }).check();
    assert.ok(shownIn(await picture(page)).includes("us-sdf-partnership"));
  });

  test("no entity moves when the slider does, by pointer or keyboard, nor while it plays", async (t) => {
    const { page } = await visit(t, january);
    const before = places(await picture(page));
    const handle = page.getByRole("slider", { name: "Time, as of" });
    const track = await page.locator(".timebar-track").boundingBox();
    await page.mouse.move(track.x + track.width - 10, track.y + 20);
    await page.mouse.down();
    for (const share of [0.9, 0.6, 0.3, 0.1]) {
      await page.mouse.move(track.x + track.width * share, track.y + 20);
      assert.deepEqual(places(await picture(page)), before);
    }
    await page.mouse.up();
    await handle.focus();
    for (const key of ["ArrowLeft", "PageUp", "PageDown", "Home", "End"]) {
      await page.keyboard.press(key);
      assert.deepEqual(places(await picture(page)), before, key);
    }
    await page.getByRole("button", { name: "Play" }).click();
    await page.waitForFunction(() => /at=20(1[5-9]|2)/.test(location.hash));
    await page.getByRole("button", { name: "Pause" }).click();
    assert.deepEqual(places(await picture(page)), before);
  });

  test("moving it asks the server nothing", async (t) => {
    const { page } = await visit(t, january);
    const asked = askedBy(page);
    const handle = page.getByRole("slider", { name: "Time, as of" });
    await handle.focus();
    for (let i = 0; i < 20; i++) await page.keyboard.press("ArrowRight");
    await settle(page);
    assert.deepEqual(asked, []);
  });

  test("at twelve dates every relationship of the graph has the API's own status", async (t) => {
    const ids = await seedEntities();
    assert.ok(ids.length >= 80, `got ${ids.length} entities`);
    const { page, seen } = await visit(t, `e=${ids.join(",")}&at=1990&past=1&soon=1`);
    // Some lie on the very second at which a bound changes the answer.
    for (const date of [
      "1990",
      "2014-10",
      "2015",
      "2017-10-17",
      "2019-10-17T18:59:59Z",
      "2022-01-20/2022-01-26",
      "2024-12-08",
      "2026-01-18",
      "2026-01-20T00:00:01Z",
      "2026-01-24T17:00:00Z",
      "2026-01-30T23:59:58Z",
      "2026-03",
    ]) {
      await goTo(page, date);
      const drawnAs = Object.entries(await classesOf(page)).map(([id, [status]]) => [id, status]);
      const said = await statusesAt(date, ids);
      assert.ok(said.length > 150, `got ${said.length} relationships`);
      assert.deepEqual(Object.fromEntries(drawnAs), Object.fromEntries(said), date);
    }
    assertQuiet(seen);
  });

  test("steps from change to change, and says each date in words", async (t) => {
    const { page } = await visit(t, january);
    const words = page.locator(".timebar-words");
    assert.equal(await words.textContent(), "15 January 2026");
    const shown = [shownIn(await picture(page)).join()];
    for (let i = 0; i < 3; i++) {
      const before = new URL(page.url()).hash;
      await page.getByRole("button", { name: "Step to the next change" }).click();
      // The address follows the view, and the picture is sooner.
      await page.waitForFunction((hash) => location.hash !== hash, before);
      shown.push(shownIn(await picture(page)).join());
    }
    for (let i = 1; i < shown.length; i++) assert.notEqual(shown[i], shown[i - 1], `step ${i}`);
  });

  test("between two dates shows what was in force at some time of them", async (t) => {
    const { page } = await visit(t, january.replace("01-15", "02-01"));
    await goTo(page, "2026-01-15/2026-02-01");
    assert.ok(shownIn(await picture(page)).includes("us-sdf-partnership"));
    assert.equal(await page.getByRole("slider").count(), 2);
    assert.ok(await page.getByRole("checkbox", { name: "between two dates" }).isChecked());
  });

  test("a date that cannot be read is said where it stands, and changes nothing", async (t) => {
    const { page } = await visit(t, january);
    const before = shownIn(await picture(page));
    await typeDate(page, "last week");
    await page.getByRole("alert").getByText("“last week” is not a date").waitFor();
    assert.deepEqual(shownIn(await picture(page)), before);
  });
});

describe("a link", () => {
  test("opens the same picture again, to the pixel", async (t) => {
    const { page } = await visit(t, `${january}&past=1`);
    await page.getByRole("button", { name: /^partnership/, pressed: true }).click();
    await drawn(page);
    await page.waitForTimeout(400); // the address follows a moment later
    const link = page.url();
    const before = await picture(page);
    await page.getByRole("button", { name: "Show all" }).click();
    const pixels = await pixelsOf(page);
    const again = await visit(t, new URL(link).hash.slice(1));
    assert.deepEqual(await picture(again.page), before);
    await again.page.getByRole("button", { name: "Show all" }).click();
    assert.ok((await pixelsOf(again.page)) === pixels, "not a pixel differs");
  });

  test("opens with all of it in sight, wherever it was made", async (t) => {
    for (const size of [undefined, phone]) {
      const { page } = await visit(
        t,
        `${january}&xy=900.900_990.900_900.990_990.990_945.945`,
        size,
      );
      const isInSight = await page.locator(".canvas-frame").evaluate((frame) => {
        const cy = frame._cyreg.cy;
        const { x1, y1, x2, y2 } = cy.nodes().renderedBoundingBox();
        return x1 >= 0 && y1 >= 0 && x2 <= cy.width() && y2 <= cy.height();
      });
      assert.ok(isInSight);
    }
  });

  test("that names what is not there says so, and shows the rest", async (t) => {
    const { page } = await visit(t, "");
    await page.goto(`${process.env.ENTENTE_URL}/#e=sdf,no-such-thing,turkiye&at=2026-01-15`);
    await page.getByText("no-such-thing").waitFor();
    assert.deepEqual(Object.keys((await picture(page)).entities).sort(), ["sdf", "turkiye"]);
  });

  test("with a date that cannot be read says so, and shows today", async (t) => {
    const { page } = await visit(t, `e=${actors.join(",")}&at=soon`);
    await page.getByText("The link's date “soon” cannot be read.").waitFor();
  });
});

describe("the picture", () => {
  test("tells signs by colour and by arrow head", async (t) => {
    const { page } = await visit(t, `${january}&past=1`);
    const { relationships } = await picture(page);
    const [friendly, hostile] = ["us-sdf-partnership", "gov-sdf-conflict-2026"].map(
      (id) => relationships[id],
    );
    assert.notEqual(friendly.head, hostile.head);
    assert.notEqual(friendly.colour, hostile.colour);
  });

  test("a click in the legend hides a type, and its count says what is shown", async (t) => {
    const { page } = await visit(t, january);
    const before = shownIn(await picture(page));
    const filter = page.getByRole("button", { name: /^partnership/ });
    const count = Number(await filter.locator(".legend-count").textContent());
    assert.ok(count > 0);
    await filter.click();
    await page.getByRole("button", { name: /^partnership/, pressed: false }).waitFor();
    const after = shownIn(await picture(page));
    assert.equal(before.length - after.length, count);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: /^partnership/, pressed: true }).waitFor();
    assert.deepEqual(shownIn(await picture(page)), before);
  });

  test("is walked by arrow keys; Enter shows more in one request, Undo takes it back", async (t) => {
    const { page, seen } = await visit(t, january);
    const before = Object.keys((await picture(page)).entities).sort();
    await page.getByRole("application", { name: /^Graph/ }).focus();
    await page.keyboard.press("ArrowRight");
    await page
      .getByRole("status")
      .getByText(/selected$/)
      .waitFor();
    const asked = page.waitForRequest((request) => asksFor(request, "Picture"));
    await page.keyboard.press("Enter");
    await asked;
    await drawn(page);
    const after = await picture(page);
    assert.ok(Object.keys(after.entities).length > before.length, "there is more");
    await page.getByRole("button", { name: "Undo" }).click();
    await page.waitForFunction(
      (n) => document.querySelector(".canvas-frame")._cyreg.cy.nodes().length === n,
      before.length,
    );
    assert.deepEqual(Object.keys((await picture(page)).entities).sort(), before);
    assertQuiet(seen);
  });

  test("stays when the server stops answering, and says that it does", async (t) => {
    const { page } = await visit(t, january);
    const before = shownIn(await picture(page));
    await page.context().setOffline(true);
    await page.getByRole("application", { name: /^Graph/ }).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.getByText("The server does not answer.").first().waitFor();
    assert.deepEqual(shownIn(await picture(page)), before);
    await goTo(page, "2026-02-01");
    assert.notDeepEqual(shownIn(await picture(page)), before, "time still moves");
  });
});
