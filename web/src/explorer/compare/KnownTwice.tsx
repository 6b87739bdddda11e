import { useExplorer } from "../model/store.ts";
import { momentInWords } from "../time/moment.ts";
import { inWords } from "../time/question.ts";
import { MomentForm } from "../lens/MomentForm.tsx";
import { requestMoments } from "../lens/requests.ts";
import type { RecordingMoment } from "../lens/reading.ts";
import { useWhole } from "../lens/useWhole.ts";
import { useRequest } from "../parts/useRequest.ts";
import { useComparison } from "./comparison.ts";

/** Chooses two moments of recording. */
export function KnownTwice() {
  const valid = useExplorer((s) => s.view.valid);
  const knownBefore = useComparison((s) => s.knownBefore);
  const knownAfter = useComparison((s) => s.knownAfter);
  const { answer: whole } = useWhole();
  const records = whole ? [...whole.entities, ...whole.relationships].map(({ id }) => id) : null;
  const moments = useRequest(requestMoments, records, { again: whole }).answer?.moments ?? [];
  return (
    <div>
      <p className="hint">
        What the records said about {inWords(valid)} at one moment, and what they say at another.
      </p>
      <Moment
        label="Known before"
        none="choose a moment"
        known={knownBefore}
        moments={moments}
        onChoose={(known) => {
          useComparison.setState({ knownBefore: known });
        }}
      />
      <Moment
        label="Known after"
        none="the latest"
        known={knownAfter}
        moments={moments}
        onChoose={(known) => {
          useComparison.setState({ knownAfter: known });
        }}
      />
    </div>
  );
}

interface MomentProps {
  readonly label: string;
  /** What no moment means. */
  readonly none: string;
  readonly known: string | null;
  readonly moments: readonly RecordingMoment[];
  readonly onChoose: (known: string | null) => void;
}

function Moment({ label, none, known, moments, onChoose }: MomentProps) {
  const listed = known === null || moments.some(({ recordedAt }) => recordedAt === known);
  return (
    <div className="compare-moment" role="group" aria-label={label}>
      <label>
        {label}{" "}
        <select
          value={known ?? ""}
          onChange={(event) => {
            onChoose(event.target.value === "" ? null : event.target.value);
          }}
        >
          <option value="">{none}</option>
          {!listed && <option value={known}>{momentInWords(known)}</option>}
          {moments.map(({ recordedAt, reason }) => (
            <option key={recordedAt} value={recordedAt}>
              {momentInWords(recordedAt)}
              {reason === null ? "" : `: ${reason}`}
            </option>
          ))}
        </select>
      </label>
      <MomentForm
        key={known}
        known={known}
        label={`${label}, in UTC`}
        submit="Take"
        onRead={onChoose}
      />
    </div>
  );
}
