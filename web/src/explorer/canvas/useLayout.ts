import { useEffect, useRef } from "react";
import { place, tell, useExplorer } from "../model/store.ts";
import { withoutMoved, type LayoutStep, type LayoutTask } from "./layout.ts";

/**
 * Lays out, in a worker, entities that have no place yet; and all that are not pinned,
 * when that is asked for. What has a place else stays there.
 */
export function useLayout(onStep: (step: LayoutStep) => void): void {
  const picture = useExplorer((s) => s.picture);
  const layouts = useExplorer((s) => s.layouts);
  const asked = useRef(layouts);

  useEffect(() => {
    const anew = asked.current !== layouts;
    asked.current = layouts;
    const task = taskOf(anew);
    if (task === undefined) return;
    const worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<LayoutStep>) => {
      // What was dragged meanwhile lies where the visitor put it.
      const positions = withoutMoved(data.positions, task, useExplorer.getState().view.positions);
      if (data.done) {
        worker.terminate();
        place(positions, false);
      }
      onStep({ ...data, positions });
    };
    worker.onerror = () => {
      tell("The picture could not be laid out.");
    };
    worker.postMessage(task);
    return () => {
      worker.terminate();
    };
  }, [picture, layouts, onStep]);
}

/** What there is to lay out; undefined if all has its place. */
function taskOf(anew: boolean): LayoutTask | undefined {
  const { picture, view } = useExplorer.getState();
  const pinned = new Set(view.pinned);
  const entities = [...picture.entities.keys()].map((id) => {
    const at = view.positions[id];
    return { id, at, fixed: at !== undefined && (!anew || pinned.has(id)) };
  });
  if (entities.every(({ fixed }) => fixed)) return undefined;
  const links = new Map<string, { from: string; to: string }>();
  for (const { from, to } of picture.relationships.values()) {
    if (from !== to) links.set([from, to].sort().join(" "), { from, to });
  }
  return { entities, links: [...links.values()] };
}
