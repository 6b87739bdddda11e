import { useMemo } from "react";
import { ask } from "../api/ask.ts";
import {
  MoreClaimsDocument,
  type ClaimPageFragment,
  type FoundDisputeFragment,
} from "../api/operations.ts";
import { ClaimList } from "../parts/ClaimList.tsx";
import { More } from "./More.tsx";
import { Section } from "./Section.tsx";
import { useLens } from "./useLens.ts";
import { usePages } from "./usePages.ts";

interface ClaimsProps {
  readonly record: {
    readonly id: string;
    readonly claims: ClaimPageFragment;
    readonly disputes: readonly FoundDisputeFragment[];
  };
}

/** What is claimed about a record, and what of it is in dispute. */
export function Claims({ record: { id, claims, disputes } }: ClaimsProps) {
  const lens = useLens();
  const pages = usePages(claims, async (after, signal) => {
    const { node } = await ask(MoreClaimsDocument, { id, ...lens, after }, signal);
    return node && "claims" in node ? node.claims : undefined;
  });
  const { edges } = pages;
  const all = useMemo(() => edges.map(({ node }) => node), [edges]);
  if (all.length === 0 && disputes.length === 0) return null;
  return (
    <Section title="Claims" count={claims.totalCount}>
      <ClaimList claims={all} disputes={disputes} />
      <More pages={pages} what="claims" />
    </Section>
  );
}
