import { describe, expect, it } from "vitest";
import type { DegreeQuery, Direction, RelationshipStatus } from "../api/operations.ts";
import { emptyPicture, type Picture, type Relationship } from "../model/picture.ts";
import { emptyView } from "../model/view.ts";
import { parseInstant } from "../time/instant.ts";
import { countsInWords, expandLines } from "./expansion.ts";

type Count = NonNullable<DegreeQuery["entity"]>["degree"][number];

function count(direction: Direction, status: RelationshipStatus, n: number): Count {
  const type = { id: "t", name: "custody", label: "holds", inverseLabel: "held by" };
  return { type: { ...type, symmetric: false }, direction, status, count: n };
}

/** A relationship of the entity `a` that held in the years given, their ends included. */
function held(id: string, from: string, until: string): Relationship {
  const [start, end] = [`${from}-01-01T00:00:00Z`, `${until}-12-31T00:00:00Z`].map(parseInstant);
  return {
    id,
    type: "custody",
    typeLabel: "holds",
    symmetric: false,
    from: "a",
    to: id,
    sign: "NEUTRAL",
    statement: "",
    dates: {
      edtf: "",
      text: "",
      startKind: "KNOWN",
      endKind: "KNOWN",
      startEarliest: start ?? 0,
      startLatest: start ?? 0,
      endEarliest: end ?? 0,
      endLatest: end ?? 0,
    },
  };
}

function pictureWith(...relationships: Relationship[]): Picture {
  return { ...emptyPicture, relationships: new Map(relationships.map((r) => [r.id, r])) };
}

const view = { ...emptyView("2026-01-15"), entities: ["a"] };
const degree = [count("OUT", "ACTIVE", 3), count("OUT", "EXPIRED", 2), count("IN", "ACTIVE", 1)];

describe("expandLines", () => {
  it("counts both sides of a type, the entity's own first", () => {
    const [line] = expandLines(degree, "a", emptyPicture, view);
    expect(line?.sides.map(({ label, counts }) => `${label}: ${countsInWords(counts)}`)).toEqual([
      "holds: 3 in force, 2 expired",
      "held by: 1 in force",
    ]);
    expect(line).toMatchObject({ total: 6, shown: 0, addable: 4 });
  });

  it("counts what is drawn, and adds no expired ones unless these are shown", () => {
    const picture = pictureWith(held("p", "2025", "2026"), held("q", "2010", "2011"));
    const [line] = expandLines(degree, "a", picture, view);
    expect(line).toMatchObject({ shown: 1, addable: 3 });
    const [past] = expandLines(degree, "a", picture, { ...view, showExpired: true });
    expect(past).toMatchObject({ shown: 2, addable: 4 });
  });

  it("says that the legend hides what is in the picture", () => {
    const hidden = { ...view, hidden: { kinds: [], types: ["custody"] } };
    const picture = pictureWith(held("p", "2025", "2026"));
    expect(expandLines(degree, "a", picture, hidden)[0]).toMatchObject({
      shown: 0,
      addable: 3,
      filtered: true,
    });
  });

  it("ignores what is in the picture of others", () => {
    const picture = pictureWith({ ...held("p", "2025", "2026"), from: "b" });
    expect(expandLines(degree, "a", picture, view)[0]).toMatchObject({ shown: 0, addable: 4 });
  });
});
