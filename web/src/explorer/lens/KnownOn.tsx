import { useId, useState } from "react";
import { useExplorer } from "../model/store.ts";
import { momentInWords } from "../time/moment.ts";
import { useRequest } from "../parts/useRequest.ts";
import { MomentForm } from "./MomentForm.tsx";
import type { RecordingMoment, Whole } from "./reading.ts";
import { readOtherwise, requestMoments } from "./requests.ts";

/** Chooses the moment up to which records count. */
export function KnownOn({ whole }: { whole: Whole | undefined }) {
  const known = useExplorer((s) => s.view.known);
  const [problem, setProblem] = useState<string>();
  const note = useId();
  const read = async (moment: string | null) => {
    setProblem(await readOtherwise({ known: moment }));
  };
  return (
    <section aria-label="As known on">
      <h3>As known on</h3>
      <p className="hint">
        What had been recorded by then, with what was wrong in it. The time bar still chooses the
        date that it speaks of.
      </p>
      <MomentForm
        key={known}
        known={known}
        note={note}
        submit="Read as known then"
        onRead={(moment) => void read(moment)}
      >
        <button
          type="button"
          aria-pressed={known === null}
          onClick={() => {
            void read(null);
          }}
        >
          Latest
        </button>
      </MomentForm>
      <p id={note} role="alert" className="problem">
        {problem}
      </p>
      {whole && <MomentList whole={whole} known={known} onRead={(moment) => void read(moment)} />}
    </section>
  );
}

/** The most moments that are listed at first. */
const shownAtFirst = 12;

interface MomentListProps {
  readonly whole: Whole;
  readonly known: string | null;
  readonly onRead: (moment: string) => void;
}

function MomentList({ whole, known, onRead }: MomentListProps) {
  const [all, setAll] = useState(false);
  const records = [...whole.entities, ...whole.relationships].map(({ id }) => id);
  const { answer, problem } = useRequest(requestMoments, records, { again: whole });
  if (problem !== undefined) return <p className="problem">{problem}</p>;
  if (!answer) return <p className="hint">Looking up when this was recorded …</p>;
  const shown = all ? answer.moments : answer.moments.slice(0, shownAtFirst);
  return (
    <>
      <h4>When what is drawn was recorded</h4>
      <ul className="lens-list">
        {shown.map((moment) => (
          <MomentLine
            key={moment.recordedAt}
            moment={moment}
            chosen={moment.recordedAt === known}
            onRead={onRead}
          />
        ))}
      </ul>
      {shown.length < answer.moments.length && (
        <button
          type="button"
          onClick={() => {
            setAll(true);
          }}
        >
          Show all {answer.moments.length} moments
        </button>
      )}
      {answer.isPart && (
        <p className="hint">The log is long: later moments may be missing from this list.</p>
      )}
    </>
  );
}

interface MomentLineProps {
  readonly moment: RecordingMoment;
  readonly chosen: boolean;
  readonly onRead: (moment: string) => void;
}

function MomentLine({ moment, chosen, onRead }: MomentLineProps) {
  const { recordedAt, records, reason } = moment;
  return (
    <li>
      <button
        type="button"
        className="lens-choice"
        aria-pressed={chosen}
        onClick={() => {
          onRead(recordedAt);
        }}
      >
        <time dateTime={recordedAt}>{momentInWords(recordedAt)}</time>
        <span className="hint">
          {records === 1 ? "1 record" : `${String(records)} records`}
          {reason !== null && (
            <>
              : <bdi>{reason}</bdi>
            </>
          )}
        </span>
      </button>
    </li>
  );
}
