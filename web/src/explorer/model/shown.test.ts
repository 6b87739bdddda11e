import { expect, test } from "vitest";
import { parseQuestion } from "../time/question.ts";
import { entity, picture, relationship } from "./fixture.ts";
import { appearances, shownEntities, shownRelationships, sparedBy } from "./shown.ts";
import { leavesOf } from "./store.ts";
import { emptyView } from "./view.ts";

const year = (text: string) => {
  const { from, until } = parseQuestion(text);
  const dates = { edtf: text, text, startKind: "KNOWN", endKind: "KNOWN" } as const;
  return { ...dates, startEarliest: from, startLatest: from, endEarliest: until, endLatest: until };
};

const three = picture(
  [entity("a"), entity("b"), entity("c", { kind: "person" })],
  [
    relationship("past", "a", "b", { dates: year("2024") }),
    relationship("now", "a", "b", { dates: year("2025") }),
    relationship("soon", "b", "c", { dates: year("2026"), type: "holds-office" }),
  ],
);
const view = emptyView("2025-06-01");

test("what is expired or upcoming is hidden until it is asked for", () => {
  expect([...appearances(three, view)]).toEqual([
    ["past", "HIDDEN"],
    ["now", "ACTIVE"],
    ["soon", "HIDDEN"],
  ]);
  const all = { ...view, showExpired: true, showUpcoming: true };
  expect(shownRelationships(three, all).map(({ status }) => status)).toEqual([
    "EXPIRED",
    "ACTIVE",
    "UPCOMING",
  ]);
});

test("a selected relationship shows although it is expired", () => {
  expect(appearances(three, { ...view, selected: "past" }).get("past")).toBe("EXPIRED");
});

test("what is expired shows on a traced path and where a comparison lists it", () => {
  expect(appearances(three, view, sparedBy(["past"], null)).get("past")).toBe("EXPIRED");
  const compared = sparedBy([], new Map([["past", "ENDED"]]));
  expect(appearances(three, view, compared).get("past")).toBe("EXPIRED");
  expect(appearances(three, view, compared).get("soon")).toBe("HIDDEN");
  const hidden = { kinds: [], types: ["partnership"] };
  expect(appearances(three, { ...view, hidden }, compared).get("past")).toBe("HIDDEN");
});

test("a hidden kind takes its relationships with it, a hidden type takes no entity", () => {
  const all = { ...view, showExpired: true, showUpcoming: true };
  const withoutPersons = { ...all, hidden: { kinds: ["person"], types: [] } };
  expect(shownEntities(three, withoutPersons).map(({ id }) => id)).toEqual(["a", "b"]);
  expect(appearances(three, withoutPersons).get("soon")).toBe("HIDDEN");
  const withoutOffices = { ...all, hidden: { kinds: [], types: ["holds-office"] } };
  expect(shownEntities(three, withoutOffices)).toHaveLength(3);
  expect(appearances(three, withoutOffices).get("soon")).toBe("HIDDEN");
});

test("collapsing takes what hangs on an entity alone, and leaves what is pinned", () => {
  expect(leavesOf("b", three, [])).toEqual(["a", "c"]);
  expect(leavesOf("b", three, ["a"])).toEqual(["c"]);
  expect(leavesOf("c", three, [])).toEqual([]);
});
