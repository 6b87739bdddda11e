// Measures the explorer in Chromium without a GPU, on the server at ENTENTE_URL: how
// soon the starting graph can be used, and how a picture of 300 entities and 900
// relationships is drawn, panned and played. Prints one line a figure, with its target.
//
// The large picture is made here and answered in place of the server, so that what is
// measured is the page. Nothing is asserted: a timing is no test.

import { drawn, openView } from "../test/explorer.mjs";
import { base, launch } from "../test/browser.mjs";

const browser = await launch();
await small();
await large(300, 900);
await browser.close();

function report(what, value, unit, target) {
  console.log(
    `${what.padEnd(52)} ${value.toFixed(0).padStart(6)} ${unit.padEnd(9)} target ${target}`,
  );
}

/** The starting graph: from the first byte of the page to a drawn picture. */
async function small() {
  const times = [];
  for (let i = 0; i < 5; i++) {
    const { page } = await openView(browser, "e=sdf,united-states,turkiye&at=2026-01-15");
    times.push(
      await page.evaluate(() => {
        const [navigation] = performance.getEntriesByType("navigation");
        const [drawn] = performance.getEntriesByName("entente:drawn");
        return drawn.startTime - navigation.responseStart;
      }),
    );
    await page.context().close();
  }
  report("starting graph: first byte to usable, median of 5", median(times), "ms", "< 1000");
}

async function large(entities, relationships) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.longTasks.push(duration);
    }).observe({ type: "longtask", buffered: true });
  });
  const answer = JSON.stringify({ data: { neighborhood: synthetic(entities, relationships) } });
  await page.route("**/graphql", (route) =>
    route.fulfill({ contentType: "application/json", body: answer }),
  );
  const ids = Array.from({ length: entities }, (_, i) => `e${i}`).join(",");
  await page.goto(`${base}/#e=${ids}&at=2020-06-15`);
  await drawn(page);
  const size = `${entities} entities, ${relationships} relationships`;
  const [paint, blocked] = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType("navigation");
    const [drawn] = performance.getEntriesByName("entente:drawn");
    return [drawn.startTime - navigation.responseStart, Math.max(0, ...globalThis.longTasks)];
  });
  report(`${size}: first paint`, paint, "ms", "< 1000");
  report(`${size}: longest block of the page`, blocked, "ms", "< 200");
  report(`${size}: panning`, await panning(page), "frames/s", ">= 30");
  report(`${size}: playing time`, await playing(page), "frames/s", ">= 24");
  await context.close();
}

/** Frames a second while the canvas is dragged for three seconds. */
async function panning(page) {
  const box = await page.locator(".canvas-frame").boundingBox();
  const middle = { x: box.x + box.width - 40, y: box.y + 40 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  const counted = frames(page, 3000);
  const until = Date.now() + 3000;
  for (let i = 0; Date.now() < until; i++) {
    await page.mouse.move(
      middle.x - 200 + 150 * Math.sin(i / 15),
      middle.y + 100 * Math.cos(i / 15),
    );
  }
  const rate = await counted;
  await page.mouse.up();
  return rate;
}

/** Frames a second while time plays for three seconds. */
async function playing(page) {
  await page.getByRole("button", { name: "Play" }).click();
  const rate = await frames(page, 3000);
  await page.getByRole("button", { name: "Pause" }).click();
  return rate;
}

/** Counts the frames that the page draws in so many milliseconds. */
function frames(page, milliseconds) {
  return page.evaluate(
    (length) =>
      new Promise((resolve) => {
        const begin = performance.now();
        let count = 0;
        requestAnimationFrame(function tick(now) {
          count++;
          if (now - begin < length) requestAnimationFrame(tick);
          else resolve((count * 1000) / (now - begin));
        });
      }),
    milliseconds,
  );
}

/** A picture by a fixed rule, as the API would answer it: each relationship holds for a year or two. */
function synthetic(entities, relationships) {
  let seed = 1;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const date = (year) => `${year}-01-01T00:00:00Z`;
  const bound = (earliest) => ({ kind: "KNOWN", earliest, latest: earliest });
  const dated = (from, until) => ({
    edtf: `${from}/${until}`,
    text: `${from} to ${until}`,
    start: bound(date(from)),
    end: bound(date(until)),
  });
  const kinds = ["state", "armed-group", "person", "ministry"];
  const signs = ["COOPERATIVE", "HOSTILE", "NEUTRAL"];
  const buckets = Array.from({ length: 25 }, (_, i) => ({
    period: { start: date(2000 + i), end: date(2001 + i), edtf: `${2000 + i}` },
    active: { certain: 20 + i, possible: 30 + i },
  }));
  return {
    explain: [],
    entities: Array.from({ length: entities }, (_, i) => {
      const name = kinds[random(4)];
      return {
        id: `e${i}`,
        class: "ACTOR",
        kind: { id: name, name, label: name },
        name: `Entity number ${i}`,
        validity: dated(1990, 2030),
      };
    }),
    relationships: Array.from({ length: relationships }, (_, i) => {
      const sign = signs[random(3)];
      const from = 2000 + random(23);
      // Some entities have many relationships, most have few.
      const hub = Math.floor((random(entities) * random(entities)) / entities);
      return {
        id: `r${i}`,
        type: { id: sign, name: sign.toLowerCase(), label: sign.toLowerCase(), symmetric: true },
        from: { id: `e${hub}` },
        to: { id: `e${(hub + 1 + random(entities - 1)) % entities}` },
        sign,
        statement: `Relationship ${i}`,
        validity: dated(from, from + 1 + random(3)),
      };
    }),
    timeline: {
      truncated: false,
      extent: { start: date(2000), end: date(2025) },
      buckets,
      changePoints: [],
    },
  };
}

function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
