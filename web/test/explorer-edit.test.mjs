// Writes by the explorer of a running server, as an editor would: each test on records
// of its own.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertQuiet } from "./browser.mjs";
import { countsEntities, panel, picture, pick, press, visiting } from "./explorer.mjs";
import { ask, makePair, makeSource, readTie, token, unique } from "./explorer-graph.mjs";

const visit = visiting();

/** Opens the panel, if it is not open, and signs in, if that is not done. */
async function signIn(page, word = token) {
  await press(page, "Edit");
  const edit = panel(page, "Edit");
  await edit.getByLabel("Editor’s token").fill(word);
  await edit.getByRole("button", { name: "Sign in" }).click();
  return edit;
}

/** Opens a relationship of a test's own, signed in. */
async function openTie(t, pair) {
  const { page, seen } = await visit(t, `e=${pair.from},${pair.to}&at=2024&sel=${pair.tie}`);
  const edit = await signIn(page);
  await edit.getByText("Signed in as an editor").waitFor();
  return { page, seen, edit };
}

const open = (edit, name) => edit.getByRole("button", { name, exact: true }).click();
const preview = (edit) => edit.getByRole("button", { name: "Preview" }).click();
const save = (edit) => edit.getByRole("button", { name: /^(Save|Try again): / }).click();
const notice = (page) => page.locator(".notice.edit-done");

/** Whether this is the field that typing goes into. */
const hasFocus = (field) => field.evaluate((element) => element === document.activeElement);

/** The rows of a preview: a field, what it said before, and what it will say. */
const changes = async (edit) =>
  Promise.all(
    (await edit.locator(".edit-changes tbody tr").all()).map((row) =>
      row.locator("th, td").allTextContents(),
    ),
  );

describe("who reads", () => {
  test("needs no token, and is told what one is for", async (t) => {
    const pair = await makePair();
    const { page, seen } = await visit(t, `e=${pair.from},${pair.to}&at=2024&sel=${pair.tie}`);
    await press(page, "Edit");
    const edit = panel(page, "Edit");
    await edit.getByText("To read you need no token.").waitFor();
    assert.equal(await edit.getByRole("button", { name: /Record|Add|Set|Correct/ }).count(), 0);
    assertQuiet(seen);
  });

  test("with a wrong token stays a reader, and is told where it was typed", async (t) => {
    const { page } = await visit(t, "e=sdf&at=2024");
    const edit = await signIn(page, "of-nobody");
    await edit.getByRole("alert").getByText("The server does not know this token.").waitFor();
    const field = edit.getByLabel("Editor’s token");
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    assert.equal(await edit.getByText("Signed in").count(), 0);
    await field.fill(token);
    await field.press("Enter");
    await edit.getByText("Signed in as an editor").waitFor();
    await edit.getByRole("button", { name: "Sign out" }).click();
    await edit.getByLabel("Editor’s token").waitFor();
  });

  test("is no editor any more after a reload", async (t) => {
    const { page } = await visit(t, "e=sdf&at=2024");
    await (await signIn(page)).getByText("Signed in as an editor").waitFor();
    await page.reload();
    await press(page, "Edit");
    await panel(page, "Edit").getByLabel("Editor’s token").waitFor();
    assert.deepEqual(
      await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]),
      [0, 0, ""],
    );
  });
});

