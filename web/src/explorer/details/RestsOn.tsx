import type { CitedSourceFragment, RestsOnFragment } from "../api/operations.ts";
import { EntityButton } from "../parts/EntityButton.tsx";
import { SourceLine } from "../parts/SourceLine.tsx";
import { SourceWord } from "../parts/SourceWord.tsx";
import { Section } from "./Section.tsx";

interface RestsOnProps {
  readonly evidence: RestsOnFragment;
  /** The record's own sources; those of claims are beside the claims. */
  readonly sources: readonly CitedSourceFragment[];
}

/** What a record rests on: how many sources, who asserts it, and where to read it. */
export function RestsOn({ evidence, sources }: RestsOnProps) {
  const { asserters, singleSourced, partiesOnly } = evidence;
  return (
    <Section title="Rests on">
      <p>
        {evidence.sources === 0 && "No source is recorded."}
        {singleSourced && <span className="badge warn">one source only</span>}
        {evidence.sources > 1 && `${String(evidence.sources)} sources, those of claims included.`}
        {partiesOnly && <span className="badge warn">asserted by parties to the matter only</span>}
      </p>
      {asserters.length > 0 && (
        <p className="asserters">
          Asserted by{" "}
          {asserters.map((asserter) => (
            <Asserter key={asserter.id} asserter={asserter} />
          ))}
        </p>
      )}
      <ul className="sources" aria-label="Sources of the record">
        {sources.map((source) => (
          <li key={source.id}>
            <SourceLine source={source} />
            {source.note !== null && (
              <span className="faint" dir="auto">
                {source.note}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Asserter({ asserter }: { asserter: RestsOnFragment["asserters"][number] }) {
  if ("name" in asserter) return <EntityButton entity={asserter} />;
  return "title" in asserter ? <SourceWord source={asserter} /> : <bdi>{asserter.id}</bdi>;
}
