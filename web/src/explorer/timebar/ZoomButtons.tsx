import { IconButton } from "../parts/IconButton.tsx";
import type { Stretch } from "../time/question.ts";
import { middle, moved, zoomed } from "./range.ts";

interface ZoomButtonsProps {
  readonly range: Stretch;
  readonly at: Stretch;
  /** The bar spans the whole picture. */
  readonly isWhole: boolean;
  /** Undefined is the whole. */
  readonly onZoom: (range: Stretch | undefined) => void;
}

/** Chooses what the time bar spans. */
export function ZoomButtons({ range, at, isWhole, onZoom }: ZoomButtonsProps) {
  return (
    <span className="timebar-zoom" role="group" aria-label="Range of the time bar">
      <IconButton
        icon="earlier"
        label="Earlier"
        onClick={() => {
          onZoom(moved(range, -0.5));
        }}
      />
      <IconButton
        icon="plus"
        label="Zoom the time bar in"
        onClick={() => {
          onZoom(zoomed(range, 0.4, middle(at, range)));
        }}
      />
      <IconButton
        icon="minus"
        label="Zoom the time bar out"
        onClick={() => {
          onZoom(zoomed(range, 2.5, middle(at, range)));
        }}
      />
      <IconButton
        icon="later"
        label="Later"
        onClick={() => {
          onZoom(moved(range, 0.5));
        }}
      />
      <button
        type="button"
        disabled={isWhole}
        onClick={() => {
          onZoom(undefined);
        }}
      >
        all
      </button>
    </span>
  );
}
