import { useExplorer } from "../model/store.ts";
import { useRequest } from "../parts/useRequest.ts";
import type { Asserter, Whole } from "./reading.ts";
import { requestAsserters } from "./requests.ts";

/** How many relationships are looked at for who asserts them. */
const lookedAt = 200;

interface AsserterListProps {
  readonly whole: Whole;
  readonly asOf: { valid: string; known?: string };
  readonly onToggle: (id: string) => void;
}

/** Who asserts what is drawn, to be chosen from. */
export function AsserterList({ whole, asOf, onToggle }: AsserterListProps) {
  const language = useExplorer((s) => s.view.language);
  const ids = whole.relationships.slice(0, lookedAt).map(({ id }) => id);
  const { answer, problem } = useRequest(
    requestAsserters,
    ids.length === 0 ? null : { ids, asOf, ...(language === "" ? {} : { language }) },
    { again: whole },
  );
  if (problem !== undefined) return <p className="problem">{problem}</p>;
  if (ids.length === 0) return null;
  if (!answer) return <p className="hint">Looking up who tells of this …</p>;
  const all = whole.relationships.length;
  return (
    <>
      <h4>Who asserts what is drawn</h4>
      <p className="hint">
        {ids.length < all
          ? `In how many of the first ${String(ids.length)} of ${String(all)} relationships.`
          : `In how many of its ${String(all)} relationships.`}
      </p>
      <Asserters title="Actors" all={answer.filter((a) => !a.isSource)} onToggle={onToggle} />
      <Asserters title="Sources" all={answer.filter((a) => a.isSource)} onToggle={onToggle} />
    </>
  );
}

interface AssertersProps {
  readonly title: string;
  readonly all: readonly Asserter[];
  readonly onToggle: (id: string) => void;
}

function Asserters({ title, all, onToggle }: AssertersProps) {
  const chosen = useExplorer((s) => s.view.accordingTo);
  if (all.length === 0) return null;
  return (
    <fieldset className="asserters">
      <legend>{title}</legend>
      {all.map(({ id, name, count }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={() => {
              onToggle(id);
            }}
          />
          <bdi>{name}</bdi>
          <span className="asserter-count">{count}</span>
        </label>
      ))}
    </fieldset>
  );
}
