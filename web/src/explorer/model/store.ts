import { create } from "zustand";
import { problemText, unanswered } from "../api/ask.ts";
import { dayText } from "../time/instant.ts";
import { inWords } from "../time/question.ts";
import { monthBefore } from "../time/moment.ts";
import type { Differences } from "./differences.ts";
import { fromFragment, maxEntities } from "./permalink.ts";
import { emptyPicture, type Picture } from "./picture.ts";
import { forgetPictures, requestPicture, type Expansion } from "./request.ts";
import { emptyView, isNarrowed, toggled, type Position, type View } from "./view.ts";

/** The part of a view that undo and redo go through: what is on the canvas, and how it is read. */
type Step = Pick<
  View,
  "entities" | "positions" | "pinned" | "hidden" | "known" | "accordingTo" | "language"
>;

/** What the panel beside the picture is open for. */
export type Panel = "details" | "lens" | "path" | "compare" | "take" | "edit";

/** How many relationships were not followed from an entity, or lie among those of a picture. */
export interface LeftOut {
  readonly of: string | null;
  readonly count: number;
}

/** All that the explorer holds. Components read parts of it by `useExplorer`. */
export interface Explorer {
  readonly view: View;
  readonly picture: Picture;
  /** What the comparison under way lists; null: there is none, or it has no answer yet. */
  readonly compared: Differences | null;
  readonly past: readonly Step[];
  readonly future: readonly Step[];
  /** What a limit left out of the last picture, and of whose relationships; null if nothing. */
  readonly leftOut: LeftOut | null;
  /** A request for a picture is under way. */
  readonly busy: boolean;
  /** What a visitor has to be told, until it is closed. */
  readonly notices: readonly string[];
  /** The open panel; null: none. Details are open as long as something is selected. */
  readonly panel: Panel | null;
  /** How often a layout of all entities was asked for; each rise starts one. */
  readonly layouts: number;
  /** How often all was asked for anew; each rise makes a panel ask anew as well. */
  readonly refreshes: number;
}

const today = (): string => dayText(Date.now() / 1000);

export const useExplorer = create<Explorer>(() => ({
  view: emptyView(today()),
  picture: emptyPicture,
  compared: null,
  past: [],
  future: [],
  leftOut: null,
  busy: false,
  notices: [],
  panel: null,
  layouts: 0,
  refreshes: 0,
}));

const { setState: set, getState: get } = useExplorer;

/** Changes the view by what costs no request and is not undone: time, selection, table. */
export function look(change: Partial<View>): void {
  set(({ view }) => ({ view: { ...view, ...change } }));
}

/** Selects an entity or a relationship, and opens its details; null selects nothing. */
export function select(id: string | null): void {
  look({ selected: id });
  set(({ panel }) => ({ panel: id !== null ? "details" : panel === "details" ? null : panel }));
}

/**
 * Opens a panel, or closes it if it is open. The panel of a comparison begins one with the
 * month before, unless one is under way, and ends it when it is closed.
 */
export function togglePanel(panel: Panel): void {
  const isOpen = get().panel === panel;
  if (panel === "compare") {
    const { valid, compare } = get().view;
    look({ compare: isOpen ? null : (compare ?? monthBefore(valid)) });
  }
  set({ panel: isOpen ? null : panel });
}

/** Ends the comparison of two dates, and closes its panel if that is open. */
export function endComparison(): void {
  look({ compare: null });
  set(({ panel }) => ({ panel: panel === "compare" ? null : panel }));
}

/** Lays what differs over the picture; null takes it away. */
export function overlay(compared: Differences | null): void {
  set({ compared });
}

/** Tells the visitor something, once. */
export function tell(notice: string): void {
  set(({ notices }) => ({ notices: [...notices.filter((other) => other !== notice), notice] }));
}

/** Takes a notice away. */
export function dismiss(notice: string): void {
  set(({ notices }) => ({ notices: notices.filter((other) => other !== notice) }));
}

/** Opens the view of a link. */
export async function open(fragment: string): Promise<void> {
  const { view, problems } = fromFragment(fragment, today());
  const panel = view.compare !== null ? "compare" : view.selected !== null ? "details" : null;
  const empty = { picture: emptyPicture, compared: null, leftOut: null };
  visit.abort();
  visit = new AbortController();
  set({ ...empty, past: [], future: [], view, notices: problems, panel });
  if (view.entities.length === 0) return;
  await redraw(asItIs, noStep);
  tellWhatIsGone();
}

