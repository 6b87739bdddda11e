import cytoscape, {
  type Collection,
  type Core,
  type ElementDefinition,
  type NodeCollection,
  type SingularElementReturnValue,
} from "cytoscape";
import type { Differences } from "../model/differences.ts";
import type { Entity, Relationship } from "../model/picture.ts";
import type { Appearance } from "../model/shown.ts";
import type { Position } from "../model/view.ts";
import { pageColours } from "./colours.ts";
import type { CanvasEvents, Marks, Renderer, Scene } from "./renderer.ts";
import { styleOf } from "./style.ts";

type Positions = Readonly<Record<string, Position>>;

/** Narrower than this is a phone, in pixels; and at a smaller zoom no names are drawn. */
const narrow = 700;
const readable = 0.6;

/** How soon a second tap makes a double one, in milliseconds. */
const doubleTap = 400;

const statuses = "HIDDEN UPCOMING ACTIVE POSSIBLY_ACTIVE EXPIRED";

/** A renderer on cytoscape's canvas, which draws into the element given. */
export function cytoscapeRenderer(container: HTMLElement, events: CanvasEvents): Renderer {
  const cy = cytoscape({
    container,
    style: styleOf(pageColours()),
    minZoom: 0.1,
    maxZoom: 4,
    boxSelectionEnabled: false,
    autounselectify: true,
    // The wheel moves the page until the canvas has the focus.
    userZoomingEnabled: false,
  });
  listen(cy, container, events);
  // Who has not chosen a part to look at sees all, however wide the canvas comes to be.
  let followed = true;
  cy.on("dragpan scrollzoom pinchzoom", () => {
    followed = false;
  });
  // Not at once: a first click opens a panel, and the second must find what it was aimed at.
  let resized: ReturnType<typeof setTimeout> | undefined;
  cy.on("resize", () => {
    clearTimeout(resized);
    resized = setTimeout(() => {
      if (followed && !cy.destroyed() && !isInside(cy, cy.nodes())) fitReadably(cy);
    }, doubleTap);
  });
  return {
    draw(scene, positions) {
      const goesOn = scene.entities.some(({ id }) => cy.getElementById(id).nonempty());
      cy.batch(() => {
        draw(cy, scene, positions);
      });
      if (!goesOn) fit(cy);
    },
    appear(appearances) {
      cy.batch(() => {
        appear(cy, appearances);
      });
    },
    move(positions) {
      cy.batch(() => {
        for (const [id, [x, y]] of Object.entries(positions))
          cy.getElementById(id).position({ x, y });
      });
    },
    mark(marks) {
      cy.batch(() => {
        mark(cy, marks);
      });
    },
    fit() {
      fit(cy);
      followed = true;
    },
    fitReadably() {
      fitReadably(cy);
    },
    fitIfNeeded() {
      if (!isInside(cy, cy.nodes())) fitReadably(cy);
    },
    zoom(factor) {
      followed = false;
      cy.zoom({ level: cy.zoom() * factor, renderedPosition: centre(cy) });
    },
    reveal(id) {
      reveal(cy, cy.getElementById(id));
    },
    restyle() {
      cy.style(styleOf(pageColours()));
    },
    destroy() {
      cy.destroy();
    },
  };
}

function centre(cy: Core): { x: number; y: number } {
  return { x: cy.width() / 2, y: cy.height() / 2 };
}

function listen(cy: Core, container: HTMLElement, events: CanvasEvents): void {
  // Cytoscape's own double tap counts two quick taps on different entities.
  let before = { id: null as string | null, at: 0 };
  cy.on("tap", (event) => {
    const id = event.target === cy ? null : (event.target as SingularElementReturnValue).id();
    const now = { id, at: event.timeStamp };
    events.onSelect(id);
    const again = id !== null && id === before.id && now.at - before.at < doubleTap;
    if (again && cy.getElementById(id).isNode()) events.onExpand(id);
    before = again ? { id: null, at: 0 } : now;
  });
  cy.on("dragfree", "node", (event) => {
    const node = event.target as cytoscape.NodeSingular;
    const { x, y } = node.position();
    events.onDragged({ [node.id()]: [x, y] });
  });
  const zooming = (on: boolean) => () => {
    cy.userZoomingEnabled(on);
  };
  // Heard on its way up: on the container, cytoscape takes the focus from whatever has it.
  for (const press of ["mousedown", "touchstart"]) {
    container.parentElement?.addEventListener(
      press,
      () => {
        container.parentElement?.focus({ preventScroll: true });
      },
      { passive: true },
    );
  }
  container.parentElement?.addEventListener("focus", zooming(true));
  container.parentElement?.addEventListener("blur", zooming(false));
  // Two fingers zoom whether or not the canvas has the focus.
  container.addEventListener("touchstart", zooming(true), { passive: true });
}

