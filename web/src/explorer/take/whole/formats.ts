import { AnswerError, get } from "../../api/ask.ts";

/** A format in which the server writes graphs. */
export interface ServerFormat {
  readonly name: string;
  /** Its title, for people. */
  readonly label: string;
  /** What the name of a file in it ends with, such as `.graphml`. */
  readonly ending: string;
}

/** Asks the server in which formats it writes. */
export async function requestFormats(
  path: string,
  signal: AbortSignal,
): Promise<readonly ServerFormat[]> {
  const answer = await get(path, signal);
  let body: unknown;
  try {
    body = await answer.json();
  } catch {
    if (signal.aborted) throw signal.reason;
  }
  return formatsOf(body);
}

/** Reads the list of formats, of which those are left out that the server only reads. */
export function formatsOf(body: unknown): ServerFormat[] {
  if (!Array.isArray(body)) throw new AnswerError("Its list of them cannot be read.", "INTERNAL");
  return body.filter(isWritten).map(({ name, title, extensions }) => {
    return { name, label: title, ending: extensions[0] ?? "" };
  });
}

interface Written {
  readonly name: string;
  readonly title: string;
  readonly extensions: readonly string[];
}

function isWritten(entry: unknown): entry is Written {
  const { name, title, extensions, export: writes } = Object(entry) as Record<string, unknown>;
  const known = typeof name === "string" && typeof title === "string" && Array.isArray(extensions);
  return known && writes === true;
}