/** Shows an entity: alone with its relationships on an empty canvas, else beside what is there. */
export async function show(id: string): Promise<void> {
  const { view } = get();
  set({ panel: "details" });
  if (view.entities.includes(id)) {
    select(id);
    return;
  }
  if (view.entities.length > 0) {
    await add([id], id);
    return;
  }
  const first = () => ({ of: id, limit: firstLimit });
  if (await redraw(() => ({ selected: id }), asStep, first)) goToLastDate();
}

/**
 * Where no date was chosen yet, goes to the last one that the picture names, if that is past:
 * of what came later the graph says nothing, and a first picture should not be of nothing.
 */
function goToLastDate(): void {
  const { view, picture } = get();
  const end = picture.histogram.extent?.until;
  if (end === undefined || view.valid !== today()) return;
  const valid = dayText(end - 1);
  if (valid >= view.valid) return;
  look({ valid });
  tell(
    `Shown as of ${inWords(valid)}, the last date in this picture. The time bar goes to others.`,
  );
}

/** How many relationships a first picture of an entity follows, and how many an expansion does. */
const firstLimit = 100;
export const expandLimit = 25;

/**
 * Adds entities to the canvas, and every relationship that joins them to it. Reports whether
 * they are there; if not, the visitor has been told why.
 */
export async function add(ids: readonly string[], selected?: string): Promise<boolean> {
  const entities = [...new Set([...get().view.entities, ...ids])];
  if (entities.length > maxEntities) {
    tell(tooMany);
    return false;
  }
  return redraw((view) => ({ entities, selected: selected ?? view.selected }), asStep);
}

const tooMany = `A picture has at most ${String(maxEntities)} entities. Remove some first.`;

/**
 * Adds up to 25 more of an entity's relationships of a type, with their far ends: those in
 * force at the time of the view, or any if the view shows expired ones.
 */
export async function expand(id: string, type?: string): Promise<void> {
  const { view } = get();
  if (view.entities.length + expandLimit > maxEntities) {
    tell(tooMany);
    return;
  }
  await redraw(asItIs, asStep, ({ entities, showExpired, valid }) => ({
    of: id,
    where: {
      not: { other: { id: { in: [...entities] } } },
      ...(type === undefined ? {} : { type: { eq: type } }),
      ...(showExpired ? {} : { validity: { holdsIn: valid } }),
    },
    limit: expandLimit,
  }));
}

/** Takes entities off the canvas. */
export async function remove(ids: readonly string[]): Promise<void> {
  const gone = new Set(ids);
  await redraw(({ entities, positions, selected }) => {
    const left = Object.entries(positions).filter(([id]) => !gone.has(id));
    return {
      entities: entities.filter((id) => !gone.has(id)),
      positions: Object.fromEntries(left),
      selected: selected !== null && gone.has(selected) ? null : selected,
    };
  }, asStep);
}

/** Takes off the neighbours of an entity that are joined to nothing else, unless they are pinned. */
export async function collapse(id: string): Promise<void> {
  await remove(leavesOf(id, get().picture, get().view.pinned));
}

/** The entities that hang in a picture on this one alone. */
export function leavesOf(id: string, picture: Picture, pinned: readonly string[]): string[] {
  const neighbours = new Map<string, Set<string>>();
  for (const { from, to } of picture.relationships.values()) {
    for (const [a, b] of [
      [from, to],
      [to, from],
    ] as const) {
      if (a !== b) neighbours.set(a, (neighbours.get(a) ?? new Set()).add(b));
    }
  }
  return [...(neighbours.get(id) ?? [])].filter(
    (other) => neighbours.get(other)?.size === 1 && !pinned.includes(other),
  );
}

/** Reads the picture as it was recorded, or as others tell it, or with names in a language. */
export async function readAs(
  lens: Partial<Pick<View, "known" | "accordingTo" | "language">>,
): Promise<void> {
  await redraw(() => lens, asStep);
}

/** Hides a kind of entities or a type of relationships, or shows it again. */
export async function toggleHidden(what: "kinds" | "types", name: string): Promise<void> {
  const change = ({ hidden }: View) => ({
    hidden: { ...hidden, [what]: toggled(hidden[what], name) },
  });
  if (what === "types") await redraw(change, asStep);
  else record(change(get().view));
}

/** Keeps an entity where it is, or lets a layout move it again. */
export function togglePinned(id: string): void {
  record({ pinned: toggled(get().view.pinned, id) });
}

/** Notes where entities lie. A drag can be undone; what a layout did, cannot. */
export function place(positions: Readonly<Record<string, Position>>, byHand: boolean): void {
  const { view } = get();
  const next = { positions: { ...view.positions, ...positions } };
  if (byHand)
    record({ ...next, pinned: [...new Set([...view.pinned, ...Object.keys(positions)])] });
  else look(next);
}

/** Lays out anew all that is not pinned. */
export function layOut(): void {
  set(({ layouts }) => ({ layouts: layouts + 1 }));
}

