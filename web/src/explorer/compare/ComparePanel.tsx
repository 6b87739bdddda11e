import "./compare.css";
import { look, useExplorer } from "../model/store.ts";
import { inWords } from "../time/question.ts";
import { IconButton } from "../parts/IconButton.tsx";
import { DateBox } from "../timebar/DateBox.tsx";
import { useComparison } from "./comparison.ts";
import { DifferenceLists } from "./DifferenceLists.tsx";
import { KnownTwice } from "./KnownTwice.tsx";

/** The panel that compares two dates, or what was known at two moments. */
export function ComparePanel() {
  const of = useComparison((s) => s.of);
  const { asked, answer, busy } = useComparison((s) => s.answered);
  const few = useExplorer((s) => s.view.entities.length < 2);
  return (
    <div className="compare">
      <fieldset className="compare-of">
        <legend>Compare</legend>
        <label>
          <input
            type="radio"
            name="compare-of"
            checked={of === "dates"}
            onChange={() => {
              useComparison.setState({ of: "dates" });
            }}
          />{" "}
          two dates
        </label>
        <label>
          <input
            type="radio"
            name="compare-of"
            checked={of === "knowledge"}
            onChange={() => {
              useComparison.setState({ of: "knowledge" });
            }}
          />{" "}
          what we knew then
        </label>
      </fieldset>
      {of === "dates" ? <TwoDates /> : <KnownTwice />}
      {few && <p className="hint">A comparison needs two entities on the canvas.</p>}
      {busy && <p role="status">Comparing …</p>}
      {asked && answer && <DifferenceLists asked={asked} found={answer} />}
    </div>
  );
}

function TwoDates() {
  const before = useExplorer((s) => s.view.compare) ?? "";
  const after = useExplorer((s) => s.view.valid);
  return (
    <div className="compare-dates">
      <span>Before</span>
      <DateBox
        label="Date before, in EDTF"
        valid={before}
        onDate={(compare) => {
          look({ compare });
        }}
      />
      <span className="hint">{inWords(before)}</span>
      <span>After</span>
      <DateBox
        label="Date after, in EDTF"
        valid={after}
        onDate={(valid) => {
          look({ valid });
        }}
      />
      <span className="hint">{inWords(after)}</span>
      <IconButton
        icon="swap"
        label="Swap the dates"
        onClick={() => {
          look({ compare: after, valid: before });
        }}
      />
    </div>
  );
}
