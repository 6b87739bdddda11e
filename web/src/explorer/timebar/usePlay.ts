import { useEffect, useRef, useState } from "react";
import type { Seconds } from "../time/instant.ts";
import type { Stretch } from "../time/question.ts";

/** How long the whole bar plays, in milliseconds. */
const length = 20_000;

/**
 * Moves the time along the bar, from where it is or, at its end, from the start.
 * Gives whether it plays, and what starts and stops it.
 */
export function usePlay(
  range: Stretch,
  at: Stretch,
  go: (moment: Seconds) => void,
): [playing: boolean, toggle: () => void] {
  const [playing, setPlaying] = useState(false);
  const latest = useRef({ range, at, go });
  useEffect(() => {
    latest.current = { range, at, go };
  });
  useEffect(() => {
    if (!playing) return;
    const { range: span, at: from } = latest.current;
    const isAtEnd = from.from < span.from || from.until >= span.until;
    const begin = isAtEnd ? span.from : from.from;
    let started: number | undefined;
    let frame = requestAnimationFrame(function tick(now) {
      started ??= now;
      const moment = begin + ((now - started) / length) * (span.until - span.from);
      if (moment >= span.until) {
        setPlaying(false);
        return;
      }
      latest.current.go(Math.floor(moment));
      frame = requestAnimationFrame(tick);
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [playing]);
  return [
    playing,
    () => {
      setPlaying(!playing);
    },
  ];
}
