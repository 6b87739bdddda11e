import { baseName, cookbook } from "../cookbook.ts";

/** A question of the cookbook, with the query that answers it. */
export interface Question {
  /** The name of its file, which is also its place on the page. */
  readonly name: string;
  /** Its number; 0 for one that stands after the numbered ones. */
  readonly number: number;
  /** The question as a sentence. */
  readonly title: string;
  /** Paragraphs on what the query shows and how it is to be read. */
  readonly explanation: readonly string[];
  /** The query without the comment that the title and explanation come from. */
  readonly query: string;
  /** Where its kept answer is; undefined if none is kept. */
  readonly answer: string | undefined;
}

/** Where each kept answer is, by the name of its file. They are loaded when asked for. */
const answers = new Map(
  Object.entries(
    import.meta.glob<string>("../../../docs/queries/*.json", {
      query: "?url",
      import: "default",
      eager: true,
    }),
  ).map(([path, url]) => [baseName(path), url]),
);

/** All questions, in their order. */
export const questions: readonly Question[] = [...cookbook].map(([name, text]) =>
  read(name, text),
);

/**
 * Reads a file of the cookbook. It begins with a comment: the question, behind
 * its number if it has one, up to the first line that ends a sentence; then the
 * explanation, whose paragraphs are parted by empty lines.
 */
function read(name: string, text: string): Question {
  const comment = /^(?:#.*\n)*/.exec(text)?.[0] ?? "";
  const words = comment.replaceAll(/^# ?/gm, "").trim();
  const title = /^(?:.+\n)*?.*[?.]$|^(?:.+\n?)*/m.exec(words)?.[0] ?? "";
  const number = /^(\d+)\.\s+/.exec(title);
  return {
    name,
    number: Number(number?.[1] ?? 0),
    title: onOneLine(title.slice(number?.[0].length ?? 0)) || name,
    explanation: words.slice(title.length).split(/\n\s*\n/).map(onOneLine).filter(Boolean),
    query: text.slice(comment.length).trim(),
    answer: answers.get(name),
  };
}

/** Text with every run of white space as one space. */
function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
