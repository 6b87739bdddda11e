import type { Differences } from "../model/differences.ts";
import type { Appearance } from "../model/shown.ts";
import type { Entity, Relationship } from "../model/picture.ts";
import type { Position } from "../model/view.ts";

/** What there is to draw. A relationship's appearance is set apart, since it follows the time. */
export interface Scene {
  readonly entities: readonly Entity[];
  readonly relationships: readonly Relationship[];
}

/** What a visitor does on the canvas. */
export interface CanvasEvents {
  readonly onSelect: (id: string | null) => void;
  readonly onExpand: (id: string) => void;
  readonly onDragged: (positions: Readonly<Record<string, Position>>) => void;
}

/**
 * What draws pictures. The explorer knows its renderer by this alone. No method moves
 * an entity but `move` and `fit`.
 */
export interface Renderer {
  /**
   * Adds and removes what differs from the scene before; what stays, stays in place. A scene
   * without any entity of the one before is brought into sight.
   */
  draw(scene: Scene, positions: Readonly<Record<string, Position>>): void;
  /** Sets how relationships appear; entities that nothing shown joins are faded. */
  appear(appearances: ReadonlyMap<string, Appearance>): void;
  /** Moves entities. */
  move(positions: Readonly<Record<string, Position>>): void;
  /** Marks what is selected, pinned entities, and the relationships of a path and a comparison. */
  mark(marks: Marks): void;
  /** Brings all entities into sight. */
  fit(): void;
  /** The same, but on a narrow screen only as far as names can be read. */
  fitReadably(): void;
  /** The same, unless all are in sight as it is: who looks at a part is not taken away from it. */
  fitIfNeeded(): void;
  /** Zooms by a factor around the centre. */
  zoom(factor: number): void;
  /** Brings an entity or relationship into sight if it is out of it. */
  reveal(id: string): void;
  /** Takes up the colours of the page, which follow the visitor's light or dark. */
  restyle(): void;
  destroy(): void;
}

/** What is marked on the canvas. */
export interface Marks {
  readonly selected: string | null;
  readonly traced: readonly string[];
  readonly pinned: readonly string[];
  /** What a comparison lists; all others are faded. Null: nothing is compared. */
  readonly compared: Differences | null;
}
