import { useState } from "react";
import type { EntityClass } from "../api/operations.ts";
import { useExplorer } from "../model/store.ts";
import { toggled } from "../model/view.ts";
import { useRequest } from "../parts/useRequest.ts";
import { SearchBox } from "../search/SearchBox.tsx";
import { AsserterList } from "./AsserterList.tsx";
import type { Whole } from "./reading.ts";
import { readOtherwise, requestClaimants } from "./requests.ts";

const actors: readonly EntityClass[] = ["ACTOR"];

/** Chooses whose word counts. */
export function AccordingTo({ whole }: { whole: Whole | undefined }) {
  const accordingTo = useExplorer((s) => s.view.accordingTo);
  const known = useExplorer((s) => s.view.known);
  const [problem, setProblem] = useState<string>();
  // Whoever is looked for need not be told of by those chosen before.
  const asOf = { valid: "../..", ...(known === null ? {} : { known }) };
  const read = async (claimants: string[]) => {
    setProblem(await readOtherwise({ accordingTo: claimants }));
  };
  const toggle = (id: string) => void read(toggled(accordingTo, id));
  return (
    <section aria-label="According to">
      <h3>According to</h3>
      <p className="hint">
        Only what they assert, with the dates that they give. Of several, one who asserts it is
        enough.
      </p>
      <Chosen onRemove={toggle} />
      <SearchBox
        label="Search an actor whose word counts"
        classes={actors}
        asOf={asOf}
        onChoose={({ id }) => {
          if (!accordingTo.includes(id)) toggle(id);
        }}
      />
      <p role="alert" className="problem">
        {problem}
      </p>
      <button
        type="button"
        aria-pressed={accordingTo.length === 0}
        onClick={() => {
          void read([]);
        }}
      >
        Everyone
      </button>
      {whole && <AsserterList whole={whole} asOf={asOf} onToggle={toggle} />}
    </section>
  );
}

/** Those chosen, each with a button that takes it out. */
function Chosen({ onRemove }: { onRemove: (id: string) => void }) {
  const ids = useExplorer((s) => s.view.accordingTo);
  const language = useExplorer((s) => s.view.language);
  const { answer } = useRequest(
    requestClaimants,
    ids.length === 0 ? null : { ids, ...(language === "" ? {} : { language }) },
  );
  return (
    <ul className="chips" aria-label="Whose word counts" hidden={ids.length === 0}>
      {ids.map((id) => {
        const name = answer?.names[id] ?? id;
        return (
          <li key={id}>
            <bdi>{name}</bdi>
            <button
              type="button"
              aria-label={`Without ${name}`}
              onClick={() => {
                onRemove(id);
              }}
            >
              ×
            </button>
          </li>
        );
      })}
    </ul>
  );
}
