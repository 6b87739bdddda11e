import "./path.css";
import { useEffect } from "react";
import { useExplorer } from "../model/store.ts";
import { IconButton } from "../parts/IconButton.tsx";
import { choose, selectedEnd, swapEnds, usePathChoice } from "./choice.ts";
import { EndField } from "./EndField.tsx";
import { PathList } from "./PathList.tsx";
import { hopsText, modes } from "./words.ts";

/** The panel that looks for the ways from one entity to another. */
export function PathPanel() {
  const choice = usePathChoice();
  useEffect(() => {
    if (usePathChoice.getState().from === null) choose({ from: selectedEnd() });
    return () => {
      if (useExplorer.getState().panel !== "details") usePathChoice.setState({ picking: null });
    };
  }, []);
  return (
    <div className="path">
      <div className="path-ends">
        <EndField side="from" label="From" />
        <EndField side="to" label="To" />
        <IconButton icon="swap" label="Swap from and to" onClick={swapEnds} />
      </div>
      <fieldset className="path-modes">
        <legend>How the hops lie in time</legend>
        {modes.map(({ mode, label, meaning }) => (
          <label key={mode}>
            <input
              type="radio"
              name="path-mode"
              checked={choice.mode === mode}
              onChange={() => {
                choose({ mode });
              }}
            />
            <span>
              <strong>{label}</strong> <span className="hint">{meaning}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className="path-row">
        <label>
          At most{" "}
          <select
            value={choice.maxLength}
            onChange={(event) => {
              choose({ maxLength: Number(event.target.value) });
            }}
          >
            {[1, 2, 3, 4, 5, 6].map((hops) => (
              <option key={hops} value={hops}>
                {hopsText(hops)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <input
            type="checkbox"
            checked={choice.certainOnly}
            onChange={(event) => {
              choose({ certainOnly: event.target.checked });
            }}
          />{" "}
          only certain
        </label>
      </div>
      <PathList />
    </div>
  );
}
