import { Canvas } from "./canvas/Canvas.tsx";
import { LeftOutNote } from "./canvas/LeftOutNote.tsx";
import { Legend } from "./canvas/Legend.tsx";
import { CompareNote } from "./compare/CompareNote.tsx";
import { LensBanner } from "./lens/LensBanner.tsx";
import { DoneNotice } from "./edit/DoneNotice.tsx";
import { letIn } from "./edit/sign.ts";
import { AskToken } from "../gate/AskToken.tsx";
import { useGate } from "../gate/gate.ts";
import { useExplorer } from "./model/store.ts";
import { Notices } from "./parts/Notices.tsx";
import { PanelButtons, SidePanel } from "./parts/SidePanel.tsx";
import { panels } from "./panels.ts";
import { SearchBox } from "./search/SearchBox.tsx";
import { Start } from "./search/Start.tsx";
import { Tables } from "./table/Tables.tsx";
import { TableToggle } from "./table/TableToggle.tsx";
import { TimeBar } from "./timebar/TimeBar.tsx";

/** The explorer: a search, the picture, its time, and what is selected. */
export function Explorer() {
  const isEmpty = useExplorer((s) => s.view.entities.length === 0);
  const busy = useExplorer((s) => s.busy);
  const closed = useGate((s) => s.closed);
  if (closed) return <Closed />;
  return (
    <div className="explorer" aria-busy={busy}>
      <header className="top">
        <h1>
          <a href="/">Entente</a>
        </h1>
        {!isEmpty && <SearchBox />}
        {!isEmpty && <TableToggle />}
        {!isEmpty && <PanelButtons panels={panels} />}
        <nav aria-label="Pages">
          <a href="/queries">Questions</a>
          <a href="/playground">Playground</a>
        </nav>
      </header>
      <Notices />
      <DoneNotice />
      {isEmpty ? <Start /> : <Workspace />}
    </div>
  );
}

/** What there is to see where the server lets nobody read who has no token. */
function Closed() {
  return (
    <div className="explorer">
      <header className="top">
        <h1>
          <a href="/">Entente</a>
        </h1>
      </header>
      <AskToken onToken={(token) => void letIn(token)} />
    </div>
  );
}

function Workspace() {
  const table = useExplorer((s) => s.view.table);
  return (
    <>
      <LensBanner />
      <CompareNote />
      <main className="work">
        <div className="stage">
          {table ? <Tables /> : <Canvas />}
          <Legend />
          <LeftOutNote />
          <NothingHere />
        </div>
        <SidePanel panels={panels} />
      </main>
      <TimeBar />
    </>
  );
}

/** Says what an empty canvas would not: that nothing of what the view names is there. */
function NothingHere() {
  const isEmpty = useExplorer((s) => !s.busy && s.picture.entities.size === 0);
  if (!isEmpty) return null;
  return (
    <p className="nothing-here" role="note">
      Nothing of this view is in the graph as it is read here. Go back, search another name, or{" "}
      <a href="/">begin anew</a>.
    </p>
  );
}