describe("an editor", () => {
  test("adds a source and records a claim from it, then takes the claim back", async (t) => {
    const pair = await makePair();
    const { page, seen, edit } = await openTie(t, pair);
    const title = unique("تقرير عن الشراكة");
    await open(edit, "Add a source");
    await edit.getByLabel("Title").fill(title);
    await edit.getByLabel("Publisher").fill("Test Agency");
    await edit.getByLabel("Address", { exact: true }).fill("https://example.org/a");
    await edit.getByLabel("Published").fill("2025-07-01");
    await preview(edit);
    assert.deepEqual(await changes(edit), [
      ["Title", title],
      ["Publisher", "Test Agency"],
      ["Address", "https://example.org/a"],
      ["Published", "2025-07-01: 1 July 2025"],
    ]);
    await save(edit);
    await notice(page).getByText(`Added the source “${title}”.`).waitFor();

    await open(edit, "Record a claim about it");
    const form = edit.getByRole("region", { name: "Record a claim" });
    await form.getByText(title).waitFor(); // It comes along as the source.
    await form.getByLabel("What is claimed").selectOption("end");
    await form.getByLabel("Date (needed)").fill("2025-06");
    await pick(
      page,
      form.getByRole("combobox", { name: "Who says so" }),
      pair.names[0],
      pair.names[0],
    );
    await form.getByLabel("Quote").fill("It ended in June.");
    await preview(edit);
    const rows = await changes(edit);
    assert.ok(rows.some(([field, says]) => field === "Source" && says === title));
    assert.equal((await readTie(pair.tie)).claims.edges.length, 0, "a preview writes nothing");
    await save(edit);
    await notice(page).getByText("Recorded a claim").waitFor();
    const details = panel(page, "Details");
    const claim = details.getByRole("region", { name: "Claims on: end" }).locator(".claim");
    await claim.getByText("June 2025").first().waitFor();
    await claim.getByRole("button", { name: pair.names[0] }).waitFor();
    await claim.getByRole("blockquote").getByText("It ended in June.").waitFor();
    assert.equal(
      await claim.getByRole("link", { name: title }).getAttribute("href"),
      "https://example.org/a",
    );

    await notice(page).getByRole("button", { name: "Undo" }).click();
    await notice(page).getByText("Taken back:").waitFor();
    await claim.waitFor({ state: "detached" });
    assert.equal((await readTie(pair.tie)).claims.edges.length, 0);
    await notice(page).getByRole("button", { name: "Put it back" }).click();
    await claim.waitFor();
    assertQuiet(seen);
  });

  test("sets the end of a relationship after a preview, and takes it back", async (t) => {
    const pair = await makePair();
    const { page, edit } = await openTie(t, pair);
    await open(edit, "Set its end");
    const end = edit.getByLabel("End (needed)");
    assert.equal(await end.inputValue(), "2025-06-30");
    await end.fill("2024-02");
    await preview(edit);
    await edit.getByText("The record says now: 2020 – 30 Jun 2025.").waitFor();
    await edit.getByText(/^It will say: /).waitFor();
    assert.deepEqual(await changes(edit), [
      ["End", "2025-06-30: 30 June 2025", "2024-02: February 2024"],
    ]);
    assert.equal((await readTie(pair.tie)).validity.edtf, "2020/2025-06-30");
    await edit.getByRole("button", { name: "Save: Set the end to 2024-02" }).click();
    await notice(page).getByText("Set the end: ").waitFor();
    assert.equal((await readTie(pair.tie)).validity.edtf, "2020/2024-02");
    const details = panel(page, "Details");
    const heading = details.getByRole("heading", { level: 3 });
    await heading.getByText("2020 – Feb 2024").waitFor();
    await notice(page).getByRole("button", { name: "Undo" }).click();
    await heading.getByText("2020 – 30 Jun 2025").waitFor();
    assert.equal((await readTie(pair.tie)).validity.edtf, "2020/2025-06-30");
  });

  test("is refused at the field, with all that was typed kept", async (t) => {
    const pair = await makePair();
    const { edit, seen } = await openTie(t, pair);
    await open(edit, "Correct it");
    const dates = edit.getByLabel("Start and end (needed)");
    await edit.getByLabel("Sign").selectOption("NEUTRAL");
    await dates.fill("2024-13/2025");
    await preview(edit);
    await save(edit);
    await edit.locator("[aria-invalid=true]").waitFor();
    await edit
      .getByRole("alert")
      .getByText(/month 13/)
      .waitFor();
    assert.ok(await hasFocus(dates), "the field that is wrong has the focus");
    assert.equal(await dates.inputValue(), "2024-13/2025");
    assert.equal(await edit.getByLabel("Sign").inputValue(), "NEUTRAL");
    assert.equal((await readTie(pair.tie)).version, 1);
    await dates.fill("2019/2025");
    await preview(edit);
    assert.equal((await changes(edit)).length, 2);
    await edit.getByRole("button", { name: "Save: Save these 2 changes" }).click();
    await edit.waitFor({ state: "detached" });
    const after = await readTie(pair.tie);
    assert.deepEqual([after.validity.edtf, after.sign], ["2019/2025", "NEUTRAL"]);
    assertQuiet(seen);
  });

  test("is asked before anything typed is lost", async (t) => {
    const pair = await makePair();
    const { page, edit } = await openTie(t, pair);
    await open(edit, "Add a source");
    await edit.getByLabel("Title").fill("Not yet written");
    await edit.getByRole("button", { name: "Close Edit" }).click();
    const question = edit.getByRole("alertdialog", { name: "Discard what you typed?" });
    await question.waitFor();
    await page.keyboard.press("Escape");
    await question.waitFor({ state: "detached" });
    assert.equal(await edit.getByLabel("Title").inputValue(), "Not yet written");
    await edit.getByRole("button", { name: "Close Edit" }).click();
    await question.getByRole("button", { name: "Discard it" }).click();
    await edit.waitFor({ state: "detached" });
  });

  test("adds an actor and ties it, by keyboard; both can be taken back", async (t) => {
    const pair = await makePair();
    const { page, edit } = await openTie(t, { ...pair, tie: pair.from });
    const name = unique("Test Brigade");
    await edit.getByRole("button", { name: "Add an actor, place or event" }).press("Enter");
    await edit.getByLabel("Kind").selectOption("armed-group");
    await edit.getByRole("textbox", { name: "Name 1", exact: true }).fill(name);
    await edit.getByRole("textbox", { name: "Name 1", exact: true }).press("Enter");
    await edit.getByRole("button", { name: "Save: Add this actor" }).press("Enter");
    await notice(page).getByText(`Added ${name}.`).waitFor();
    await countsEntities(page, 3);
    await press(page, "Edit");
    await edit.getByRole("button", { name: "Add a relationship of it" }).press("Enter");
    const to = edit.getByRole("combobox", { name: "To" });
    await to.fill(pair.names[1]);
    await page.getByRole("option").filter({ hasText: pair.names[1] }).waitFor();
    await to.press("Enter");
    await edit.getByLabel("Type").selectOption("ceasefire");
    await edit.getByLabel("Start and end").fill("2023/2025");
    const report = unique("Test report");
    await makeSource(report);
    const source = edit.getByRole("combobox", { name: "Sources" });
    await source.fill(report);
    await page.getByRole("option").filter({ hasText: report }).waitFor();
    await source.press("Enter");
    await edit.getByRole("button", { name: "Preview" }).press("Enter");
    await edit.getByRole("button", { name: "Save: Add this relationship" }).press("Enter");
    await notice(page).getByText(`Added ${name}`).waitFor();
    const ties = async () => Object.keys((await picture(page)).relationships).length;
    await panel(page, "Details")
      .getByRole("heading", { level: 3, name: /ceasefire/ })
      .waitFor();
    assert.equal(await ties(), 2);
    await notice(page).getByRole("button", { name: "Undo" }).press("Enter");
    await notice(page).getByText("Taken back:").waitFor();
    await page.locator(".explorer[aria-busy=false]").waitFor();
    assert.equal(await ties(), 1);
  });

  test("whose answer was lost tries again, and it is written once", async (t) => {
    const pair = await makePair();
    const { page, edit } = await openTie(t, pair);
    const title = unique("Lost answer");
    await open(edit, "Add a source");
    await edit.getByLabel("Title").fill(title);
    await preview(edit);
    let lost = false;
    await page.route("**/graphql", async (route) => {
      if (lost || !route.request().postData().includes("addSource")) return route.continue();
      lost = true;
      await route.fetch();
      return route.abort();
    });
    await save(edit);
    await edit.getByText("trying again writes it once").waitFor();
    await edit.getByRole("button", { name: /^Try again: / }).click();
    await notice(page).getByText(title).waitFor();
    const { sources } = await ask(
      `query($title: String!) { sources(where: { title: { eq: $title } }) { totalCount } }`,
      { title },
    );
    assert.equal(sources.totalCount, 1);
  });
});

