import { useMemo, useState } from "react";
import { queryAddress } from "../../playground/fragment.ts";
import { useExplorer } from "../model/store.ts";
import { useSpared } from "../model/useSpared.ts";
import { About } from "../parts/About.tsx";
import { Cite } from "./Cite.tsx";
import { CopyField } from "./CopyField.tsx";
import { extractOf, linkOf, requestOf, type Scope } from "./extract.ts";
import { Files } from "./Files.tsx";
import { pictures, tables } from "./kinds.ts";
import { ScopeChoice } from "./ScopeChoice.tsx";
import { useExport } from "./useExport.ts";
import { usePinned } from "./usePinned.ts";
import { WholeGraph } from "./whole/WholeGraph.tsx";
import "./take.css";

/** Takes the view away: as a link, a citation, a picture, data, or the query behind it. */
export function TakePanel() {
  const view = useExplorer((s) => s.view);
  const spared = useSpared();
  const compared = useExplorer((s) => s.compared);
  const { pinned, problem } = usePinned();
  const [scope, setScope] = useState<Scope>("shown");
  const [progress, take] = useExport(pinned);
  const extract = useMemo(
    () => pinned && extractOf({ view, spared, compared }, pinned, "shown", location.origin),
    [view, spared, compared, pinned],
  );
  const { query, variables } = requestOf(view);
  return (
    <div className="take">
      <About names={pinned?.names} />
      <h3>Link to this view</h3>
      <CopyField
        label="Link to this view"
        text={linkOf(view, location.origin)}
        action="Copy link"
      />
      <h3>Cite this view</h3>
      {problem !== undefined && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      {extract && <Cite citation={extract.citation} />}
      {!extract && problem === undefined && <p role="status">Asking what is recorded now …</p>}
      <h3>Picture of what is shown</h3>
      <Files
        kinds={pictures}
        isReady={pinned !== undefined}
        progress={progress}
        onTake={(k) => {
          take(k, "shown");
        }}
      />
      <h3>Data of the picture</h3>
      <ScopeChoice scope={scope} onScope={setScope} />
      <Files
        kinds={tables}
        isReady={pinned !== undefined}
        progress={progress}
        onTake={(k) => {
          take(k, scope);
        }}
      />
      <p className="hint">
        Each file says as of when, as known when and told by whom it was taken, with its link, and
        the sources of each relationship with their licences.
      </p>
      <WholeGraph names={pinned?.names} />
      <h3>Query</h3>
      <a href={queryAddress(query, variables)}>Open this query in the playground</a>
    </div>
  );
}
