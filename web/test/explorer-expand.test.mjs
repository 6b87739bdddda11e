// Puts more on the canvas of the explorer of a running server, and takes it off again.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertQuiet } from "./browser.mjs";
import {
  askedBy,
  canvasHas,
  classesOf,
  clickOn,
  countsEntities,
  drawn,
  panel,
  picture,
  placeOf,
  places,
  settle,
  shownIn,
  visiting,
} from "./explorer.mjs";
import { ask, makeActor, makeSource, unique } from "./explorer-graph.mjs";

const visit = visiting();

const alone = "e=sdf&at=2026-01-15&sel=sdf";

const lineOf = (details, type) => details.locator(".expand li").filter({ hasText: type });
const idsIn = async (page) => Object.keys((await picture(page)).entities).sort();

describe("expanding by type", () => {
  test("counts before, asks once, and says how much is shown after", async (t) => {
    const { page, seen } = await visit(t, alone);
    const details = panel(page, "Details");
    const conflicts = lineOf(details, /^conflict/);
    await conflicts.getByText("1 in force, 1 possibly in force, 2 expired").waitFor();
    await conflicts.getByText("showing 0 of 4").waitFor();
    const asked = askedBy(page);
    await details.getByRole("button", { name: "Show 2 more: conflict" }).click();
    await conflicts.getByText("showing 2 of 4").waitFor();
    await settle(page);
    assert.deepEqual(asked, ["Picture"]);
    assert.deepEqual(await idsIn(page), ["islamic-state", "sdf", "syria-transitional-government"]);
    assertQuiet(seen);
  });

  test("leaves out what has expired until it is asked for as well", async (t) => {
    const { page } = await visit(t, alone);
    const details = panel(page, "Details");
    await lineOf(details, /^cooperation/)
      .getByText("1 expired")
      .waitFor();
    const more = details.getByRole("button", { name: "Show 1 more: cooperation" });
    assert.equal(await more.count(), 0);
    await details.getByRole("checkbox", { name: "with expired ones" }).check();
    await more.click();
    await canvasHas(page, (cy) => cy.getElementById("assad-sdf-2019").visible());
    assert.ok((await classesOf(page))["assad-sdf-2019"].includes("EXPIRED"));
  });

  test("of all types brings what there is of each, in one request", async (t) => {
    const { page } = await visit(t, alone);
    const asked = askedBy(page);
    await panel(page, "Details").getByRole("button", { name: "Show all types" }).click();
    await lineOf(panel(page, "Details"), /^controls/)
      .getByText("showing 2 of 2")
      .waitFor();
    await settle(page);
    assert.equal(asked.filter((name) => name === "Picture").length, 1);
    const shown = shownIn(await picture(page));
    for (const id of ["sdf-held-raqqa", "us-sdf-partnership"]) assert.ok(shown.includes(id), id);
  });
});

describe("an entity of 60 ties", () => {
  const hub = unique("test-hub");
  const name = unique("Hub");

  test("is expanded 25 at a time, with a note on what is left out", async (t) => {
    await makeHub(hub, name, 60);
    const { page, seen } = await visit(t, `e=${hub}&at=2024&sel=${hub}`);
    const details = panel(page, "Details");
    await lineOf(details, /^partnership/)
      .getByText("60 in force")
      .waitFor();
    await details.getByRole("button", { name: "Show 25 more: partnership" }).click();
    await countsEntities(page, 26);
    await details.getByText("showing 25 of 60").waitFor();
    const note = page.getByRole("note");
    await note.getByText(`35 more relationships of ${name} are not drawn.`).waitFor();
    await note.getByRole("button", { name: "Show 25 more" }).click();
    await countsEntities(page, 51);
    await note.getByText(`10 more relationships of ${name} are not drawn.`).waitFor();
    await details.getByRole("button", { name: "Show 10 more: partnership" }).click();
    await countsEntities(page, 61);
    assert.equal(await note.count(), 0, "nothing is left out");
    await details.getByRole("button", { name: "All shown: partnership" }).waitFor();
    // All the roles of an entity are there as well, page by page.
    await details.getByRole("heading", { name: "Roles over time 60" }).waitFor();
    await details.getByRole("button", { name: "More relationships" }).click();
    await details.locator(".roles li").nth(59).waitFor();
    assertQuiet(seen);
  });
});

