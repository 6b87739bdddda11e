import { useMemo } from "react";
import type { FoundDisputeFragment, ToldClaimFragment } from "../api/operations.ts";
import { ClaimCard } from "./ClaimCard.tsx";
import { campsOf, groupClaims, type ClaimGroup } from "./claims.ts";
import { DisputeSummary } from "./DisputeSummary.tsx";
import "./parts.css";

interface ClaimListProps {
  readonly claims: readonly ToldClaimFragment[];
  readonly disputes: readonly FoundDisputeFragment[];
}

/** Claims side by side, by what they are about; what is in dispute comes first and says so. */
export function ClaimList({ claims, disputes }: ClaimListProps) {
  const groups = useMemo(() => groupClaims(claims, disputes), [claims, disputes]);
  return groups.map((group) => <Group key={group.property.name} group={group} />);
}

function Group({ group: { property, claims, dispute } }: { group: ClaimGroup }) {
  const camps = dispute && campsOf(dispute);
  return (
    <section className="claims" aria-label={`Claims on: ${property.label}`}>
      <h5>
        <bdi>{property.label}</bdi>
        {dispute && (
          <span className={dispute.open ? "badge warn" : "badge"}>
            {dispute.open ? "open dispute" : "past dispute"}
          </span>
        )}
      </h5>
      {dispute && <DisputeSummary dispute={dispute} />}
      <ul className="claim-cards">
        {claims.map((claim) => (
          <ClaimCard
            key={claim.id}
            claim={claim}
            camps={camps?.get(claim.id) ?? []}
            replacedBy={
              dispute?.claims.find((disputed) => disputed.claim.id === claim.id)?.replacedBy ?? null
            }
          />
        ))}
      </ul>
    </section>
  );
}
