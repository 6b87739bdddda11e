import {
  useCallback,
  useEffect,
  useMemo,
  useState,
  type KeyboardEvent,
  type RefCallback,
} from "react";
import { appearances, shownEntities } from "../model/shown.ts";
import { useSpared } from "../model/useSpared.ts";
import { expand, place, remove, select, togglePinned, useExplorer } from "../model/store.ts";
import { cytoscapeRenderer } from "./cytoscape.ts";
import { firstPlaces, type LayoutStep } from "./layout.ts";
import type { Renderer } from "./renderer.ts";
import { CanvasContext } from "./context.ts";
import { nextEntity, type Way } from "./walk.ts";
import { useLayout } from "./useLayout.ts";
import { CanvasTools } from "./CanvasTools.tsx";

/** The picture of the view. The tables of the same view are its accessible form. */
export function Canvas() {
  const [renderer, frame] = useRenderer();
  const picture = useExplorer((s) => s.picture);
  const view = useExplorer((s) => s.view);
  const traced = useExplorer((s) => s.view.traced);
  const compared = useExplorer((s) => s.compared);
  const { valid, hidden, showExpired, showUpcoming, selected, pinned } = view;

  const spared = useSpared();

  // Drawing anew where nothing but the time changed would be slow.
  useEffect(() => {
    const { positions } = useExplorer.getState().view;
    const entities = shownEntities(picture, useExplorer.getState().view);
    const there = new Set(entities.map(({ id }) => id));
    const relationships = [...picture.relationships.values()].filter(
      ({ from, to }) => there.has(from) && there.has(to),
    );
    const fresh = entities.every(({ id }) => positions[id] === undefined);
    const places = firstPlaces({
      entities: entities.map(({ id }) => ({ id, at: positions[id], fixed: false })),
      links: relationships,
    });
    renderer?.draw({ entities, relationships }, places);
    if (fresh) renderer?.fitReadably();
    if (renderer && entities.length > 0) performance.mark("entente:drawn");
  }, [renderer, picture, hidden.kinds]);

  const shown = useMemo(
    () =>
      appearances(
        picture,
        {
          ...useExplorer.getState().view,
          valid,
          hidden,
          showExpired,
          showUpcoming,
          selected,
        },
        spared,
      ),
    [picture, valid, hidden, showExpired, showUpcoming, selected, spared],
  );
  useEffect(() => {
    renderer?.appear(shown);
  }, [renderer, shown]);
  useEffect(() => {
    renderer?.mark({ selected, traced, pinned, compared });
  }, [renderer, picture, hidden.kinds, selected, traced, pinned, compared]);
  // A pin or a date that moves on is no reason to take the canvas elsewhere.
  useEffect(() => {
    if (selected !== null) renderer?.reveal(selected);
  }, [renderer, picture, hidden.kinds, selected]);
  useEffect(() => {
    renderer?.move(view.positions);
  }, [renderer, view.positions]);

  const onStep = useCallback(
    ({ positions, done }: LayoutStep) => {
      renderer?.move(positions);
      if (done) renderer?.fitIfNeeded();
    },
    [renderer],
  );
  useLayout(onStep);

  const name = selected === null ? undefined : picture.entities.get(selected)?.name;
  return (
    <CanvasContext value={renderer}>
      <div
        className="canvas"
        role="application"
        aria-label="Graph. Arrow keys go from entity to entity, Enter shows more of one, Delete takes it away. The tables show the same."
        tabIndex={0}
        onKeyDown={onKey}
      >
        <div ref={frame} className="canvas-frame" data-testid="canvas" />
        <p role="status" className="unseen">
          {name === undefined ? "" : `${name} selected`}
        </p>
      </div>
      <CanvasTools />
    </CanvasContext>
  );
}

/** Makes a renderer on the frame; what it returns takes it away again. */
function useRenderer(): [Renderer | null, RefCallback<HTMLDivElement>] {
  const [renderer, setRenderer] = useState<Renderer | null>(null);
  const frame = useCallback((element: HTMLDivElement) => {
    const made = cytoscapeRenderer(element, {
      onSelect: select,
      onExpand: (id) => void expand(id),
      onDragged: (positions) => {
        place(positions, true);
      },
    });
    setRenderer(made);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const restyle = () => {
      made.restyle();
    };
    dark.addEventListener("change", restyle);
    return () => {
      dark.removeEventListener("change", restyle);
      made.destroy();
      setRenderer(null);
    };
  }, []);
  return [renderer, frame];
}

const ways: Readonly<Record<string, Way>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function onKey(event: KeyboardEvent): void {
  const { view, picture } = useExplorer.getState();
  const { selected } = view;
  const isEntity = selected !== null && picture.entities.has(selected);
  const way = ways[event.key];
  if (way) select(nextEntity(shownEntities(picture, view), view.positions, selected, way));
  else if (event.key === "Escape") select(null);
  else if (event.key === "Enter" && isEntity) void expand(selected);
  else if (event.key === "Delete" && isEntity) void remove([selected]);
  else if (event.key === "p" && isEntity) togglePinned(selected);
  else return;
  event.preventDefault();
}
