import type { EntityClass, Sign } from "../api/operations.ts";
import type { Picture } from "../model/picture.ts";
import { shownEntities, shownRelationships, type Spared } from "../model/shown.ts";
import type { View } from "../model/view.ts";
import { classWords, endText, signWords, startText } from "../model/words.ts";
import type { Status } from "../time/status.ts";
import type { Column } from "./sort.ts";

export interface EntityRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly kindLabel: string;
  readonly class: EntityClass;
  readonly lifetime: string;
  readonly start: number;
  /** How many of its relationships the view shows. */
  readonly shown: number;
}

export interface RelationshipRow {
  readonly id: string;
  readonly from: string;
  readonly type: string;
  readonly to: string;
  readonly status: Status;
  readonly start: string;
  readonly startsAt: number;
  readonly end: string;
  readonly endsAt: number;
  readonly validity: string;
  readonly sign: Sign;
}

/** The rows of exactly what a view shows. */
export function rowsOf(
  picture: Picture,
  view: View,
  spared: Spared,
): { entities: EntityRow[]; relationships: RelationshipRow[] } {
  const shown = shownRelationships(picture, view, spared);
  const degrees = new Map<string, number>();
  for (const { relationship: r } of shown) {
    for (const end of new Set([r.from, r.to])) degrees.set(end, (degrees.get(end) ?? 0) + 1);
  }
  const nameOf = (id: string) => picture.entities.get(id)?.name ?? id;
  return {
    entities: shownEntities(picture, view).map(({ id, name, kind, kindLabel, ...e }) => ({
      id,
      name,
      kind,
      kindLabel,
      class: e.class,
      lifetime: e.dates.text,
      start: e.dates.startEarliest,
      shown: degrees.get(id) ?? 0,
    })),
    relationships: shown.map(({ relationship: r, status }) => ({
      id: r.id,
      from: nameOf(r.from),
      type: r.typeLabel,
      to: nameOf(r.to),
      status,
      start: startText(r.dates),
      startsAt: r.dates.startEarliest,
      end: endText(r.dates),
      endsAt: r.dates.endLatest,
      validity: r.dates.text,
      sign: r.sign,
    })),
  };
}

export const entityColumns: readonly Column<EntityRow>[] = [
  { key: "name", title: "Name", sortBy: (row) => row.name },
  { key: "kind", title: "Kind", sortBy: (row) => row.kindLabel },
  { key: "class", title: "Class", sortBy: (row) => classWords[row.class] },
  { key: "lifetime", title: "Lifetime", sortBy: (row) => row.start },
  { key: "shown", title: "Relationships shown", sortBy: (row) => row.shown },
];

/** The order of statuses in time, those in force first. */
const statusOrder: Readonly<Record<Status, number>> = {
  ACTIVE: 0,
  POSSIBLY_ACTIVE: 1,
  UPCOMING: 2,
  EXPIRED: 3,
};

export const relationshipColumns: readonly Column<RelationshipRow>[] = [
  { key: "from", title: "From", sortBy: (row) => row.from },
  { key: "type", title: "Type", sortBy: (row) => row.type },
  { key: "to", title: "To", sortBy: (row) => row.to },
  { key: "status", title: "Status", sortBy: (row) => statusOrder[row.status] },
  { key: "start", title: "Start", sortBy: (row) => row.startsAt },
  { key: "end", title: "End", sortBy: (row) => row.endsAt },
  { key: "validity", title: "Validity", sortBy: (row) => row.validity },
  { key: "sign", title: "Sign", sortBy: (row) => signWords[row.sign] },
];
