// What the tests of the explorer share: opening views, and looking at what the
// canvas holds, which no page shows as text.

import { readFile } from "node:fs/promises";
import { base, watch } from "./browser.mjs";

const axe = await readFile(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** The view that most tests begin with: Damascus, the SDF and the United States on a date. */
export const actors = ["sdf", "united-states", "syria-transitional-government", "turkiye", "ypg"];
export const january = `e=${actors.join(",")}&at=2026-01-15`;

/** Opens a view in a browser that was never here before, and waits until it is drawn. */
export async function openView(browser, fragment, size = { width: 1280, height: 800 }) {
  const context = await browser.newContext({ viewport: size, reducedMotion: "reduce" });
  const seen = await watch(context);
  const page = await context.newPage();
  await page.goto(fragment === "" ? base : `${base}/#${fragment}`);
  if (fragment !== "") await drawn(page);
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
  return page.locator(".canvas-frame").evaluate((frame) => {
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

/** What axe-core finds that is serious or worse. */
export async function seriousFindings(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}
