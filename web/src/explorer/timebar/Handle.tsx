import type { KeyboardEvent } from "react";
import type { Seconds } from "../time/instant.ts";
import type { Stretch } from "../time/question.ts";
import { followPointer } from "./follow.ts";

interface HandleProps {
  readonly name: string;
  readonly range: Stretch;
  readonly moment: Seconds;
  /** The date in words, for who hears it. */
  readonly words: string;
  readonly onMove: (moment: Seconds) => void;
  readonly onStep: (units: number) => void;
  readonly onJump: (way: 1 | -1) => void;
}

/**
 * A handle of the time bar. Arrow keys step by a unit, with Shift by ten, Page Up and
 * Page Down to the next change, Home and End to the ends of the bar.
 */
export function Handle({ name, range, moment, words, onMove, onStep, onJump }: HandleProps) {
  const share = (moment - range.from) / (range.until - range.from);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.shiftKey ? 10 : 1;
    const acts: Record<string, () => void> = {
      ArrowRight: () => {
        onStep(by);
      },
      ArrowUp: () => {
        onStep(by);
      },
      ArrowLeft: () => {
        onStep(-by);
      },
      ArrowDown: () => {
        onStep(-by);
      },
      PageUp: () => {
        onJump(1);
      },
      PageDown: () => {
        onJump(-1);
      },
      Home: () => {
        onMove(range.from);
      },
      End: () => {
        onMove(range.until - 1);
      },
    };
    const act = acts[event.key];
    if (!act) return;
    act();
    event.preventDefault();
  };
  return (
    <div
      className={share < 0 || share > 1 ? "handle outside" : "handle"}
      role="slider"
      tabIndex={0}
      aria-label={`Time, ${name}`}
      aria-valuemin={range.from}
      aria-valuemax={range.until}
      aria-valuenow={Math.min(range.until, Math.max(range.from, moment))}
      aria-valuetext={words}
      style={{ left: `${String(Math.min(1, Math.max(0, share)) * 100)}%` }}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.focus();
        followPointer(event, range, onMove);
      }}
      onKeyDown={onKeyDown}
    />
  );
}
