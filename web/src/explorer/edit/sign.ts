import { ask, AnswerError, keepToken } from "../api/ask.ts";
import { EditVocabularyDocument, MayWriteDocument } from "../api/operations.ts";
import { passed } from "../../gate/gate.ts";
import { dismiss, refresh, useExplorer } from "../model/store.ts";
import { set } from "./session.ts";

/**
 * Signs in with an editor's token. Whether the server takes it is asked by a mutation
 * without a field: it writes nothing, and is refused to whoever may not write. Throws an
 * AnswerError if it is; then who reads goes on without a token.
 */
export async function signIn(token: string): Promise<void> {
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new AnswerError("A token has no blanks, and no letters beyond a to z.", "BAD_USER_INPUT");
  }
  await askWhether(token);
  const { vocabulary } = await ask(EditVocabularyDocument, {}, undefined, token);
  keepToken(token);
  set({ signedIn: true, vocabulary, problem: "" });
  await refresh(); // An editor may see more than a reader.
}

/** Lets in who has a token to read: as an editor where it is one's, and else as a reader. */
export async function letIn(token: string): Promise<void> {
  keepToken(token);
  for (const notice of useExplorer.getState().notices) dismiss(notice); // of what was refused
  passed();
  try {
    await signIn(token);
  } catch {
    await refresh();
  }
}

/** Throws unless the server takes writes with the token. */
async function askWhether(token: string): Promise<void> {
  try {
    await ask(MayWriteDocument, {}, undefined, token);
  } catch (error) {
    if (!(error instanceof AnswerError) || error.code !== "UNAUTHENTICATED") throw error;
    throw new AnswerError("The server does not know this token.", error.code);
  }
}

/** Forgets the token and what was typed. */
export function signOut(problem = ""): void {
  keepToken(undefined);
  set({ signedIn: false, problem, ...(problem === "" ? { works: [] } : {}) });
  void refresh();
}

/** Says whether the server takes writes from anyone; where it takes none, its own words. */
export async function whyNoWrites(signal: AbortSignal): Promise<string | undefined> {
  try {
    await ask(MayWriteDocument, {}, signal);
  } catch (error) {
    if (error instanceof AnswerError && error.code === "FORBIDDEN") return error.message;
  }
  return undefined;
}
