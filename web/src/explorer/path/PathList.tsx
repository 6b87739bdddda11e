import { ask } from "../api/ask.ts";
import { PathsDocument, type PathsQueryVariables } from "../api/operations.ts";
import { add, tell, trace, useExplorer } from "../model/store.ts";
import { useRequest } from "../parts/useRequest.ts";
import { choose, counts, usePathChoice, variablesOf } from "./choice.ts";
import { hopsText, searchedInWords, summaryOf, timesOf, type Path } from "./words.ts";

/** How long the date has to rest before paths are looked for again, in milliseconds. */
const pause = 250;

/** Looks for paths. */
async function requestPaths(
  variables: PathsQueryVariables,
  signal: AbortSignal,
): Promise<readonly Path[]> {
  return (await ask(PathsDocument, variables, signal)).paths;
}

/** The paths that are found, or why there are none. */
export function PathList() {
  const choice = usePathChoice();
  const view = useExplorer((s) => s.view);
  const variables = variablesOf(choice, view);
  const { asked, answer, problem, busy } = useRequest(requestPaths, variables, { pause });
  if (!variables) {
    const same = choice.from && choice.to;
    return (
      <p className="hint" role="status">
        {same ? "Choose two different entities." : "Choose where the path begins and ends."}
      </p>
    );
  }
  const isOther = asked?.from !== variables.from || asked.to !== variables.to;
  if (!asked || (busy && isOther)) return <p role="status">Looking for paths …</p>;
  const searched = searchedInWords(asked.mode, asked.asOf.valid ?? "", asked.within ?? undefined);
  return (
    <section aria-label="Paths found" aria-busy={busy}>
      <p role="status" className="path-found">
        <strong>{searched}:</strong> {problem === undefined ? found(answer ?? [], asked) : null}
        {busy && " Looking again …"}
      </p>
      {problem !== undefined && (
        <p role="alert" className="problem">
          {problem}
        </p>
      )}
      <ol className="paths">
        {answer?.map((path) => (
          <PathCard key={path.hops.map(({ relationship }) => relationship.id).join()} path={path} />
        ))}
      </ol>
      {answer?.length === choice.first && <More />}
      <p className="hint">{reach(view.hidden, asked)}</p>
    </section>
  );
}

function found(paths: readonly Path[], { maxLength }: PathsQueryVariables): string {
  if (paths.length === 0) return `no path of at most ${hopsText(maxLength)}.`;
  return paths.length === 1 ? "one path." : `${String(paths.length)} paths, the shortest first.`;
}

/** What was not looked at. */
function reach(
  hidden: { kinds: readonly string[]; types: readonly string[] },
  { mode, within }: PathsQueryVariables,
): string {
  const followed =
    hidden.kinds.length + hidden.types.length === 0
      ? "Paths lead through the whole graph, not only through what is drawn."
      : "Paths lead through the whole graph but for the kinds and types that the legend hides.";
  const window =
    mode !== "SNAPSHOT" && within === "../.."
      ? " For a part of all time, choose “between two dates” in the time bar."
      : "";
  return followed + window;
}

function More() {
  const first = usePathChoice((s) => s.first);
  const next = counts.find((count) => count > first);
  if (next === undefined) return <p className="hint">There may be more than these 50.</p>;
  return (
    <button
      type="button"
      onClick={() => {
        choose({ first: next });
      }}
    >
      Up to {next} paths
    </button>
  );
}

function PathCard({ path }: { path: Path }) {
  const traced = useExplorer((s) => s.traced);
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
  if (!entities.every(({ id }) => there.entities.has(id))) await add(entities.map(({ id }) => id));
  const { relationships } = useExplorer.getState().picture;
  const ids = hops.map(({ relationship }) => relationship.id);
  if (ids.every((id) => relationships.has(id))) trace(ids);
  else tell("The picture has no room for this path: take some entities off the canvas.");
}
