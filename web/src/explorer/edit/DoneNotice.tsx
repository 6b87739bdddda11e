import { closeDone, takeBack } from "./done.ts";
import { useSession } from "./session.ts";

/** What was written last, with a way back. It stays until it is closed or the next write. */
export function DoneNotice() {
  const done = useSession((s) => s.done);
  return (
    <div className="notices" role="status">
      {done && (
        <div className="notice edit-done">
          <span>
            {done.undone && "Taken back: "}
            <bdi>{done.written.words}</bdi>{" "}
            {done.problem !== "" && <span className="problem">{done.problem}</span>}
          </span>
          <span className="edit-buttons">
            <button type="button" disabled={done.busy} onClick={() => void takeBack()}>
              {done.busy ? "…" : done.undone ? "Put it back" : "Undo"}
            </button>
            <button type="button" aria-label="Close this message" onClick={closeDone}>
              ×
            </button>
          </span>
        </div>
      )}
    </div>
  );
}
