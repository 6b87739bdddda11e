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
import { changeText, middle, moved, nextChange, stepped, wholeRange, zoomed } from "./range.ts";
import { useHistogram } from "./useHistogram.ts";
import { usePlay } from "./usePlay.ts";

/** Chooses the time of the view: a date, a moment, or the time between two dates. */
export function TimeBar() {
  const valid = useExplorer((s) => s.view.valid);
  const picture = useExplorer((s) => s.picture);
  const hidden = useExplorer((s) => s.view.hidden);
  const [unit, setUnit] = useState<Unit>("DAY");
  const [zoom, setZoom] = useState<Stretch>();
  const at = useMemo(() => parseQuestion(valid), [valid]);
  const histogram = useHistogram(zoom);
  // The whole range is that of the picture when it came: it must not move with the handle.
  const whole = useMemo(
    () => wholeRange(picture.histogram, parseQuestion(useExplorer.getState().view.valid)),
    [picture],
  );
  const range = zoom ?? whole;
  const ask = (text: string) => {
    look({ valid: text });
  };
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
  const step = (from: Seconds, steps: number) => stepped(from, unit, steps);

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
        <DateBox key={valid} valid={valid} onDate={ask} />
        <output className="timebar-words">{inWords(valid)}</output>
        <label className="timebar-between">
          <input
            type="checkbox"
            checked={isBetween}
            onChange={() => {
              ask(isBetween ? oneDate(at, unit) : twoDates(at, range, unit));
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
        <span className="timebar-zoom" role="group" aria-label="Range of the time bar">
          <IconButton
            icon="earlier"
            label="Earlier"
            onClick={() => {
              setZoom(moved(range, -0.5));
            }}
          />
          <IconButton
            icon="plus"
            label="Zoom the time bar in"
            onClick={() => {
              setZoom(zoomed(range, 0.4, middle(at, range)));
            }}
          />
          <IconButton
            icon="minus"
            label="Zoom the time bar out"
            onClick={() => {
              setZoom(zoomed(range, 2.5, middle(at, range)));
            }}
          />
          <IconButton
            icon="later"
            label="Later"
            onClick={() => {
              setZoom(moved(range, 0.5));
            }}
          />
          <button
            type="button"
            disabled={!zoom}
            onClick={() => {
              setZoom(undefined);
            }}
          >
            all
          </button>
        </span>
      </div>
      <div
        className={trackClass}
        onPointerDown={(event) => {
          if (!isBetween) followPointer(event, range, go);
        }}
      >
        <Bars histogram={histogram} range={range} hidden={hidden.types} at={at} />
        {isBetween ? (
          <>
            <Handle
              name="from"
              range={range}
              moment={at.from}
              words={inWords(valid.split("/")[0] ?? "")}
              onMove={(moment) => {
                ask(between(moment, at.until - 1, unit));
              }}
              onStep={(n) => {
                ask(between(parseQuestion(step(at.from, n)).from, at.until - 1, unit));
              }}
              onJump={jump}
            />
            <Handle
              name="until"
              range={range}
              moment={at.until}
              words={inWords(valid.split("/")[1] ?? "")}
              onMove={(moment) => {
                ask(between(at.from, moment, unit));
              }}
              onStep={(n) => {
                ask(between(at.from, parseQuestion(step(at.until - 1, n)).from, unit));
              }}
              onJump={jump}
            />
          </>
        ) : (
          <Handle
            name="as of"
            range={range}
            moment={at.from}
            words={inWords(valid)}
            onMove={go}
            onStep={(n) => {
              ask(step(at.from, n));
            }}
            onJump={jump}
          />
        )}
      </div>
    </section>
  );
}

/** The unit's date that a stretch begins in. */
function oneDate(at: Stretch, unit: Unit): string {
  return unitAround(Number.isFinite(at.from) ? at.from : at.until - 1, unit).edtf;
}

/** An interval around a stretch, a tenth of the range to either side. */
function twoDates(at: Stretch, range: Stretch, unit: Unit): string {
  const margin = (range.until - range.from) / 10;
  return between(at.from - margin, at.until + margin, unit);
}

/** The interval from the unit of one moment to that of another, whichever comes first. */
function between(a: Seconds, b: Seconds, unit: Unit): string {
  return `${unitAround(Math.min(a, b), unit).edtf}/${unitAround(Math.max(a, b), unit).edtf}`;
}
