import { memo } from "react";
import type { Bucket, Histogram } from "../model/picture.ts";
import type { Stretch } from "../time/question.ts";
import { ticks } from "./range.ts";

interface BarsProps {
  readonly histogram: Histogram;
  readonly range: Stretch;
  readonly hidden: readonly string[];
  readonly at: Stretch;
}

const height = 44;

/** How many relationships are in force when, in a field of 1000 by 44 stretched to the bar. */
export function Bars({ histogram, range, hidden, at }: BarsProps) {
  const x = scale(range);
  return (
    <div className="bars">
      <svg viewBox={`0 0 1000 ${String(height)}`} preserveAspectRatio="none" aria-hidden="true">
        <CountBars histogram={histogram} range={range} hidden={hidden} />
        <rect
          className="bar-asked"
          x={x(at.from)}
          width={Math.max(x(at.until) - x(at.from), 1)}
          y="0"
          height={height}
        />
      </svg>
      <div className="ticks" aria-hidden="true">
        {ticks(range, 9).map(({ at: moment, label }) => (
          <span key={moment} style={{ left: `${String(x(moment) / 10)}%` }}>
            {label}
          </span>
        ))}
      </div>
    </div>
  );
}

const CountBars = memo(function CountBars({ histogram, range, hidden }: Omit<BarsProps, "at">) {
  const x = scale(range);
  const bars = histogram.buckets
    .filter(({ from, until }) => until > range.from && from < range.until)
    .map((bucket) => ({ bucket, ...counted(bucket, hidden) }));
  const most = Math.max(1, ...bars.map(({ possible }) => possible));
  const y = (count: number) => (count / most) * (height - 4);
  return (
    <>
      {bars.map(({ bucket, certain, possible }) => {
        const left = x(bucket.from);
        const width = Math.max(x(bucket.until) - left, 0.5);
        return (
          <g key={bucket.from}>
            <rect
              className="bar-possible"
              x={left}
              width={width}
              y={height - y(possible)}
              height={y(possible)}
            />
            <rect
              className="bar-certain"
              x={left}
              width={width}
              y={height - y(certain)}
              height={y(certain)}
            />
          </g>
        );
      })}
    </>
  );
});

/** The counts of a bucket without the hidden types. */
function counted(bucket: Bucket, hidden: readonly string[]) {
  let { certain, possible } = bucket;
  for (const t of bucket.types) {
    if (!hidden.includes(t.type)) continue;
    certain -= t.certain;
    possible -= t.possible;
  }
  return { certain, possible };
}

/** Where in the field of 1000 a moment lies, no further out than its ends. */
function scale({ from, until }: Stretch): (moment: number) => number {
  return (moment) => Math.min(1000, Math.max(0, ((moment - from) / (until - from)) * 1000));
}
