import { useEffect, useState } from "react";
import { refresh, tell, useExplorer } from "../model/store.ts";
import { problemText } from "../api/ask.ts";
import { isSame, pin, type Pinned } from "./pin.ts";

/** The pinned picture of the view, once it is there, or why it is not. */
export function usePinned(): { pinned: Pinned | undefined; problem: string | undefined } {
  const picture = useExplorer((s) => s.picture);
  const known = useExplorer((s) => s.view.known);
  const accordingTo = useExplorer((s) => s.view.accordingTo);
  const [state, setState] = useState<{ of: unknown; pinned?: Pinned; problem?: string }>();
  useEffect(() => {
    const stop = new AbortController();
    const { view } = useExplorer.getState();
    pin(view, picture, stop.signal)
      .then((pinned) => {
        setState({ of: picture, pinned });
        if (isSame(pinned.picture, picture)) return;
        tell("The graph was written to since this picture was drawn. It is drawn anew.");
        void refresh();
      })
      .catch((error: unknown) => {
        if (stop.signal.aborted) return;
        setState({ of: picture, problem: problemText(error) });
      });
    return () => {
      stop.abort();
    };
  }, [picture, known, accordingTo]);
  // What was pinned for another picture is not this view's.
  const current = state?.of === picture ? state : undefined;
  return { pinned: current?.pinned, problem: current?.problem };
}
