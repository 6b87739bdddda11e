import { useId, useMemo, useState } from "react";
import type { Dates } from "../model/picture.ts";
import { inWords, parseQuestion } from "../time/question.ts";
import { statusInWords } from "../time/words.ts";
import { statusIn } from "../time/status.ts";
import { barInWords, barOf, leftInWords, markOf, rightInWords, type Part } from "./bar.ts";
import "./parts.css";

interface ValidityBarProps {
  readonly dates: Dates;
  /** The time to mark, in EDTF. */
  readonly valid: string;
}

/**
 * A validity as a bar: solid where it is certain, hatched and half as high where it is
 * possible, with an arrow where it has no end and a question mark where none is known.
 */
export function ValidityBar({ dates, valid }: ValidityBarProps) {
  const [now] = useState(() => Date.now() / 1000);
  const bar = useMemo(() => barOf(dates, now), [dates, now]);
  const hatch = useId();
  const at = parseQuestion(valid);
  const mark = markOf(at, bar.axis);
  const words = `${barInWords(dates)} ${statusInWords(statusIn(dates, at), valid)}.`;
  return (
    <figure className="validity-bar">
      <svg role="img" aria-label={words} width="100%" height="30">
        <defs>
          <pattern
            id={hatch}
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="2" height="5" className="bar-hatch" />
          </pattern>
        </defs>
        <line x1="0" x2="100%" y1="18" y2="18" className="bar-axis" />
        {bar.possible.map((part) => (
          <Stretch key={part.from} part={part} y={13} height={10} fill={`url(#${hatch})`} />
        ))}
        {bar.certain && <Stretch part={bar.certain} y={9} height={18} fill="currentcolor" />}
        {bar.left && <Edge side="left" open={bar.left === "OPEN"} />}
        {bar.right && <Edge side="right" open={bar.right === "OPEN"} />}
        {typeof mark !== "string" && <Mark part={mark} />}
      </svg>
      <p className="validity-bar-ends">
        <span>{leftInWords(dates)}</span>
        <span>{rightInWords(dates)}</span>
      </p>
      <figcaption className="validity-bar-key">
        {bar.certain && <span className="key-certain">certain</span>}
        {bar.possible.length > 0 && <span className="key-possible">possible</span>}
        <span>
          {mark === "BEFORE" ? "◀ " : mark === "AFTER" ? "▶ " : "▼ "}
          {inWords(valid)}
        </span>
      </figcaption>
    </figure>
  );
}

const percent = (n: number): string => `${String(Math.round(n * 10_000) / 100)}%`;

interface StretchProps {
  readonly part: Part;
  readonly y: number;
  readonly height: number;
  readonly fill: string;
}

/** A part of the bar, drawn so that the shortest can still be seen. */
function Stretch({ part, y, height, fill }: StretchProps) {
  const width = Math.max(part.until - part.from, 0.006);
  return (
    <rect
      x={percent(part.from)}
      width={percent(width)}
      y={y}
      height={height}
      fill={fill}
      className="bar-part"
    />
  );
}

/** An arrow or a question mark at the end of an unbounded side. */
function Edge({ side, open }: { side: "left" | "right"; open: boolean }) {
  const isLeft = side === "left";
  if (!open) {
    return (
      <text
        x={isLeft ? "0" : "100%"}
        y="23"
        textAnchor={isLeft ? "start" : "end"}
        className="bar-unknown"
      >
        ?
      </text>
    );
  }
  return (
    <svg x={isLeft ? "0" : "100%"} overflow="visible">
      <path d={isLeft ? "M9 4L0 18l9 14z" : "M-9 4L0 18l-9 14z"} className="bar-arrow" />
    </svg>
  );
}

/** The chosen time: a line with a head, or where it is long, a band with a head at its middle. */
function Mark({ part }: { part: Part }) {
  const middle = (part.from + part.until) / 2;
  const isLong = part.until - part.from > 0.03;
  return (
    <>
      <rect
        x={percent(part.from)}
        width={percent(part.until - part.from)}
        y="6"
        height="24"
        className="bar-chosen"
      />
      <svg x={percent(middle)} overflow="visible">
        <path d={isLong ? "M-5 0h10L0 7z" : "M0 7V30M-5 0h10L0 7z"} className="bar-mark" />
      </svg>
    </>
  );
}
