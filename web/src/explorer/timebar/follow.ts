import type { PointerEvent } from "react";
import type { Seconds } from "../time/instant.ts";
import type { Stretch } from "../time/question.ts";

/** The class of the element that spans the range. */
export const trackClass = "timebar-track";

/** Gives the moments of the track under a pointer, from where it is down until it is lifted. */
export function followPointer(
  event: PointerEvent,
  range: Stretch,
  go: (moment: Seconds) => void,
): void {
  if (event.button !== 0) return;
  const track = event.currentTarget.closest(`.${trackClass}`);
  if (!track) return;
  event.preventDefault();
  const box = track.getBoundingClientRect();
  const follow = ({ clientX }: { clientX: number }) => {
    const share = Math.min(1, Math.max(0, (clientX - box.left) / box.width));
    const moment = Math.round(range.from + share * (range.until - range.from));
    go(Math.min(moment, range.until - 1));
  };
  follow(event);
  const stop = new AbortController();
  const end = () => {
    stop.abort();
  };
  addEventListener("pointermove", follow, { signal: stop.signal });
  addEventListener("pointerup", end, { signal: stop.signal });
  addEventListener("pointercancel", end, { signal: stop.signal });
}
