import type { Entity, Picture, Relationship } from "./picture.ts";

/** An entity for tests. */
export function entity(id: string, of: Partial<Entity> = {}): Entity {
  return { id, class: "ACTOR", kind: "state", kindLabel: "state", name: id, dates: always, ...of };
}

const always = {
  edtf: "../..",
  text: "always",
  startKind: "OPEN",
  endKind: "OPEN",
  startEarliest: -Infinity,
  startLatest: -Infinity,
  endEarliest: Infinity,
  endLatest: Infinity,
} as const;

/** A relationship for tests, in force at all times unless it is said otherwise. */
export function relationship(
  id: string,
  from: string,
  to: string,
  of: Partial<Relationship> = {},
): Relationship {
  const type = { type: "partnership", typeLabel: "partnership", symmetric: true };
  const rest = { sign: "COOPERATIVE", statement: id, dates: always } as const;
  return { id, from, to, ...type, ...rest, ...of };
}

/** A picture for tests. */
export function picture(
  entities: readonly Entity[],
  relationships: readonly Relationship[],
): Picture {
  return {
    entities: new Map(entities.map((e) => [e.id, e])),
    relationships: new Map(relationships.map((r) => [r.id, r])),
    histogram: { buckets: [], changePoints: [], extent: undefined, truncated: false },
    leftOut: 0,
  };
}
