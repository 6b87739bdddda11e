import type { EntityClass, Sign } from "../api/operations.ts";

/** The colours of the page, by what they mean; `explorer.css` gives them for light and dark. */
export interface Colours {
  readonly page: string;
  readonly text: string;
  readonly faint: string;
  readonly accent: string;
  readonly sign: Readonly<Record<Sign, string>>;
  readonly class: Readonly<Record<EntityClass, string>>;
}

/** Reads the colours that the page has now. */
export function pageColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    page: colour("page"),
    text: colour("text"),
    faint: colour("faint"),
    accent: colour("accent"),
    sign: {
      COOPERATIVE: colour("cooperative"),
      HOSTILE: colour("hostile"),
      NEUTRAL: colour("neutral"),
    },
    class: { ACTOR: colour("actor"), PLACE: colour("place"), EVENT: colour("event") },
  };
}
