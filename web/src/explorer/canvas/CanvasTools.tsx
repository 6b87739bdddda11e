import { use } from "react";
import { layOut, redo, undo, useExplorer } from "../model/store.ts";
import { IconButton } from "../parts/IconButton.tsx";
import { CanvasContext } from "./context.ts";

/** The buttons at the edge of the canvas. */
export function CanvasTools() {
  const renderer = use(CanvasContext);
  const past = useExplorer((s) => s.past.length);
  const future = useExplorer((s) => s.future.length);
  return (
    <div className="canvas-tools" role="toolbar" aria-label="Canvas">
      <IconButton label="Undo" icon="undo" disabled={past === 0} onClick={() => void undo()} />
      <IconButton label="Redo" icon="redo" disabled={future === 0} onClick={() => void redo()} />
      <IconButton label="Zoom in" icon="plus" onClick={() => renderer?.zoom(1.3)} />
      <IconButton label="Zoom out" icon="minus" onClick={() => renderer?.zoom(1 / 1.3)} />
      <IconButton label="Show all" icon="fit" onClick={() => renderer?.fit()} />
      <IconButton label="Lay out anew what is not pinned" icon="layout" onClick={layOut} />
    </div>
  );
}