function draw(cy: Core, scene: Scene, positions: Positions): void {
  const wanted = new Map<string, ElementDefinition>();
  for (const entity of scene.entities) wanted.set(entity.id, nodeOf(entity, positions));
  for (const relationship of scene.relationships) wanted.set(relationship.id, edgeOf(relationship));
  cy.elements().forEach((element) => {
    if (!wanted.has(element.id())) element.remove();
  });
  const added: ElementDefinition[] = [];
  for (const [id, definition] of wanted) {
    const there = cy.getElementById(id);
    if (there.empty()) added.push(definition);
    else there.data(definition.data);
  }
  cy.add(added);
}

function nodeOf(entity: Entity, positions: Positions): ElementDefinition {
  const [x, y] = positions[entity.id] ?? [0, 0];
  const data = { id: entity.id, label: entity.name, kind: entity.kind, class: entity.class };
  return { group: "nodes", data, position: { x, y } };
}

function edgeOf(r: Relationship): ElementDefinition {
  const data = {
    id: r.id,
    source: r.from,
    target: r.to,
    label: r.typeLabel,
    sign: r.sign,
    symmetric: r.symmetric,
  };
  return { group: "edges", data };
}

function appear(cy: Core, appearances: ReadonlyMap<string, Appearance>): void {
  const joined = new Set<string>();
  cy.edges().forEach((edge) => {
    const appearance = appearances.get(edge.id()) ?? "HIDDEN";
    if (!edge.hasClass(appearance)) edge.removeClass(statuses).addClass(appearance);
    if (appearance === "HIDDEN") return;
    joined.add(edge.source().id());
    joined.add(edge.target().id());
  });
  cy.nodes().forEach((node) => {
    node.toggleClass("alone", !joined.has(node.id()));
  });
}

const marked =
  "selected traced pinned compared unchanged STARTED ENDED APPEARED DISAPPEARED CHANGED";

function mark(cy: Core, { selected, traced, pinned, compared }: Marks): void {
  cy.elements().removeClass(marked);
  if (selected !== null) cy.getElementById(selected).addClass("selected");
  for (const id of traced) cy.getElementById(id).addClass("traced");
  for (const id of pinned) cy.getElementById(id).addClass("pinned");
  if (compared) compare(cy, compared);
}

function compare(cy: Core, compared: Differences): void {
  cy.edges().forEach((edge) => {
    const kind = compared.get(edge.id());
    edge.addClass(kind === undefined ? "unchanged" : `compared ${kind}`);
  });
}

function reveal(cy: Core, element: Collection): void {
  if (!element.empty() && !isInside(cy, element)) cy.center(element);
}

function isInside(cy: Core, elements: Collection | NodeCollection): boolean {
  const box = elements.renderedBoundingBox();
  return box.x1 >= 0 && box.y1 >= 0 && box.x2 <= cy.width() && box.y2 <= cy.height();
}

/** Shows all, with a margin, and a few entities no larger than is pleasant. */
function fit(cy: Core): void {
  cy.fit(undefined, 50);
  if (cy.zoom() > 1.1) cy.zoom({ level: 1.1, renderedPosition: centre(cy) });
  cy.center();
}

/**
 * Shows all; but on a phone no more than can be read with its names, around what is
 * selected or else the entity of most relationships. The rest is a stroke away.
 */
function fitReadably(cy: Core): void {
  fit(cy);
  if (cy.width() >= narrow || cy.zoom() >= readable || cy.nodes().empty()) return;
  const selected = cy.elements(".selected");
  cy.zoom(readable);
  cy.center(selected.nonempty() ? selected : cy.nodes().max((node) => node.degree(false)).ele);
}
