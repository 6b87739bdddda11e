import { ask } from "../api/ask.ts";
import { StartDocument, type StartQuery, type StartQueryVariables } from "../api/operations.ts";
import { useRequest } from "../parts/useRequest.ts";
import { show, undo, useExplorer } from "../model/store.ts";
import { startingPoints } from "./questions.ts";
import { SearchBox } from "./SearchBox.tsx";

const needed = [...new Set(startingPoints.flatMap(({ needs }) => needs))];

function requestStart(asked: StartQueryVariables, signal: AbortSignal): Promise<StartQuery> {
  return ask(StartDocument, asked, signal);
}

/** What a visitor sees first: a search, and where one might begin. */
export function Start() {
  const past = useExplorer((s) => s.past.length);
  const { answer: graph, problem } = useRequest(requestStart, { ids: needed });
  return (
    <main className="start">
      {past > 0 && (
        <button type="button" onClick={() => void undo()}>
          Undo: bring back what was there
        </button>
      )}
      <p className="start-lead">Who was tied to whom, when, and according to whom.</p>
      <SearchBox autoFocus />
      {problem !== undefined && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      {graph && <Beginnings graph={graph} />}
    </main>
  );
}

function Beginnings({ graph }: { graph: StartQuery }) {
  const there = new Set(graph.nodes.flatMap((node) => (node ? [node.id] : [])));
  const points = startingPoints.filter(({ needs }) => needs.every((id) => there.has(id)));
  if (points.length === 0) return <FirstActors graph={graph} />;
  return (
    <>
      <h2>Or begin with a question</h2>
      <ul className="start-points">
        {points.map(({ question, hint, fragment }) => (
          <li key={question}>
            <a href={`#${fragment}`}>
              <strong>{question}</strong>
              <span>{hint}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A graph of someone's own has no questions here; its first actors are a beginning too. */
function FirstActors({ graph }: { graph: StartQuery }) {
  if (graph.entities.edges.length === 0) return <p>This graph holds no actors yet.</p>;
  return (
    <>
      <h2>Or begin with one of these</h2>
      <ul className="start-points">
        {graph.entities.edges.map(({ node }) => (
          <li key={node.id}>
            <button type="button" onClick={() => void show(node.id)}>
              <bdi>{node.name}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