describe("two editors of one relationship", () => {
  test("overwrite nothing of each other: both versions are shown to choose from", async (t) => {
    const pair = await makePair();
    const [a, b] = await Promise.all([openTie(t, pair), openTie(t, pair)]);
    for (const { edit } of [a, b]) {
      await open(edit, "Correct it");
      await edit.getByLabel("Start and end (needed)").waitFor();
    }
    await b.edit.getByLabel("Start and end (needed)").fill("2020/2025-01");
    await b.edit.getByText("More", { exact: true }).click();
    await b.edit.getByLabel("Remark for the reader").fill("Written by B.");
    await b.edit.getByLabel("Reason for the change").fill("An envoy said so");
    await preview(b.edit);
    await save(b.edit);
    await notice(b.page).getByText("Corrected:").waitFor();

    await a.edit.getByLabel("Start and end (needed)").fill("2020/2025-03");
    await a.edit.getByLabel("Sign").selectOption("NEUTRAL");
    await preview(a.edit);
    await save(a.edit);
    await a.edit.getByRole("heading", { name: "Someone else has changed this record" }).waitFor();
    await a.edit.getByText("Nothing of yours was written, and nothing is lost.").waitFor();
    assert.equal((await readTie(pair.tie)).validity.edtf, "2020/2025-01", "B's stands");
    await a.edit.getByText(/Taken over.*Remark for the reader/).waitFor();
    await a.edit.getByText("An envoy said so").waitFor();
    const goOn = a.edit.getByRole("button", { name: "Go on with this" });
    assert.ok(await goOn.isDisabled(), "a choice is needed first");
    await a.edit.getByRole("radio", { name: /As it is now.*2020\/2025-01/ }).check();
    await a.edit.getByRole("radio", { name: /As you typed it.*2020\/2025-03/ }).check();
    await goOn.click();
    await preview(a.edit);
    await save(a.edit);
    await notice(a.page).getByText("Corrected:").waitFor();
    const { validity, sign, note } = await readTie(pair.tie);
    assert.deepEqual([validity.edtf, sign, note], ["2020/2025-03", "NEUTRAL", "Written by B."]);
    // B's undo would overwrite A's edit, and is refused.
    await notice(b.page).getByRole("button", { name: "Undo" }).click();
    await notice(b.page).getByText("This cannot be undone").waitFor();
    assert.equal((await readTie(pair.tie)).validity.edtf, "2020/2025-03");
  });
});
