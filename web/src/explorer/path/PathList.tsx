import { ask } from "../api/ask.ts";
import { PathsDocument, type PathsQueryVariables } from "../api/operations.ts";
import { useExplorer } from "../model/store.ts";
import { useRequest } from "../parts/useRequest.ts";
import { choose, counts, usePathChoice, variablesOf } from "./choice.ts";
import { PathCard } from "./PathCard.tsx";
import { hopsText, searchedInWords, type Path } from "./words.ts";

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
  const refreshes = useExplorer((s) => s.refreshes);
  const variables = variablesOf(choice, view);
  const { asked, answer, problem, busy } = useRequest(requestPaths, variables, {
    pause,
    again: refreshes,
  });
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
