import type { EntityClass } from "../api/operations.ts";

/** Outlines on a field of 24 by 24, one for each kind that has its own; drawn with round lines. */
const outlines: Readonly<Record<string, string>> = {
  state: "M6 21V4M6 5h12l-3 4 3 4H6",
  government: "M3 9l9-6 9 6zM5 9v9M10 9v9M14 9v9M19 9v9M3 21h18",
  ministry: "M4 21V8h16v13M9 21v-6h6v6M4 8l8-5 8 5M8 12h1M15 12h1",
  "armed-group": "M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6z",
  "military-command": "M12 3l2.6 5.6 6 .8-4.4 4.2 1.1 6L12 16.7 6.7 19.6l1.1-6L3.4 9.4l6-.8z",
  coalition: "M8 12a4 4 0 1 1 0-.1M16 12a4 4 0 1 0 0-.1M10 12h4",
  person: "M12 12a4 4 0 1 0-.1 0M4 21c0-5 4-7 8-7s8 2 8 7",
  population:
    "M8 11a3 3 0 1 0-.1 0M17 11a2.5 2.5 0 1 0-.1 0M2 20c0-4 3-6 6-6s6 2 6 6M14 14c4-1 8 1 8 6",
  court: "M12 3v18M5 7h14M5 7l-3 7h6zM19 7l-3 7h6zM8 21h8",
  prison: "M4 4h16v16H4zM8 4v16M12 4v16M16 4v16",
  camp: "M2 20L12 4l10 16zM12 12l-4 8M12 12l4 8",
  city: "M3 21V10h6v11M9 21V4h7v17M16 21v-8h5v8M12 8h1M12 12h1",
  "military-base": "M3 21h18M5 21V11l7-5 7 5v10M10 21v-6h4v6",
  agreement: "M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h7",
  attack: "M12 2l2 6 6-2-3 5 5 3-6 1 1 6-5-4-5 4 1-6-6-1 5-3-3-5 6 2z",
  escape: "M13 4h6v16h-6M3 12h11M10 8l4 4-4 4",
  transfer: "M3 8h15M14 4l4 4-4 4M21 16H6M10 12l-4 4 4 4",
  statement: "M4 5h16v11H10l-4 4v-4H4z",
  meeting: "M4 13h16M7 13v7M17 13v7M8 9a2 2 0 1 0-.1 0M16 9a2 2 0 1 0-.1 0",
};

/** Kinds that are drawn as another is. */
const alike: Readonly<Record<string, string>> = {
  administration: "government",
  agency: "ministry",
  judiciary: "court",
  "armed-forces": "military-command",
  town: "city",
  district: "city",
  accession: "agreement",
  handover: "transfer",
  battle: "attack",
  operation: "attack",
  overthrow: "attack",
};

/** What stands for a kind that has no outline of its own. */
const byClass: Readonly<Record<EntityClass, string>> = {
  ACTOR: "M12 4a8 8 0 1 0 .1 0M12 9a3 3 0 1 0 .1 0",
  PLACE: "M12 21c5-6 7-9 7-12a7 7 0 0 0-14 0c0 3 2 6 7 12zM12 11a2 2 0 1 0-.1 0",
  EVENT: "M4 6h16v14H4zM4 10h16M8 3v5M16 3v5",
};

/** The outline of a kind's icon, as the data of an SVG path. */
export function outlineOf(kind: string, class_: EntityClass): string {
  return outlines[alike[kind] ?? kind] ?? byClass[class_];
}

/** The same as an image, in a colour, for a canvas that takes addresses only. */
export function iconAddress(kind: string, class_: EntityClass, colour: string): string {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" ` +
    `stroke="${colour}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">` +
    `<path d="${outlineOf(kind, class_)}"/></svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}
