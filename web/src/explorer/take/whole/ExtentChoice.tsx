import { useExplorer } from "../../model/store.ts";
import { listed } from "../../model/words.ts";
import { whenInWords } from "../../time/words.ts";
import type { Extent } from "./extent.ts";

interface ExtentChoiceProps {
  readonly extent: Extent;
  /** The labels of what the legend hides; where it hides nothing there is no choice. */
  readonly hidden: readonly string[];
  readonly signedIn: boolean;
  readonly onExtent: (extent: Extent) => void;
}

/** Chooses how much of the whole graph is taken. */
export function ExtentChoice({ extent, hidden, signedIn, onExtent }: ExtentChoiceProps) {
  const valid = useExplorer((s) => s.view.valid);
  const time = (own: Extent["time"], words: string) => (
    <label>
      <input
        type="radio"
        name="take-whole-time"
        checked={extent.time === own}
        onChange={() => {
          onExtent({ ...extent, time: own });
        }}
      />
      <span>{words}</span>
    </label>
  );
  const also = (own: "filtered" | "restricted", words: string) => (
    <label>
      <input
        type="checkbox"
        checked={extent[own]}
        onChange={({ target }) => {
          onExtent({ ...extent, [own]: target.checked });
        }}
      />
      <bdi>{words}</bdi>
    </label>
  );
  return (
    <fieldset className="take-scope">
      <legend>How much of it</legend>
      {time("view", `What is in force ${whenInWords(valid)}`)}
      {time("all", "Everything, over all time")}
      {hidden.length > 0 &&
        also("filtered", `Only what the legend shows, without ${listed(hidden)}`)}
      {signedIn && also("restricted", "With restricted records, which only editors see")}
    </fieldset>
  );
}
