import { useMemo } from "react";
import { add, collapse, leavesOf, remove, togglePinned, useExplorer } from "../model/store.ts";

/** What can be done with an entity on the canvas; one that is not there can be put there. */
export function EntityActions({ id }: { id: string }) {
  const picture = useExplorer((s) => s.picture);
  const pinned = useExplorer((s) => s.view.pinned);
  const leaves = useMemo(() => leavesOf(id, picture, pinned).length, [id, picture, pinned]);
  if (!picture.entities.has(id)) {
    return (
      <p className="actions">
        It is not on the canvas.{" "}
        <button type="button" onClick={() => void add([id], id)}>
          Add to the picture
        </button>
      </p>
    );
  }
  return (
    <div className="actions" role="toolbar" aria-label="This entity on the canvas">
      <button
        type="button"
        title="A pinned entity stays where it is when the rest is laid out anew"
        onClick={() => {
          togglePinned(id);
        }}
      >
        {pinned.includes(id) ? "Unpin" : "Pin"}
      </button>
      <button
        type="button"
        title="Take off the entities that hang on this one alone and are not pinned"
        aria-disabled={leaves === 0}
        onClick={() => {
          if (leaves > 0) void collapse(id);
        }}
      >
        Collapse{leaves > 0 && ` (${String(leaves)})`}
      </button>
      <button type="button" onClick={() => void remove([id])}>
        Remove
      </button>
    </div>
  );
}
