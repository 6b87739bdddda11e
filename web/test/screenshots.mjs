// Takes the pictures of the documentation from a running server with the starting graph:
//
//   ENTENTE_URL  the server's base URL
//   SCREENSHOTS  the folder to write into
//
// The animation shows January 2026 day by day, as the slider is moved through it.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { animate } from "./apng.mjs";
import { launch } from "./browser.mjs";
import { goTo, openView } from "./explorer.mjs";

const folder = process.env.SCREENSHOTS;
assert.ok(folder, "set SCREENSHOTS to the folder to write into");

const around = [
  "sdf,united-states,syria-transitional-government,turkiye,ypg,aanes,cjtf-oir,islamic-state",
  "tom-barrack,mazloum-abdi,shaddadi,shaddadi-prison,al-hol-camp,sinaa-prison,aqtan-prison",
].join();
const winter = "&span=2025-12-01/2026-03-10";
const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

const browser = await launch();
await shoot("partnership", `e=${around}&at=2026-01-15${winter}&sel=us-sdf-partnership`);
await shoot("expired", `e=${around}&at=2026-02-01${winter}&past=1&sel=us-sdf-partnership`);
await shoot(
  "escape",
  `e=shaddadi-escape-2026,shaddadi-prison,sdf,syria-transitional-government,syria-moi,islamic-state&at=2026-01-19&sel=shaddadi-escape-2026`,
);
await shoot("compare", `e=${around}&at=2026-02-01${winter}&vs=2026-01-15`);
await shoot("told", `e=${around}&at=2026-01-19&told=syria-mod`);
await shoot("table", `e=${around}&at=2026-01-15`, desktop, "light", (page) =>
  page.getByRole("button", { name: "Tables", exact: true }).click(),
);
await shoot("arabic", `e=${around}&at=2026-01-15&lang=ar`);
await shoot("dark", `e=${around}&at=2026-01-15&sel=sdf`, desktop, "dark");
await shoot("phone", `e=${around}&at=2026-01-15&sel=us-sdf-partnership`, phone);
await shoot("start", "");
await slide();
await browser.close();

/** Opens a view, waits until what was asked for is there, and takes its picture. */
async function shoot(name, fragment, size = desktop, colorScheme = "light", act = () => {}) {
  const { page } = await openView(browser, fragment, size);
  await page.emulateMedia({ colorScheme });
  await act(page);
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: `${folder}/explorer-${name}.png` });
  await page.context().close();
}

async function slide() {
  const { page } = await openView(browser, `e=${around}&at=2026-01-10${winter}&past=1`, {
    width: 800,
    height: 560,
  });
  await page.locator(".legend summary").click();
  await page.getByRole("button", { name: "Show all", exact: true }).click();
  const frames = [];
  for (let day = 10; day <= 31; day++) {
    await goTo(page, `2026-01-${day}`);
    frames.push(await page.screenshot());
  }
  await writeFile(`${folder}/explorer-slider.png`, animate(frames, 500));
  await page.context().close();
}
