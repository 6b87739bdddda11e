import { useMemo } from "react";
import type { DetailedRelationshipFragment } from "../api/operations.ts";
import { SignLine, StatusLine } from "../canvas/Marks.tsx";
import { datesOf } from "../model/picture.ts";
import { isFiltered } from "../model/shown.ts";
import { add, useExplorer } from "../model/store.ts";
import { signWords } from "../model/words.ts";
import { EntityButton } from "../parts/EntityButton.tsx";
import { parseQuestion } from "../time/question.ts";
import { statusIn } from "../time/status.ts";
import { isEndUncertain, statusInWords } from "../time/words.ts";
import { Claims } from "./Claims.tsx";
import { Properties } from "./EntityFacts.tsx";
import { History } from "./History.tsx";
import { RestsOn } from "./RestsOn.tsx";
import { Section } from "./Section.tsx";
import { When } from "./When.tsx";

/** A relationship: between whom, when, how it stands at the chosen date, and who says so. */
export function RelationshipDetails(props: { relationship: DetailedRelationshipFragment }) {
  const r = props.relationship;
  return (
    <>
      <h3 dir="auto" className="statement">
        {r.statement}
      </h3>
      <StatusNow relationship={r} />
      <dl className="facts">
        <div className="fact">
          <dt>type</dt>
          <dd title={r.type.description ?? undefined}>{r.type.label}</dd>
        </div>
        <div className="fact">
          <dt>{r.type.symmetric ? "between" : "from"}</dt>
          <dd>
            <EntityButton entity={r.from} />
          </dd>
        </div>
        <div className="fact">
          <dt>{r.type.symmetric ? "and" : "to"}</dt>
          <dd>
            <EntityButton entity={r.to} />
          </dd>
        </div>
        <div className="fact">
          <dt>sign</dt>
          <dd>
            <SignLine sign={r.sign} /> {signWords[r.sign]}
          </dd>
        </div>
        <Properties properties={r.properties} />
      </dl>
      <OnCanvas relationship={r} />
      <Section title="Validity">
        <When validity={r.validity} />
      </Section>
      {r.note !== null && (
        <p className="note" dir="auto">
          {r.note}
        </p>
      )}
      <Claims record={r} />
      <RestsOn evidence={r.evidence} sources={r.sources} />
      <History id={r.id} first={r.history} />
    </>
  );
}

/** How it stands at the chosen date. */
function StatusNow({ relationship: { validity } }: { relationship: DetailedRelationshipFragment }) {
  const valid = useExplorer((s) => s.view.valid);
  const dates = useMemo(() => datesOf(validity), [validity]);
  const status = statusIn(dates, parseQuestion(valid));
  return (
    <p className="details-status">
      <StatusLine look={status} /> {statusInWords(status, valid)}
      {status === "EXPIRED" && isEndUncertain(dates.edtf) && ", though when is uncertain"}
    </p>
  );
}

/** Why it is not to be seen on the canvas, and what helps. */
function OnCanvas({ relationship: r }: { relationship: DetailedRelationshipFragment }) {
  const drawn = useExplorer(({ picture }) => picture.relationships.get(r.id));
  const filtered = useExplorer(
    ({ picture, view }) => drawn !== undefined && isFiltered(drawn, picture, view),
  );
  if (filtered) return <p>The legend hides its type, or the kind of one of its ends.</p>;
  if (drawn) return null;
  return (
    <p className="actions">
      It is not on the canvas.{" "}
      <button type="button" onClick={() => void add([r.from.id, r.to.id], r.id)}>
        Add to the picture
      </button>
    </p>
  );
}
