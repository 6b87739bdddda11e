// Lays out pictures apart from the page's thread, which stays free for the visitor.

import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from "d3-force";
import type { Position } from "../model/view.ts";
import { firstPlaces, type LayoutStep, type LayoutTask } from "./layout.ts";

interface Body extends SimulationNodeDatum {
  readonly id: string;
}

/** How long a picture may be worked on before its state is shown, in milliseconds. */
const showEvery = 120;

self.onmessage = ({ data }: MessageEvent<LayoutTask>) => {
  const simulation = simulate(data);
  const bodies = simulation.nodes();
  let shown = performance.now();
  // The forces cool down by a fixed share at each tick, so this ends after some 300.
  while (simulation.alpha() > simulation.alphaMin()) {
    simulation.tick();
    if (performance.now() - shown < showEvery) continue;
    shown = performance.now();
    answer(bodies, false);
  }
  answer(bodies, true);
};

function simulate(task: LayoutTask) {
  const places = firstPlaces(task);
  const bodies = task.entities.map(({ id, fixed }): Body => {
    const [x, y] = places[id] ?? [0, 0];
    return fixed ? { id, x, y, fx: x, fy: y } : { id, x, y };
  });
  const links = task.links.map(({ from, to }) => ({ source: from, target: to }));
  const distance = 180;
  return forceSimulation(bodies)
    .stop()
    .force("charge", forceManyBody<Body>().strength(-1300).distanceMax(1200))
    .force(
      "link",
      forceLink<Body, { source: string; target: string }>(links)
        .id((b) => b.id)
        .distance(distance),
    )
    .force("x", forceX<Body>().strength(0.05))
    .force("y", forceY<Body>().strength(0.08))
    .force("collide", forceCollide<Body>(46));
}

function answer(bodies: readonly Body[], done: boolean): void {
  const positions: Record<string, Position> = {};
  for (const { id, x = 0, y = 0 } of bodies) positions[id] = [Math.round(x), Math.round(y)];
  self.postMessage({ positions, done } satisfies LayoutStep);
}
