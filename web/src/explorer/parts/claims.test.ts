import { expect, it } from "vitest";
import type {
  FoundConflictFragment,
  FoundDisputeFragment,
  ToldClaimFragment,
} from "../api/operations.ts";
import { campsOf, groupClaims } from "./claims.ts";

const property = (name: string) => ({ id: name, name, label: name });
const source = {
  id: "s",
  title: "",
  publisher: null,
  url: null,
  archivedUrl: null,
  publishedAt: null,
  retrievedAt: null,
  language: null,
  reliability: null,
  note: null,
};

function claim(id: string, about: string): ToldClaimFragment {
  return {
    id,
    property: property(about),
    value: null,
    stance: "ASSERTS",
    assertedBy: null,
    isParty: false,
    source,
    saidAt: null,
    holdsAt: null,
    quote: null,
    rank: "NORMAL",
    credibility: null,
    note: null,
  };
}

function conflict(...camps: string[][]): FoundConflictFragment {
  const evidence = { sources: 1, singleSourced: true, partiesOnly: false };
  const told = (id: string) => ({
    ...claim(id, "x"),
    source: { id: "s", title: "", publisher: null },
  });
  return {
    kind: "VALUES",
    open: true,
    begins: null,
    ends: null,
    numbers: null,
    dates: null,
    camps: camps.map((ids) => ({ claims: ids.map(told), evidence })),
  };
}

function dispute(about: string, open: boolean, ...conflicts: FoundConflictFragment[]) {
  const rest = { kinds: [], singleSourced: false, notCompared: 0, claims: [] };
  return { property: property(about), open, conflicts, ...rest } satisfies FoundDisputeFragment;
}

it("groups claims by property, disputes first and open ones before past ones", () => {
  const claims = [claim("1", "cause"), claim("2", "escaped"), claim("3", "cause")];
  const groups = groupClaims(claims, [dispute("start", false), dispute("escaped", true)]);
  expect(groups.map((g) => [g.property.name, g.claims.map(({ id }) => id)])).toEqual([
    ["escaped", ["2"]],
    ["start", []],
    ["cause", ["1", "3"]],
  ]);
  expect(groups.map((g) => g.dispute?.open)).toEqual([true, false, undefined]);
});

it("numbers camps through all conflicts, and a claim may be in several", () => {
  const camps = campsOf(
    dispute("x", true, conflict(["a", "c"], ["b", "c"]), conflict(["a"], ["d"])),
  );
  expect([...camps]).toEqual([
    ["a", [1, 3]],
    ["c", [1, 2]],
    ["b", [2]],
    ["d", [4]],
  ]);
});
