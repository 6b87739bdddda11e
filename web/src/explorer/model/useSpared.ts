import { useMemo } from "react";
import { sparedBy, type Spared } from "./shown.ts";
import { useExplorer } from "./store.ts";

/** The relationships that the page shows now whatever their status. */
export function useSpared(): Spared {
  const traced = useExplorer((s) => s.view.traced);
  const compared = useExplorer((s) => s.compared);
  return useMemo(() => sparedBy(traced, compared), [traced, compared]);
}
