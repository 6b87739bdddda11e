// Rules of accessible pages that can be checked by looking at a page's elements.
// They are the part of WCAG that our pages could break unseen.

/** Says where the page breaks a rule: headings, names, ids, language, landmarks. */
export function brokenRules(page) {
  return page.evaluate(() => {
    const broken = [];
    const all = (selector) => [...document.querySelectorAll(selector)];
    const words = (id) => document.getElementById(id)?.textContent.trim();
    const nameOf = (it) =>
      it.getAttribute("aria-label") ??
      (it.hasAttribute("aria-labelledby")
        ? words(it.getAttribute("aria-labelledby"))
        : it.textContent.trim());

    const levels = all("h1, h2, h3, h4, h5, h6").map((it) => Number(it.tagName[1]));
    if (levels.filter((level) => level === 1).length !== 1) broken.push("not one h1");
    levels.reduce((last, level) => {
      if (level > last + 1) broken.push(`h${level} follows h${last}`);
      return level;
    }, 0);

    for (const it of all("a, button, summary, nav, section, article, [tabindex], [role=group]")) {
      if (!nameOf(it)) broken.push(`no name: ${it.outerHTML.slice(0, 80)}`);
    }
    const names = all("a.button, summary, nav, [role=group]").map((it) => it.tagName + nameOf(it));
    for (const name of names) {
      if (names.indexOf(name) !== names.lastIndexOf(name)) broken.push(`two named ${name}`);
    }
    const ids = all("[id]").map(({ id }) => id);
    if (new Set(ids).size !== ids.length) broken.push("an id occurs twice");
    for (const link of all("a[href^='#']")) {
      const target = link.getAttribute("href").slice(1);
      if (!ids.includes(target)) broken.push(`#${target} leads nowhere`);
    }
    if (!document.documentElement.lang) broken.push("no language");
    if (all("main").length !== 1) broken.push("not one main");
    if (!document.title) broken.push("no title");
    return broken;
  });
}

/** Names the kinds of text whose contrast with what is behind them is below 4.5. */
export function faintTexts(page) {
  return page.evaluate(() => {
    const channels = (color) => color.match(/[\d.]+/g).map(Number);
    const luminance = (color) => {
      const [r, g, b] = channels(color).map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const isClear = (color) => channels(color)[3] === 0;
    const behind = (it) => {
      const color = globalThis.getComputedStyle(it).backgroundColor;
      return isClear(color) && it.parentElement ? behind(it.parentElement) : color;
    };
    const faint = new Set();
    for (const it of document.querySelectorAll("body *")) {
      const hasText = [...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      if (!hasText || it.tagName === "NOSCRIPT") continue;
      const [a, b] = [globalThis.getComputedStyle(it).color, behind(it)].map(luminance);
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (contrast < 4.5) faint.add(`${it.tagName}.${it.className}: ${contrast.toFixed(1)}`);
    }
    return [...faint];
  });
}
