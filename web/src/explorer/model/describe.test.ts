import { expect, test } from "vitest";
import { fixture } from "../take/formats/fixture.ts";
import { describe, phrasesOf } from "./describe.ts";
import { datesOf, emptyPicture } from "./picture.ts";
import { emptyView } from "./view.ts";
import { counted, endText, listed, startText } from "./words.ts";

test("a view says what it shows, and what it hides", () => {
  const { about } = fixture();
  expect(about.shown).toBe("3 entities and 1 relationship");
  expect(about.leftOut).toEqual(["1 expired is hidden"]);
  expect(fixture("shown", { showExpired: true }).about.leftOut).toEqual([]);
  expect(fixture("shown", { valid: "1990" }).about.leftOut).toEqual(["2 upcoming are hidden"]);
});

test("what the legend hides is named", () => {
  const { leftOut } = fixture("shown", { hidden: { kinds: [], types: ["pact"] } }).about;
  expect(leftOut).toEqual(["without pact (2 relationships)"]);
});

test("claimants are named where their names are known", () => {
  const view = {
    ...emptyView("2026"),
    accordingTo: ["x", "y"],
    known: "2026-02-03T04:05:06.7+03:00",
  };
  expect(
    phrasesOf(describe(emptyPicture, view, new Set(), new Map([["x", "Ex"]]))).join(" · "),
  ).toBe(
    "0 entities and 0 relationships · as of 2026 · " +
      "as recorded until 3 February 2026, 01:05:06 UTC · told by Ex and y",
  );
});

test("a bound is its date, or why there is none", () => {
  const none = { earliest: null, latest: null };
  const dates = (
    edtf: string,
    start: "OPEN" | "KNOWN",
    end: "OPEN" | "ENDED_UNKNOWN_DATE" | "SCHEDULED",
  ) => datesOf({ edtf, text: "", start: { kind: start, ...none }, end: { kind: end, ...none } });
  expect(startText(dates("../..", "OPEN", "OPEN"))).toBe("no beginning");
  expect(endText(dates("../..", "OPEN", "OPEN"))).toBe("ongoing");
  expect(startText(dates("2015-10~/", "KNOWN", "ENDED_UNKNOWN_DATE"))).toBe("2015-10~");
  expect(endText(dates("2015-10~/", "KNOWN", "ENDED_UNKNOWN_DATE"))).toBe("ended, date unknown");
  expect(endText(dates("2015/2027", "KNOWN", "SCHEDULED"))).toBe("2027 (scheduled)");
  expect(endText(dates("2026-01-20", "KNOWN", "SCHEDULED"))).toBe("2026-01-20 (scheduled)");
});

test("counts and lists read as one says them", () => {
  expect(counted(1, "entity", "entities")).toBe("1 entity");
  expect(listed([])).toBe("");
  expect(listed(["A", "B", "C"])).toBe("A, B and C");
});
