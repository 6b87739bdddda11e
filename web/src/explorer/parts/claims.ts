import type { FoundDisputeFragment, ToldClaimFragment } from "../api/operations.ts";

/** The claims on one property of a record, and what is in dispute about it. */
export interface ClaimGroup {
  readonly property: { readonly name: string; readonly label: string };
  readonly claims: readonly ToldClaimFragment[];
  readonly dispute: FoundDisputeFragment | undefined;
}

/**
 * Groups claims by what they are about: open disputes first, then past ones, then the rest,
 * each in the order in which the API gave them. A dispute is there even if its claims are not.
 */
export function groupClaims(
  claims: readonly ToldClaimFragment[],
  disputes: readonly FoundDisputeFragment[],
): ClaimGroup[] {
  const disputed = [...disputes].sort((a, b) => Number(b.open) - Number(a.open));
  const properties = [...disputed, ...claims].map(({ property }) => property);
  const once = new Map(properties.map((property) => [property.name, property]));
  return [...once.values()].map((property) => ({
    property,
    claims: claims.filter((claim) => claim.property.name === property.name),
    dispute: disputes.find((dispute) => dispute.property.name === property.name),
  }));
}

/** The numbers of the camps that each claim is in, counted from 1 through all conflicts. */
export function campsOf(dispute: FoundDisputeFragment): ReadonlyMap<string, readonly number[]> {
  const camps = new Map<string, number[]>();
  for (const [i, camp] of dispute.conflicts.flatMap((conflict) => conflict.camps).entries()) {
    for (const { id } of camp.claims) camps.set(id, [...(camps.get(id) ?? []), i + 1]);
  }
  return camps;
}
