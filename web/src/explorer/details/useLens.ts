import { useMemo } from "react";
import type { AsOf } from "../api/operations.ts";
import { lensOf } from "../model/request.ts";
import { useExplorer } from "../model/store.ts";

/** How details are read: as known when, told by whom and named in which language. */
export interface Lens {
  /** All of time: what depends on the chosen date is worked out where it is shown. */
  readonly asOf: AsOf;
  readonly language?: string;
}

/** The lens of the view; it stays the same while only the time changes. */
export function useLens(): Lens {
  const known = useExplorer((s) => s.view.known);
  const accordingTo = useExplorer((s) => s.view.accordingTo);
  const language = useExplorer((s) => s.view.language);
  return useMemo(
    () => ({ asOf: lensOf({ known, accordingTo }), ...(language === "" ? {} : { language }) }),
    [known, accordingTo, language],
  );
}