describe("the canvas", () => {
  test("loses by Collapse what hangs on an entity alone; Undo and Redo go back and forth", async (t) => {
    const { page } = await visit(
      t,
      "e=sdf,united-states,ypg,hasakah,sinaa-prison&at=2026-01-15&sel=sdf",
    );
    const details = panel(page, "Details");
    const before = await idsIn(page);
    // The United States, the YPG and the SDF hold one another; the prison holds Hasakah too.
    await details.getByRole("button", { name: "Collapse" }).waitFor();
    await clickOn(page, "sinaa-prison");
    await details.getByRole("button", { name: "Collapse (1)" }).click();
    await countsEntities(page, before.length - 1);
    const after = before.filter((id) => id !== "hasakah");
    assert.deepEqual(await idsIn(page), after);
    await page.getByRole("button", { name: "Undo" }).click();
    await countsEntities(page, before.length);
    assert.deepEqual(await idsIn(page), before);
    await page.getByRole("button", { name: "Redo" }).click();
    await countsEntities(page, after.length);
    assert.deepEqual(await idsIn(page), after);
  });

  test("loses an entity by Remove, or by the Delete key, and has it back where it was", async (t) => {
    const { page } = await visit(t, "e=sdf,united-states,ypg&at=2026-01-15");
    const before = places(await picture(page));
    await clickOn(page, "ypg");
    await panel(page, "Details").getByRole("button", { name: "Remove" }).click();
    await countsEntities(page, 2);
    assert.equal(await panel(page, "Details").getByRole("heading", { level: 3 }).count(), 0);
    await clickOn(page, "united-states");
    await page.keyboard.press("Delete");
    await countsEntities(page, 1);
    for (const count of [2, 3]) {
      await page.getByRole("button", { name: "Undo" }).click();
      await countsEntities(page, count);
    }
    assert.deepEqual(places(await picture(page)), before);
  });

  test("leaves what is pinned where it is when the rest is laid out anew", async (t) => {
    const { page } = await visit(t, "e=sdf,united-states,ypg,turkiye,islamic-state&at=2026-01-15");
    const { x, y } = await placeOf(page, "sdf");
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 30, { steps: 4 });
    await page.mouse.move(x + 180, y + 60, { steps: 4 });
    await page.mouse.up();
    // What was put somewhere by hand is pinned there.
    await canvasHas(page, (cy) => cy.getElementById("sdf").hasClass("pinned"));
    const before = places(await picture(page));
    await layOutAnew(page);
    const after = places(await picture(page));
    for (const axis of [0, 1]) {
      assert.ok(Math.abs(after.sdf[axis] - before.sdf[axis]) < 1, `${after.sdf}, ${before.sdf}`);
    }
    assert.notDeepEqual(after, before, "the rest was laid out");
    await clickOn(page, "sdf");
    await panel(page, "Details").getByRole("button", { name: "Unpin" }).click();
    await panel(page, "Details").getByRole("button", { name: "Pin" }).waitFor();
    await layOutAnew(page);
    assert.notDeepEqual(places(await picture(page)).sdf, before.sdf, "no longer pinned");
  });

  test("pins the selected entity by the key p", async (t) => {
    const { page } = await visit(t, "e=sdf,united-states,ypg&at=2026-01-15");
    await clickOn(page, "ypg");
    await page.keyboard.press("p");
    await panel(page, "Details").getByRole("button", { name: "Unpin" }).waitFor();
    await canvasHas(
      page,
      (cy) =>
        cy
          .$(".pinned")
          .map((n) => n.id())
          .join() === "ypg",
    );
  });
});

/** Lays out what is not pinned, and waits until something has moved and rests. */
async function layOutAnew(page) {
  const before = places(await picture(page));
  await page.getByRole("button", { name: "Lay out anew what is not pinned" }).click();
  await canvasHas(
    page,
    (cy, was) => cy.nodes().some((n) => n.position().x !== was[n.id()][0]),
    before,
  );
  await drawn(page);
}

/** Adds an actor with that many partners. */
async function makeHub(id, name, count) {
  const [source] = await Promise.all([makeSource(), makeActor(name, id)]);
  const all = Array.from({ length: count }, (_, i) => i);
  for (let i = 0; i < count; i += 10) {
    const some = all.slice(i, i + 10);
    const partners = some.map(
      (n) => `a${n}: createEntity(input: { id: "${id}-${n}", class: ACTOR, kind: "armed-group",
        names: [{ text: "Partner ${n} of ${name}" }] }) { change }`,
    );
    const ties = some.map(
      (n) => `t${n}: createRelationship(input: { type: "partnership", from: "${id}",
        to: "${id}-${n}", validity: { edtf: "2020/.." }, sources: ["${source}"] }) { change }`,
    );
    await ask(`mutation { ${[...partners, ...ties].join("\n")} }`);
  }
}
