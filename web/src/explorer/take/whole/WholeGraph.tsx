import { useId, useState } from "react";
import { useSession } from "../../edit/session.ts";
import { describe, hiddenLabels } from "../../model/describe.ts";
import { useExplorer } from "../../model/store.ts";
import { useSpared } from "../../model/useSpared.ts";
import { Phrases } from "../../parts/Phrases.tsx";
import { heldPhrases, type Extent } from "./extent.ts";
import { ExtentChoice } from "./ExtentChoice.tsx";
import { ServerFiles } from "./ServerFiles.tsx";

interface WholeGraphProps {
  /** Names of claimants, who need not be in the picture. */
  readonly names: ReadonlyMap<string, string> | undefined;
}

/** Takes all of the graph as the view reads it, which the server writes. */
export function WholeGraph({ names }: WholeGraphProps) {
  const view = useExplorer((s) => s.view);
  const picture = useExplorer((s) => s.picture);
  const spared = useSpared();
  const signedIn = useSession((s) => s.signedIn);
  const [chosen, setChosen] = useState<Extent>({
    time: "view",
    filtered: false,
    restricted: false,
  });
  const extent = { ...chosen, restricted: chosen.restricted && signedIn };
  const { known, told } = describe(picture, view, spared, names);
  const hidden = hiddenLabels(picture, view.hidden);
  const head = useId();
  const held = useId();
  return (
    <section aria-labelledby={head}>
      <h3 id={head}>The whole graph</h3>
      <p className="hint">
        All that the server has, not only what is in the picture, read as this view reads it.
      </p>
      <ExtentChoice extent={extent} hidden={hidden} signedIn={signedIn} onExtent={setChosen} />
      <p id={held} className="hint">
        Each file holds, as far as its format has room for it:{" "}
        <Phrases phrases={heldPhrases(view, extent, { known, told, hidden })} />
      </p>
      <ServerFiles extent={extent} describedBy={held} />
    </section>
  );
}
