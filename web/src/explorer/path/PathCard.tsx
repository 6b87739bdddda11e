import { add, tell, trace, useExplorer } from "../model/store.ts";
import { summaryOf, timesOf, type Path } from "./words.ts";

/** A path: its entities, when it is there, and its hops in words. */
export function PathCard({ path }: { path: Path }) {
  const traced = useExplorer((s) => s.view.traced);
  const ids = path.hops.map(({ relationship }) => relationship.id);
  const isTraced = traced.join() === ids.join();
  return (
    <li className="path-card">
      <button type="button" aria-pressed={isTraced} onClick={() => void follow(path, isTraced)}>
        {path.entities.map(({ id, name }, i) => (
          <span key={id}>
            {i > 0 && <span aria-hidden="true"> › </span>}
            <bdi>{name}</bdi>
          </span>
        ))}
      </button>
      <p className="path-summary">
        {summaryOf(path)}
        {isTraced && " · traced on the canvas"}
      </p>
      {timesOf(path).map((line) => (
        <p key={line} className="path-times">
          {line}
        </p>
      ))}
      <ol className="path-hops">
        {path.hops.map(({ relationship: { id, statement } }) => (
          <li key={id} dir="auto">
            {statement}
          </li>
        ))}
      </ol>
    </li>
  );
}

/** Brings a path onto the canvas and marks it, or takes the mark away. */
async function follow({ entities, hops }: Path, isTraced: boolean): Promise<void> {
  if (isTraced) {
    trace([]);
    return;
  }
  const there = useExplorer.getState().picture;
  const isThere = entities.every(({ id }) => there.entities.has(id));
  if (!isThere && !(await add(entities.map(({ id }) => id)))) return;
  const { relationships } = useExplorer.getState().picture;
  const ids = hops.map(({ relationship }) => relationship.id);
  if (ids.every((id) => relationships.has(id))) trace(ids);
  else tell("The picture has no room for this path: take some entities off the canvas.");
}
