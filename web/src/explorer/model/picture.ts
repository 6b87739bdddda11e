import type {
  BoundKind,
  DrawnRelationshipFragment,
  EntityClass,
  PictureQuery,
  Sign,
} from "../api/operations.ts";
import { parseInstant, type Seconds } from "../time/instant.ts";
import type { Bounds } from "../time/status.ts";

/** A validity as the API words it, beside the four moments that it stands for. */
export interface Dates extends Bounds {
  readonly edtf: string;
  readonly text: string;
  readonly startKind: BoundKind;
  readonly endKind: BoundKind;
}

/** An entity of the picture. */
export interface Entity {
  readonly id: string;
  readonly class: EntityClass;
  readonly kind: string;
  readonly kindLabel: string;
  readonly name: string;
  readonly dates: Dates;
}

/** A relationship of the picture, in whatever status. */
export interface Relationship {
  readonly id: string;
  readonly type: string;
  readonly typeLabel: string;
  readonly symmetric: boolean;
  readonly from: string;
  readonly to: string;
  readonly sign: Sign;
  readonly statement: string;
  readonly dates: Dates;
}

/** How many relationships of the picture are in force in a stretch of time. */
export interface Bucket {
  readonly from: Seconds;
  readonly until: Seconds;
  readonly edtf: string;
  readonly certain: number;
  readonly possible: number;
  /** The same by type; only if some types are hidden. */
  readonly types: readonly { type: string; certain: number; possible: number }[];
}

/** A moment at which relationships begin or cease to be shown. */
export interface ChangePoint {
  readonly at: Seconds;
  readonly relationships: readonly string[];
}

/** What a time bar shows of a picture. */
export interface Histogram {
  readonly buckets: readonly Bucket[];
  readonly changePoints: readonly ChangePoint[];
  /** The first and the last moment that a date names; undefined where none does. */
  readonly extent: { from: Seconds; until: Seconds } | undefined;
  /** There are more change points than the API lists at once. */
  readonly truncated: boolean;
}

/** Entities, every relationship among them over all time, and their histogram. */
export interface Picture {
  readonly entities: ReadonlyMap<string, Entity>;
  readonly relationships: ReadonlyMap<string, Relationship>;
  readonly histogram: Histogram;
  /** How many relationships a limit left out of the request; 0 if none. */
  readonly leftOut: number;
}

export const emptyPicture: Picture = {
  entities: new Map(),
  relationships: new Map(),
  histogram: { buckets: [], changePoints: [], extent: undefined, truncated: false },
  leftOut: 0,
};

type Neighborhood = PictureQuery["neighborhood"];

/** Makes a picture of the API's answer. */
export function pictureOf(answer: Neighborhood): Picture {
  return {
    entities: new Map(answer.entities.map((entity) => [entity.id, entityOf(entity)])),
    relationships: new Map(answer.relationships.map((r) => [r.id, relationshipOf(r)])),
    histogram: histogramOf(answer.timeline),
    leftOut: answer.explain.find(({ reason }) => reason === "OVER_LIMIT")?.count ?? 0,
  };
}

function entityOf(entity: Neighborhood["entities"][number]): Entity {
  return {
    id: entity.id,
    class: entity.class,
    kind: entity.kind.name,
    kindLabel: entity.kind.label,
    name: entity.name,
    dates: datesOf(entity.validity),
  };
}

function relationshipOf(r: DrawnRelationshipFragment): Relationship {
  return {
    id: r.id,
    type: r.type.name,
    typeLabel: r.type.label,
    symmetric: r.type.symmetric,
    from: r.from.id,
    to: r.to.id,
    sign: r.sign,
    statement: r.statement,
    dates: datesOf(r.validity),
  };
}

/**
 * Reads a validity. A moment that the API leaves null is infinite: an open bound is
 * certainly so, of an unknown one nothing is certain.
 */
export function datesOf(validity: DrawnRelationshipFragment["validity"]): Dates {
  const { edtf, text, start, end } = validity;
  return {
    edtf,
    text,
    startKind: start.kind,
    endKind: end.kind,
    startEarliest: moment(start.earliest, -Infinity),
    startLatest: moment(start.latest, start.kind === "OPEN" ? -Infinity : Infinity),
    endEarliest: moment(end.earliest, end.kind === "OPEN" ? Infinity : -Infinity),
    endLatest: moment(end.latest, Infinity),
  };
}

function moment(instant: string | null, infinite: Seconds): Seconds {
  return instant === null ? infinite : parseInstant(instant);
}

/** Makes a histogram of the API's timeline. */
export function histogramOf(timeline: Neighborhood["timeline"]): Histogram {
  return {
    buckets: timeline.buckets.map(({ period, active, types }) => ({
      from: parseInstant(period.start),
      until: parseInstant(period.end),
      edtf: period.edtf,
      certain: active.certain,
      possible: active.possible,
      types: (types ?? []).map((t) => ({ type: t.type.name, ...t.active })),
    })),
    changePoints: timeline.changePoints.map(({ at, appear, disappear }) => ({
      at: parseInstant(at),
      relationships: [...appear, ...disappear].map(({ id }) => id),
    })),
    extent: timeline.extent
      ? { from: parseInstant(timeline.extent.start), until: parseInstant(timeline.extent.end) }
      : undefined,
    truncated: timeline.truncated,
  };
}
