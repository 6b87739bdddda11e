import "./lens.css";
import { readAs, useExplorer } from "../model/store.ts";
import { AccordingTo } from "./AccordingTo.tsx";
import { KnownOn } from "./KnownOn.tsx";
import { languagesOf } from "./reading.ts";
import { useWhole } from "./useWhole.ts";

/** The panel that chooses how the graph is read: as known when, told by whom, named how. */
export function Lens() {
  const language = useExplorer((s) => s.view.language);
  const { answer: whole, problem } = useWhole();
  return (
    <div className="lens">
      {problem !== undefined && <p className="problem">{problem}</p>}
      <KnownOn whole={whole} />
      <AccordingTo whole={whole} />
      <h3>Language of names</h3>
      <label className="lens-row">
        <span>Names in</span>
        <select
          value={language}
          onChange={(event) => {
            void readAs({ language: event.target.value });
          }}
        >
          <option value="">each entity’s first name</option>
          {languagesOf(whole, language).map(({ tag, label, count }) => (
            <option key={tag} value={tag}>
              {`${label}, ${String(count)} of ${String(whole?.entities.length ?? 0)}`}
            </option>
          ))}
        </select>
      </label>
      <p className="hint">
        An entity without a name in that language keeps its first name. Statements and quotes stay
        in the language in which they were written.
      </p>
    </div>
  );
}
