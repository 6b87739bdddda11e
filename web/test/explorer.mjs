// What the tests of the explorer share: opening views, using them as a person
// would, and looking at what the canvas holds, which no page shows as text.

import { readFile } from "node:fs/promises";
import { after, before } from "node:test";
import { base, launch, watch } from "./browser.mjs";

const axe = await readFile(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** The view that most tests begin with: Damascus, the SDF and the United States on a date. */
export const actors = ["sdf", "united-states", "syria-transitional-government", "turkiye", "ypg"];
export const january = `e=${actors.join(",")}&at=2026-01-15`;

export const desktop = { width: 1280, height: 800 };
export const phone = { width: 390, height: 844 };

/** What a test waits for is there within so many milliseconds, or not at all. */
const patience = 15_000;

/** Starts a browser for the tests of a file; returns what opens a view for one of them. */
export function visiting() {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());
  return async (t, fragment, size, settings) => {
    const opened = await openView(browser, fragment, size, settings);
    t.after(() => opened.page.context().close());
    return opened;
  };
}

/** Opens a view in a browser that was never here before, and waits until it is drawn. */
export async function openView(browser, fragment, size = desktop, settings = {}) {
  const context = await browser.newContext({
    viewport: size,
    reducedMotion: "reduce",
    ...settings,
  });
  context.setDefaultTimeout(patience);
  const seen = await watch(context);
  const page = await context.newPage();
  await page.goto(fragment === "" ? base : `${base}/#${fragment}`);
  if (fragment !== "") await drawn(page);
  else await page.locator("input[role=combobox]:focus").waitFor(); // What is typed goes there.
  return { page, seen };
}

/** Waits until a picture is there and laid out: the address then has a place for each entity. */
export async function drawn(page) {
  await page.locator(".explorer[aria-busy=false] .canvas-frame canvas").first().waitFor();
  await page.waitForFunction(() => {
    const fragment = new URLSearchParams(location.hash.slice(1));
    const entities = fragment.get("e")?.split(",") ?? [];
    const places = fragment.get("xy")?.split("_") ?? [];
    const there = document.querySelector(".canvas-frame")._cyreg.cy.nodes();
    return there.length > 0 && there.every((node) => places[entities.indexOf(node.id())]);
  });
}

/** The entities and relationships that the canvas holds, with where and how they are drawn. */
export function picture(page) {
  return page.locator(".canvas-frame").evaluate(async (frame) => {
    // What was just done is on the canvas two frames later.
    const frameOver = () => new Promise((done) => requestAnimationFrame(done));
    await frameOver();
    await frameOver();
    const cy = frame._cyreg.cy;
    const entities = {};
    for (const node of cy.nodes()) {
      const { x, y } = node.position();
      entities[node.id()] = { x, y, label: node.data("label"), alone: node.hasClass("alone") };
    }
    const relationships = {};
    for (const edge of cy.edges()) {
      relationships[edge.id()] = {
        shown: edge.visible(),
        line: edge.style("line-style"),
        width: edge.numericStyle("width"),
        opacity: edge.numericStyle("opacity"),
        head: edge.style("target-arrow-shape"),
        colour: edge.style("line-color"),
      };
    }
    return { entities, relationships };
  });
}

/** The classes that say how each relationship is drawn: its status, and what marks it. */
export const classesOf = (page) =>
  page
    .locator(".canvas-frame")
    .evaluate((frame) =>
      Object.fromEntries(frame._cyreg.cy.edges().map((edge) => [edge.id(), edge.classes()])),
    );

/** Waits until the function finds on the canvas what it wants; it is given cytoscape's core. */
export async function canvasHas(page, is, argument) {
  // Not by waitForFunction: it would have the page evaluate text, which its policy refuses.
  const given = JSON.stringify(argument);
  const found = `(${is})(document.querySelector(".canvas-frame")._cyreg.cy, ${given})`;
  const end = Date.now() + patience;
  while (!(await page.evaluate(found))) {
    if (Date.now() > end) throw new Error(`the canvas never has ${is} (${given})`);
    await page.waitForTimeout(20);
  }
}

/** Waits until exactly as many entities are on the canvas. */
export const countsEntities = (page, count) =>
  canvasHas(page, (cy, n) => cy.nodes().length === n, count);

/** Where on the screen an entity is, or the middle of a relationship. */
export async function placeOf(page, id) {
  const frame = page.locator(".canvas-frame");
  const { x, y } = await frame.evaluate((element, wanted) => {
    const found = element._cyreg.cy.getElementById(wanted);
    return found.isNode() ? found.renderedPosition() : found.renderedMidpoint();
  }, id);
  const box = await frame.boundingBox();
  return { x: box.x + x, y: box.y + y };
}

/** Clicks an entity or a relationship on the canvas. */
export async function clickOn(page, id) {
  const { x, y } = await placeOf(page, id);
  await page.mouse.click(x, y);
}

/** What the canvas shows, without what lies over it. */
export const pixelsOf = (page) =>
  page.locator(".canvas-frame").evaluate((frame) => frame._cyreg.cy.png());

/** Where entities lie. */
export const places = ({ entities }) =>
  Object.fromEntries(Object.entries(entities).map(([id, { x, y }]) => [id, [x, y]]));

/** The ids of the relationships that are drawn, in order. */
export const shownIn = ({ relationships }) =>
  Object.keys(relationships)
    .filter((id) => relationships[id].shown)
    .sort();

/** Types a date into the time bar. */
export async function typeDate(page, date) {
  const box = page.getByRole("textbox", { name: "Date or interval, in EDTF" });
  await box.fill(date);
  await box.press("Enter");
}

/** Goes to a date, and waits until the address says it: by then the picture has followed. */
export async function goTo(page, date) {
  await typeDate(page, date);
  await page.waitForFunction(
    (at) => new URLSearchParams(location.hash.slice(1)).get("at") === at,
    date,
  );
}

/** The panel of that title. */
export const panel = (page, title) => page.getByRole("complementary", { name: title, exact: true });

/** Opens a panel by its button, or closes it. */
export const press = (page, title) =>
  page
    .getByRole("toolbar", { name: "Panels" })
    .getByRole("button", { name: title, exact: true })
    .click();

/** Types into a search and takes the suggestion that has the text. */
export async function pick(page, box, typed, suggestion) {
  await box.fill(typed);
  await page.getByRole("option").filter({ hasText: suggestion }).first().click();
}

/** Keeps account of the API's operations that a page asks for from now on. */
export function askedBy(page) {
  const asked = [];
  page.on("request", (request) => {
    if (new URL(request.url()).pathname !== "/graphql") return;
    asked.push(request.postDataJSON().operationName);
  });
  return asked;
}

/** Longer than the explorer puts a request off: what is not asked by then is not asked. */
export const settle = (page) => page.waitForTimeout(600);

/** Presses Tab until the element has the focus. */
export async function tabTo(page, element, key = "Tab") {
  const has = () => element.evaluate((el) => el === document.activeElement);
  for (let presses = 0; presses < 100; presses++) {
    if (await has()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${element}`);
}

/** What of a page is wider than the screen, or than the panel that it is in. */
export const tooWide = (page) =>
  page.evaluate(() => {
    const scrolled = [document.documentElement, ...document.querySelectorAll(".panel-body")];
    return scrolled
      .filter((element) => element.scrollWidth > element.clientWidth)
      .map((e) => `${e.nodeName} ${e.className}: ${e.scrollWidth} > ${e.clientWidth}`);
  });

/** What axe-core finds that is serious or worse. */
export async function seriousFindings(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}
