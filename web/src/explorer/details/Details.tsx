import { useEffect, useRef } from "react";
import { ask } from "../api/ask.ts";
import {
  DetailsDocument,
  type DetailsQuery,
  type DetailsQueryVariables,
} from "../api/operations.ts";
import { useExplorer } from "../model/store.ts";
import { useRequest } from "../parts/useRequest.ts";
import { momentInWords } from "../time/moment.ts";
import { EntityDetails } from "./EntityDetails.tsx";
import { RelationshipDetails } from "./RelationshipDetails.tsx";
import { useLens } from "./useLens.ts";
import "./details.css";

function requestDetails(asked: DetailsQueryVariables, signal: AbortSignal): Promise<DetailsQuery> {
  return ask(DetailsDocument, asked, signal);
}

/** What is known of the selected entity or relationship. */
export function Details() {
  const selected = useExplorer((s) => s.view.selected);
  if (selected === null) return <p>Select an entity or a relationship to read about it.</p>;
  return <Selected key={selected} id={selected} />;
}

function Selected({ id }: { id: string }) {
  const lens = useLens();
  const refreshes = useExplorer((s) => s.refreshes);
  const { latest, problem, busy, retry } = useRequest(
    requestDetails,
    { id, ...lens },
    { again: refreshes },
  );
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    top.current?.closest(".panel-body")?.scrollTo({ top: 0 });
  }, []);
  return (
    <div ref={top} className="details" aria-busy={busy}>
      {problem !== undefined && (
        <p role="alert" className="problem">
          {problem}{" "}
          <button type="button" onClick={retry}>
            Try again
          </button>
        </p>
      )}
      {latest ? <Found id={id} node={latest.node} /> : <Expected id={id} failed={!!problem} />}
    </div>
  );
}

function Found({ id, node }: { id: string; node: DetailsQuery["node"] }) {
  switch (node?.__typename) {
    case "Actor":
    case "Place":
    case "Event":
      return <EntityDetails entity={node} asked={id} />;
    case "Relationship":
      return <RelationshipDetails relationship={node} />;
    default:
      return <Gone id={id} />;
  }
}

/** What the picture has of it, until the answer is there. */
function Expected({ id, failed }: { id: string; failed: boolean }) {
  const heading = useExplorer(
    ({ picture }) =>
      picture.entities.get(id)?.name ?? picture.relationships.get(id)?.statement ?? id,
  );
  return (
    <>
      <h3 dir="auto">{heading}</h3>
      {!failed && <p>Loading …</p>}
    </>
  );
}

/** Says that there is nothing of that id, and what the lens may have to do with it. */
function Gone({ id }: { id: string }) {
  const known = useExplorer((s) => s.view.known);
  const tellers = useExplorer((s) => s.view.accordingTo.length);
  return (
    <>
      <h3>Not in this graph</h3>
      <p>
        No entity and no relationship has the id <code>{id}</code>
        {known !== null && `, as recorded until ${momentInWords(known)}`}
        {tellers > 0 && ", as told by those chosen"}. It may have been retracted
        {(known !== null || tellers > 0) && ", or is not seen in this reading of the graph"}.
      </p>
    </>
  );
}
