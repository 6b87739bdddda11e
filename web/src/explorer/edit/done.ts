import { AnswerError, ask, awaitWrite } from "../api/ask.ts";
import { UndoWriteDocument } from "../api/operations.ts";
import { forgetPictures } from "../model/request.ts";
import { look, refresh, remove, useExplorer } from "../model/store.ts";
import { payload, type Written } from "./forms/form.ts";
import { newKey } from "./key.ts";
import { patience, showWritten } from "./save.ts";
import { get, set } from "./session.ts";

/** Takes the last write back, or puts back what was taken back. */
export async function takeBack(): Promise<void> {
  const { done } = get();
  if (!done || done.busy) return;
  set({ done: { ...done, busy: true, problem: "" } });
  try {
    const input = { change: done.written.change, idempotencyKey: done.key };
    const answer = await ask(UndoWriteDocument, { input }, AbortSignal.timeout(patience));
    const receipt = payload(answer.undo);
    awaitWrite(receipt.consistency);
    const written = { ...done.written, ...receipt };
    const undone = !done.undone;
    if (undone && get().lastSource[0]?.id === written.made?.id) set({ lastSource: [] });
    set({ done: { written, undone, busy: false, problem: "", key: newKey() } });
    await (undone ? showUndone(written) : showWritten(written));
  } catch (error) {
    set({ done: { ...done, busy: false, problem: inWords(error, done.undone) } });
  }
}

function inWords(error: unknown, undone: boolean): string {
  if (!(error instanceof AnswerError)) return "The server did not answer in time. Try again.";
  if (error.code !== "CONFLICT") return error.message;
  const what = undone ? "put back" : "undone";
  return `This cannot be ${what}, since the record has changed or others refer to it.`;
}

/** Draws the picture anew without what was taken back. */
async function showUndone({ made }: Written): Promise<void> {
  const { view } = useExplorer.getState();
  if (view.selected === made?.id) look({ selected: null });
  if (made && view.entities.includes(made.id)) {
    forgetPictures();
    await remove([made.id]);
  } else await refresh();
}

/** Closes the notice of the last write. */
export function closeDone(): void {
  set({ done: null });
}