/** Marks the relationships of a path; an empty list marks none. */
export function trace(relationships: readonly string[]): void {
  look({ traced: relationships });
}

/** Asks for the picture anew, as after a write. */
export async function refresh(): Promise<void> {
  forgetPictures();
  set(({ refreshes }) => ({ refreshes: refreshes + 1 }));
  await redraw(asItIs, noStep);
}

/** Goes a step back. */
export async function undo(): Promise<void> {
  const step = get().past.at(-1);
  if (!step) return;
  await redraw(
    () => step,
    ({ past, future, view }) => ({
      past: past.slice(0, past.indexOf(step)),
      future: [...future, stepOf(view)],
    }),
  );
}

/** Takes an undo back. */
export async function redo(): Promise<void> {
  const step = get().future.at(-1);
  if (!step) return;
  await redraw(
    () => step,
    ({ past, future, view }) => ({
      past: [...past, stepOf(view)],
      future: future.slice(0, -1),
    }),
  );
}

function stepOf(view: View): Step {
  const { entities, positions, pinned, hidden, known, accordingTo, language } = view;
  return { entities, positions, pinned, hidden, known, accordingTo, language };
}

/** What becomes of the steps when a view changes, from what there is before it does. */
type Steps = (before: Explorer) => Partial<Pick<Explorer, "past" | "future">>;

const noStep: Steps = () => ({});
const asStep: Steps = ({ past, view }) => ({ past: [...past, stepOf(view)], future: [] });

/** Changes the view as the next step, where that needs no other picture. */
function record(change: Partial<View>): void {
  set((before) => ({ ...asStep(before), view: { ...before.view, ...change } }));
}

/** What is to become of a view, from what it is. */
type Change = (view: View) => Partial<View>;

const asItIs: Change = () => ({});

/** What is drawn since a link was opened; another link calls it off. */
let visit = new AbortController();
/** The last change that was asked for: each waits for the one before, so that none is lost. */
let last: Promise<unknown> = Promise.resolve();
let waiting = 0;

/**
 * Asks for the picture of the view as it is to become, and shows it once it is there; until
 * then, and if it fails, all stays as it was. Reports whether it is shown. What the visitor
 * does to the view meanwhile stays done: the change is then made to what the view has become,
 * but for a selection, of which the visitor's counts.
 */
function redraw(
  change: Change,
  steps: Steps,
  expansion?: (view: View) => Expansion,
): Promise<boolean> {
  const { signal } = visit;
  const turn = async () => !signal.aborted && (await draw(change, steps, expansion, signal));
  const drawn = waiting++ > 0 ? last.then(turn) : turn();
  set({ busy: true });
  last = drawn.finally(() => {
    waiting--;
    set({ busy: waiting > 0 });
  });
  return drawn;
}

async function draw(
  change: Change,
  steps: Steps,
  expand: ((view: View) => Expansion) | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  const asked = get().view;
  const expansion = expand?.(asked);
  try {
    const wanted = { ...asked, ...change(asked) };
    const { picture, beyond } = await requestPicture(wanted, expansion, signal);
    if (signal.aborted) return false;
    set((before) => {
      const { view: now } = before;
      const next = { ...now, ...change(now) };
      const selected = now.selected === asked.selected ? next.selected : now.selected;
      return {
        ...steps(before),
        view: { ...next, selected, entities: entitiesOf(next, picture) },
        picture,
        leftOut: leftOutOf(picture, expansion, beyond),
      };
    });
    dismiss(unanswered);
    return true;
  } catch (error) {
    if (!signal.aborted) tell(problemText(error, "The picture could not be drawn."));
    return false;
  }
}

function leftOutOf(
  picture: Picture,
  expansion: Expansion | undefined,
  beyond: number,
): LeftOut | null {
  if (expansion && beyond > 0) return { of: expansion.of, count: beyond };
  return picture.leftOut > 0 ? { of: null, count: picture.leftOut } : null;
}

/** The entities of a view, those first that were there; absent ones stay, and may come back. */
function entitiesOf(view: View, picture: Picture): string[] {
  return [...new Set([...view.entities, ...picture.entities.keys()])].slice(0, maxEntities);
}

/** Says which entities of a link are not there; a lens says itself what it leaves out. */
function tellWhatIsGone(): void {
  const { view, picture } = get();
  if (picture === emptyPicture || isNarrowed(view)) return;
  const gone = view.entities.filter((id) => !picture.entities.has(id));
  if (gone.length === 0) return;
  const named = gone.slice(0, 3).join(", ") + (gone.length > 3 ? " …" : "");
  tell(`The link names ${String(gone.length)} that this graph does not show: ${named}`);
}
