import { create } from "zustand";
import type { PathMode, PathsQueryVariables } from "../api/operations.ts";
import { asOfView, lensOf } from "../model/request.ts";
import { shownOnly } from "../model/shown.ts";
import { togglePanel, useExplorer } from "../model/store.ts";
import type { View } from "../model/view.ts";

/** An entity that a path begins or ends at. */
export interface End {
  readonly id: string;
  readonly name: string;
}

/** The two ends of a path, by name. */
export type Side = "from" | "to";

/** What paths are looked for; it stays while other panels are open. */
export interface Choice {
  readonly from: End | null;
  readonly to: End | null;
  readonly mode: PathMode;
  readonly maxLength: number;
  readonly certainOnly: boolean;
  /** How many paths are asked for. */
  readonly first: number;
  /** The end that the next entity selected on the canvas becomes; null: none. */
  readonly picking: Side | null;
}

/** How many paths are listed at first, and at most. */
export const counts = [5, 20, 50] as const;

export const usePathChoice = create<Choice>(() => ({
  from: null,
  to: null,
  mode: "SNAPSHOT",
  maxLength: 4,
  certainOnly: false,
  first: counts[0],
  picking: null,
}));

/** Changes what is looked for; the list is short again. */
export function choose(change: Partial<Choice>): void {
  usePathChoice.setState({ first: counts[0], ...change });
}

/** What is looked for the other way. */
export function swapEnds(): void {
  const { from, to } = usePathChoice.getState();
  choose({ from: to, to: from });
}

/** The entity that is selected; null if none is. */
export function selectedEnd(): End | null {
  const { view, picture } = useExplorer.getState();
  const entity = view.selected === null ? undefined : picture.entities.get(view.selected);
  return entity ? { id: entity.id, name: entity.name } : null;
}

// An end that is picked on the canvas is a selection, which opens details: the panel of
// paths comes back.
useExplorer.subscribe(({ view }, { view: before }) => {
  const { picking } = usePathChoice.getState();
  if (picking === null || view.selected === before.selected) return;
  const end = selectedEnd();
  if (!end) return;
  choose({ [picking]: end, picking: null });
  queueMicrotask(() => {
    if (useExplorer.getState().panel !== "path") togglePanel("path");
  });
});

/**
 * What the API is asked for: nothing while an end is missing or both are one. A SNAPSHOT
 * holds at the view's time; the other modes look at the time between two dates if the
 * view asks about that, else at all time. What the legend hides is not followed.
 */
export function variablesOf(choice: Choice, view: View): PathsQueryVariables | null {
  const { from, to, mode, maxLength, certainOnly, first } = choice;
  if (!from || !to || from.id === to.id) return null;
  const isSnapshot = mode === "SNAPSHOT";
  const where = shownOnly(view.hidden);
  return {
    from: from.id,
    to: to.id,
    mode,
    maxLength,
    first,
    asOf: {
      ...(isSnapshot ? asOfView(view) : lensOf(view)),
      ...(certainOnly ? { certainty: "CERTAIN" } : {}),
    },
    ...(isSnapshot ? {} : { within: windowOf(view.valid) }),
    ...(where ? { where } : {}),
    ...(view.language === "" ? {} : { language: view.language }),
  };
}

/** The window in which a path's hops lie in time. */
export function windowOf(valid: string): string {
  return valid.includes("/") ? valid : "../..";
}
