import type { FoundConflictFragment, FoundDisputeFragment } from "../api/operations.ts";
import { ClaimedValue } from "./ClaimCard.tsx";
import { SourceWord } from "./SourceWord.tsx";
import { conflictTimeInWords, disputeName, spreadInWords } from "./words.ts";

/** What cannot be true together of the claims on a property, and who stands where. */
export function DisputeSummary({ dispute }: { dispute: FoundDisputeFragment }) {
  const { conflicts } = dispute;
  const firstCamp = (i: number) =>
    conflicts.slice(0, i).reduce((n, { camps }) => n + camps.length, 1);
  return (
    <div className="dispute">
      {!dispute.open && <p>Without the claims held to be mistaken, nothing is in dispute.</p>}
      {dispute.singleSourced && <p>All of these claims were read in one source.</p>}
      {dispute.notCompared > 0 && <p>{dispute.notCompared} more claims were not compared.</p>}
      {conflicts.map((conflict, i) => (
        <Conflict key={i} conflict={conflict} first={firstCamp(i)} />
      ))}
    </div>
  );
}

interface ConflictProps {
  readonly conflict: FoundConflictFragment;
  /** The number of its first camp. */
  readonly first: number;
}

function Conflict({ conflict, first }: ConflictProps) {
  const time = conflictTimeInWords(conflict);
  const spread = spreadInWords(conflict);
  return (
    <>
      <p>
        {conflict.open ? "Open" : "Past"}: {disputeName[conflict.kind]}
        {time !== undefined && `, ${time}`}
        {spread !== undefined && (
          <>
            . <strong>{spread}</strong>
          </>
        )}
        .
      </p>
      <ol className="camps" start={first}>
        {conflict.camps.map((camp, i) => (
          <Camp key={i} camp={camp} number={first + i} />
        ))}
      </ol>
    </>
  );
}

interface CampProps {
  readonly camp: FoundConflictFragment["camps"][number];
  readonly number: number;
}

function Camp({ camp: { claims, evidence }, number }: CampProps) {
  return (
    <li>
      <span className="camp-name">Account {number}</span>
      <ul>
        {claims.map((claim) => (
          <li key={claim.id}>
            <ClaimedValue claim={claim} />:{" "}
            {claim.assertedBy ? (
              <bdi>{claim.assertedBy.name}</bdi>
            ) : (
              <SourceWord source={claim.source} />
            )}
          </li>
        ))}
      </ul>
      <span className="faint">
        {evidence.sources === 1 ? "one source" : `${String(evidence.sources)} sources`}
        {evidence.partiesOnly && ", parties to the matter only"}
      </span>
    </li>
  );
}
