import type { FoundDisputeFragment, ToldClaimFragment } from "../api/operations.ts";
import { inWords } from "../time/question.ts";
import { EntityButton } from "./EntityButton.tsx";
import { SourceLine } from "./SourceLine.tsx";
import { credibilityInWords, rankName, valueInWords } from "./words.ts";

interface ClaimCardProps {
  readonly claim: ToldClaimFragment;
  /** The camps that it is in, where its property is in dispute. */
  readonly camps: readonly number[];
  /** The later claim by which its claimant took it back. */
  readonly replacedBy: FoundDisputeFragment["claims"][number]["replacedBy"];
}

/** One claim: what is said, by whom, when, in what words, and how far it is believed. */
export function ClaimCard({ claim, camps, replacedBy }: ClaimCardProps) {
  const { quote, source, rank, credibility, note } = claim;
  return (
    <li className={`claim ${rank}`}>
      <p className="claim-value">
        <ClaimedValue claim={claim} />
      </p>
      <p>
        {claim.stance === "DENIES" ? "Denied by " : "Asserted by "}
        {claim.assertedBy ? <EntityButton entity={claim.assertedBy} /> : "the source itself"}
        {claim.isParty && <span className="badge">party to the matter</span>}
        {camps.map((camp) => (
          <span key={camp} className="badge">
            account {camp}
          </span>
        ))}
      </p>
      {quote !== null && (
        <blockquote dir="auto" lang={source.language ?? undefined}>
          {quote}
        </blockquote>
      )}
      <ul className="claim-facts">
        <li>
          {claim.saidAt === null
            ? "When it was said is not known"
            : `Said ${inWords(claim.saidAt)}`}
        </li>
        {claim.holdsAt !== null && <li>About {inWords(claim.holdsAt)}</li>}
        <li>
          Rank: {rankName[rank]}; credibility:{" "}
          {credibility === null ? "not judged" : credibilityInWords(credibility)}
        </li>
      </ul>
      {replacedBy && (
        <p>
          Taken back by a later claim of the same claimant
          {replacedBy.saidAt !== null && `, ${inWords(replacedBy.saidAt)}`}.
        </p>
      )}
      {note !== null && <p dir="auto">{note}</p>}
      <SourceLine source={source} />
    </li>
  );
}

type Worded = Pick<ToldClaimFragment, "stance" | "value">;

/** What a claim says, in words; an entity can be selected. */
export function ClaimedValue({ claim: { stance, value } }: { claim: Worded }) {
  if (value === null) return stance === "DENIES" ? "Denied" : "Affirmed";
  return (
    <>
      {stance === "DENIES" && "Not "}
      {value.entity ? <EntityButton entity={value.entity} /> : <bdi>{valueInWords(value)}</bdi>}
    </>
  );
}
