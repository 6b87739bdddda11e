/** A place on the canvas, in its own units. */
export type Position = readonly [x: number, y: number];

/** What of a picture is taken out by a click on the legend. */
export interface Hidden {
  readonly kinds: readonly string[];
  readonly types: readonly string[];
}

/**
 * What a visitor looks at, and no more than fits into a link: which entities, at
 * which time, as known when and told by whom, and how it is laid out. All that is
 * drawn follows from it and from the API's answers.
 */
export interface View {
  /** The entities on the canvas; every relationship among them belongs to the picture. */
  readonly entities: readonly string[];
  /** The time asked about, in EDTF: a date, a moment or an interval. */
  readonly valid: string;
  /** What the time bar spans, an interval of days in EDTF; null: the dates of the picture. */
  readonly span: string | null;
  /** The graph as it was recorded at this moment; null: the latest. */
  readonly known: string | null;
  /** Whose word counts; empty: everyone's. */
  readonly accordingTo: readonly string[];
  /** The date that `valid` is compared with; null: none. */
  readonly compare: string | null;
  /** The language of names, such as `ar`; empty: each entity's own. */
  readonly language: string;
  readonly hidden: Hidden;
  readonly showExpired: boolean;
  readonly showUpcoming: boolean;
  /** The entity or relationship whose details are open; null: none. */
  readonly selected: string | null;
  /** The relationships of the path that is traced, shown whatever their status. */
  readonly traced: readonly string[];
  /** Entities that a new layout leaves where they are. */
  readonly pinned: readonly string[];
  /** Where entities lie; those that are missing have not been laid out yet. */
  readonly positions: Readonly<Record<string, Position>>;
  /** The picture as tables in place of the canvas. */
  readonly table: boolean;
}

/** The part of a view that says through which lens the graph is read. */
export type Reading = Pick<View, "known" | "accordingTo">;

/** Tells whether a view reads anything but the latest, as everyone tells it. */
export function isNarrowed({ known, accordingTo }: Reading): boolean {
  return known !== null || accordingTo.length > 0;
}

/** The view of a first visit at that date. */
export function emptyView(today: string): View {
  return {
    entities: [],
    valid: today,
    span: null,
    known: null,
    accordingTo: [],
    compare: null,
    language: "",
    hidden: { kinds: [], types: [] },
    showExpired: false,
    showUpcoming: false,
    selected: null,
    traced: [],
    pinned: [],
    positions: {},
    table: false,
  };
}

/** The list without the item if it has it, else with it. */
export function toggled(items: readonly string[], item: string): string[] {
  return items.includes(item) ? items.filter((other) => other !== item) : [...items, item];
}
