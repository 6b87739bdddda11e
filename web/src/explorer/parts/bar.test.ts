import { describe, expect, it } from "vitest";
import type { Dates } from "../model/picture.ts";
import { parseInstant } from "../time/instant.ts";
import { parseQuestion } from "../time/question.ts";
import { barInWords, barOf, leftInWords, markOf, rightInWords } from "./bar.ts";

const now = parseInstant("2026-06-01T00:00:00Z");

function dates(change: Partial<Dates>): Dates {
  return {
    edtf: "",
    text: "",
    startKind: "KNOWN",
    endKind: "KNOWN",
    startEarliest: parseInstant("2015-09-01T00:00:00Z"),
    startLatest: parseInstant("2015-11-30T23:59:59Z"),
    endEarliest: parseInstant("2026-01-20T00:00:01Z"),
    endLatest: parseInstant("2026-01-21T00:00:00Z"),
    ...change,
  };
}

const open = { endKind: "OPEN", endEarliest: Infinity, endLatest: Infinity } as const;
const unknown = { startKind: "UNKNOWN", startEarliest: -Infinity } as const;
const oneDay = {
  startEarliest: parseInstant("2026-01-19T00:00:00Z"),
  startLatest: parseInstant("2026-01-19T23:59:59Z"),
  endEarliest: parseInstant("2026-01-19T00:00:01Z"),
  endLatest: parseInstant("2026-01-20T00:00:00Z"),
};

describe("barOf", () => {
  it("has a start range, a certain core and an end range that meet", () => {
    const { possible, certain, left, right } = barOf(dates({}), now);
    expect(possible).toHaveLength(2);
    expect(possible[0]?.until).toBe(certain?.from);
    expect(possible[1]?.from).toBe(certain?.until);
    expect([left, right]).toEqual([undefined, undefined]);
  });

  it("runs an open end to the right edge, as certain, past the present", () => {
    const bar = barOf(dates(open), now);
    expect(bar.certain?.until).toBe(1);
    expect(bar.right).toBe("OPEN");
    expect(bar.axis.until).toBeGreaterThan(now);
  });

  it("runs an unknown start from the left edge, as possible", () => {
    const bar = barOf(dates(unknown), now);
    expect(bar.possible[0]?.from).toBe(0);
    expect(bar.left).toBe("UNKNOWN");
  });

  it("has no certain part where start and end may be the same moment", () => {
    const bar = barOf(dates(oneDay), now);
    expect(bar.certain).toBeUndefined();
    expect(bar.possible).toHaveLength(1);
  });

  it("is possible from edge to edge where nothing is known", () => {
    const nothing = { startLatest: Infinity, endEarliest: -Infinity, endLatest: Infinity };
    const bar = barOf(dates({ ...unknown, ...nothing, endKind: "UNKNOWN" }), now);
    expect(bar.possible).toEqual([{ from: 0, until: 1 }]);
  });
});

describe("markOf", () => {
  const { axis } = barOf(dates({}), now);

  it("says on which side of the bar a time lies", () => {
    expect(markOf(parseQuestion("1999"), axis)).toBe("BEFORE");
    expect(markOf(parseQuestion("2040"), axis)).toBe("AFTER");
  });

  it("cuts an interval at the ends of the bar", () => {
    expect(markOf(parseQuestion("../.."), axis)).toEqual({ from: 0, until: 1 });
  });
});

describe("words", () => {
  it("counts the last day of a range, not the day after", () => {
    expect(barInWords(dates({}))).toBe(
      "Starts between 1 September 2015 and 30 November 2015; certain from 30 November 2015 " +
        "to 20 January 2026; ends on 20 January 2026.",
    );
    expect(rightInWords(dates({}))).toBe("20 January 2026");
  });

  it("tells open from unknown", () => {
    expect(barInWords(dates({ ...unknown, ...open }))).toBe(
      "Start unknown, by 30 November 2015; certain from 30 November 2015 on; goes on.",
    );
    expect(leftInWords(dates(unknown))).toBe("start unknown");
    expect(leftInWords(dates({ startKind: "UNKNOWN" }))).toBe(
      "start unknown, not before 1 September 2015",
    );
    expect(rightInWords(dates(open))).toBe("goes on");
    expect(rightInWords(dates({ endKind: "SCHEDULED" }))).toBe("20 January 2026, scheduled");
    expect(rightInWords(dates({ endKind: "ENDED_UNKNOWN_DATE" }))).toBe(
      "end unknown, by 20 January 2026",
    );
  });

  it("says that nothing within one day is certain", () => {
    expect(barInWords(dates(oneDay))).toBe(
      "Starts on 19 January 2026; certain at no one moment; ends on 19 January 2026.",
    );
  });
});
