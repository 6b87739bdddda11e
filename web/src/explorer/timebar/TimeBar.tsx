import { useMemo, useState } from "react";
import { isFiltered } from "../model/shown.ts";
import { look, useExplorer } from "../model/store.ts";
import type { Seconds } from "../time/instant.ts";
import {
  inWords,
  parseQuestion,
  unitAround,
  units,
  type Stretch,
  type Unit,
} from "../time/question.ts";
import { IconButton } from "../parts/IconButton.tsx";
import { Bars } from "./Bars.tsx";
import { DateBox } from "./DateBox.tsx";
import { followPointer, trackClass } from "./follow.ts";
import { Handle } from "./Handle.tsx";
import { between, endsIn, oneDate, twoDates } from "./interval.ts";
import { changeText, nextChange, rangeText, stepped, wholeRange } from "./range.ts";
import { useHistogram } from "./useHistogram.ts";
import { usePlay } from "./usePlay.ts";
import { ZoomButtons } from "./ZoomButtons.tsx";

/** Chooses the time of the view: a date, a moment, or the time between two dates. */
export function TimeBar() {
  const valid = useExplorer((s) => s.view.valid);
  const picture = useExplorer((s) => s.picture);
  const hidden = useExplorer((s) => s.view.hidden);
  const [unit, setUnit] = useState<Unit>("DAY");
  const span = useExplorer((s) => s.view.span);
  const zoom = useMemo(() => (span === null ? undefined : parseQuestion(span)), [span]);
  const [today] = useState(() => Date.now() / 1000);
  const at = useMemo(() => parseQuestion(valid), [valid]);
  const histogram = useHistogram(zoom);
  // The whole range is that of the picture when it came: it must not move with the handle.
  const whole = useMemo(() => {
    const { view } = useExplorer.getState();
    return wholeRange(picture.histogram, parseQuestion(view.valid), today);
  }, [picture, today]);
  const range = zoom ?? whole;
  const isBetween = valid.includes("/");
  const go = (moment: Seconds) => {
    ask(unitAround(moment, unit).edtf);
  };
  const [playing, play] = usePlay(range, at, go);

  const shown = useMemo(() => {
    const { view } = useExplorer.getState();
    const filtered = { ...view, hidden };
    return (id: string) => {
      const relationship = picture.relationships.get(id);
      return relationship !== undefined && !isFiltered(relationship, picture, filtered);
    };
  }, [picture, hidden]);
  const jump = (way: 1 | -1) => {
    const moment = nextChange(histogram.changePoints, shown, at, way);
    if (moment !== undefined) ask(changeText(moment));
  };

  return (
    <section className="timebar" aria-label="Time">
      <div className="timebar-controls">
        <IconButton
          icon="back"
          label="Step to the change before"
          onClick={() => {
            jump(-1);
          }}
        />
        <IconButton
          icon={playing ? "pause" : "play"}
          label={playing ? "Pause" : "Play"}
          onClick={play}
        />
        <IconButton
          icon="forward"
          label="Step to the next change"
          onClick={() => {
            jump(1);
          }}
        />
        <DateBox valid={valid} onDate={ask} />
        <output className="timebar-words">{inWords(valid)}</output>
        <label className="timebar-between">
          <input
            type="checkbox"
            checked={isBetween}
            onChange={() => {
              ask(isBetween ? oneDate(at, range, unit) : twoDates(at, range, unit));
            }}
          />
          between two dates
        </label>
        <select
          aria-label="Step of the slider"
          value={unit}
          onChange={(event) => {
            setUnit(event.target.value as Unit);
          }}
        >
          {units.map((u) => (
            <option key={u} value={u}>
              by {u.toLowerCase()}
            </option>
          ))}
        </select>
        {histogram.truncated && (
          <span role="note">More changes than can be stepped through: zoom in to reach all.</span>
        )}
        <ZoomButtons range={range} at={at} isWhole={zoom === undefined} onZoom={spanOver} />
      </div>
      <div
        className={trackClass}
        onPointerDown={(event) => {
          if (!isBetween) followPointer(event, range, go);
        }}
      >
        <Bars histogram={histogram} range={range} hidden={hidden.types} at={at} />
        {isBetween ? (
          <TwoHandles valid={valid} at={at} range={range} unit={unit} onJump={jump} />
        ) : (
          <Handle
            name="as of"
            range={range}
            moment={at.from}
            words={inWords(valid)}
            onMove={go}
            onStep={(n) => {
              ask(stepped(at.from, unit, n));
            }}
            onJump={jump}
          />
        )}
      </div>
    </section>
  );
}

function ask(valid: string): void {
  look({ valid });
}

function spanOver(range: Stretch | undefined): void {
  look({ span: range ? rangeText(range) : null });
}

interface TwoHandlesProps {
  readonly valid: string;
  readonly at: Stretch;
  readonly range: Stretch;
  readonly unit: Unit;
  readonly onJump: (way: 1 | -1) => void;
}

/** The handles of an interval. A side without a bound stays so while the other is moved. */
function TwoHandles({ valid, at, range, unit, onJump }: TwoHandlesProps) {
  const [from = "", until = ""] = valid.split("/");
  const { first, last } = endsIn(at, range);
  const step = (moment: Seconds, units: number) => parseQuestion(stepped(moment, unit, units)).from;
  return (
    <>
      <Handle
        name="from"
        range={range}
        moment={at.from}
        words={inWords(from)}
        onMove={(moment) => {
          ask(between(moment, at.until - 1, unit));
        }}
        onStep={(n) => {
          ask(between(step(first, n), at.until - 1, unit));
        }}
        onJump={onJump}
      />
      <Handle
        name="until"
        range={range}
        moment={at.until}
        words={inWords(until)}
        onMove={(moment) => {
          // The handle stands where the interval is over: the last second is before it.
          ask(between(at.from, moment - 1, unit));
        }}
        onStep={(n) => {
          ask(between(at.from, step(last, n), unit));
        }}
        onJump={onJump}
      />
    </>
  );
}
