import { fonts } from "../../canvas/style.ts";
import { number } from "./geometry.ts";
import { element, xml } from "./xml.ts";

/** How wide a text is, near enough for a line to be broken and for a column to be wide enough. */
export function widthOf(text: string, size: number): number {
  return text.length * size * 0.6;
}

/** Breaks a text at its spaces into lines of at most this width; a longer word has its own. */
export function wrapped(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && widthOf(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

interface TextOptions {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly fill: string;
  readonly anchor?: "middle";
  /** The colour of the outline that sets it off from what lies behind. */
  readonly halo?: string;
  readonly turn?: number;
  readonly weight?: string;
  /** A sentence of ours runs from left to right, whatever the name that it begins with. */
  readonly isSentence?: boolean;
}

const rightToLeft = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}]/u;

/** A line of text, in the direction of its first letter. */
export function textLine(text: string, o: TextOptions): string {
  const isTurned = !o.isSentence && rightToLeft.test(text);
  // A text from right to left starts at its right: its anchor is then the other end.
  const anchor = o.anchor ?? (isTurned ? "end" : undefined);
  const halo = o.halo
    ? { stroke: o.halo, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" }
    : {};
  return element(
    "text",
    {
      x: number(o.x),
      y: number(o.y),
      "font-family": fonts,
      "font-size": o.size,
      "font-weight": o.weight,
      fill: o.fill,
      "text-anchor": anchor,
      direction: isTurned ? "rtl" : undefined,
      transform: o.turn ? `rotate(${number(o.turn)} ${number(o.x)} ${number(o.y)})` : undefined,
      ...halo,
    },
    xml(text),
  );
}
