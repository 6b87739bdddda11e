import { DateError, inWords, parseQuestion } from "../time/question.ts";

/** Says a date as an editor may write it, with its qualifier; null if it is none. */
function sideInWords(text: string): string | null {
  if (text.includes("/")) return null;
  try {
    parseQuestion(text.replace(/[~?%]$/, ""));
  } catch (error) {
    if (error instanceof DateError) return null;
    throw error;
  }
  return inWords(text);
}

/**
 * Says a validity in words: `from about October 2015, end not known`. What cannot be read
 * is null; the server says what is wrong with it.
 */
export function validityInWords(edtf: string): string | null {
  const [start = "", end, ...others] = edtf.trim().split("/");
  if (others.length > 0) return null;
  if (end === undefined) return sideInWords(start);
  const from =
    start === ".." ? "always so far" : start === "" ? "start not known" : sideInWords(start);
  const until = end === ".." ? "ongoing" : end === "" ? "end not known" : sideInWords(end);
  if (from === null || until === null) return null;
  const begins = start === "" || start === ".." ? from : `from ${from}`;
  const ends = end === "" || end === ".." ? until : `to ${until}`;
  return `${begins}, ${ends}`;
}

/** A date beside its meaning in words: `2026-01: January 2026`. */
export function withWords(edtf: string): string {
  const words = validityInWords(edtf);
  return words === null ? edtf : `${edtf}: ${words}`;
}

/**
 * Says what it means that a relationship ended at a date: a day, month or year counts
 * itself, a moment does not. Null where the text is no single date.
 */
export function endInWords(edtf: string): string | null {
  const words = sideInWords(edtf.trim());
  if (words === null) return null;
  const vague = /[~?%]$/.test(edtf.trim());
  if (vague) return `it ended at a date that is not sure: ${words}.`;
  if (edtf.includes("T")) return `it was in force until ${words}, and no longer at that moment.`;
  return /^-?\d{4}-\d\d-\d\d$/.test(edtf.trim())
    ? `it was still in force at some moment of ${words}, and no longer after that day.`
    : `it was still in force at some moment of ${words}, and ended in it: when in it is not known.`;
}
