import { useEffect, useState } from "react";
import { ask, problemText } from "../api/ask.ts";
import { SpanDocument } from "../api/operations.ts";
import { histogramOf, type Histogram } from "../model/picture.ts";
import { lensOf } from "../model/request.ts";
import { tell, useExplorer } from "../model/store.ts";
import type { Stretch } from "../time/question.ts";
import { rangeText } from "./range.ts";

/** How long a zoom has to rest before the server is asked, in milliseconds. */
const pause = 150;

/**
 * The histogram of a range: that of the whole picture came with it; for a part of it
 * the API is asked. Until the answer is there, the coarser bars stay.
 */
export function useHistogram(range: Stretch | undefined): Histogram {
  const picture = useExplorer((s) => s.picture);
  const [part, setPart] = useState<{ range: Stretch; histogram: Histogram }>();
  useEffect(() => {
    if (range === undefined) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const { view } = useExplorer.getState();
      const variables = {
        with: [...picture.entities.keys()],
        asOf: lensOf(view),
        within: rangeText(range),
        byType: view.hidden.types.length > 0,
      };
      ask(SpanDocument, variables, stop.signal)
        .then(({ neighborhood: { timeline } }) => {
          setPart({ range, histogram: histogramOf(timeline) });
        })
        .catch((error: unknown) => {
          if (!stop.signal.aborted) tell(problemText(error));
        });
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [picture, range]);
  return range !== undefined && part?.range === range ? part.histogram : picture.histogram;
}
