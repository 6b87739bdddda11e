import { describe, expect, test } from "vitest";
import { fromFragment, toFragment } from "./permalink.ts";
import { emptyView, type View } from "./view.ts";

const today = "2026-01-31";

const everything: View = {
  entities: ["sdf", "united-states", "a:b.c_d-e"],
  valid: "2026-01-10/2026-01-20",
  span: "2025-12-01/2026-03-10",
  known: "2026-01-20T17:00:00.000001Z",
  accordingTo: ["syria-mod"],
  compare: "2025",
  language: "ar",
  hidden: { kinds: ["person"], types: ["holds-office", "part-of"] },
  showExpired: true,
  showUpcoming: true,
  selected: "us-sdf-partnership",
  traced: ["us-sdf-partnership", "turkiye-backs-damascus"],
  pinned: ["sdf"],
  positions: { sdf: [-12, 340], "a:b.c_d-e": [0, -7] },
  table: true,
};

test("a link says the whole view", () => {
  const { view, problems } = fromFragment(`#${toFragment(everything)}`, today);
  expect(view).toEqual(everything);
  expect(problems).toEqual([]);
});

test("a link says the date even of a first visit, since tomorrow it is another", () => {
  expect(toFragment(emptyView(today))).toBe("at=2026-01-31");
});

test("no address is the view of a first visit", () => {
  expect(fromFragment("", today)).toEqual({ view: emptyView(today), problems: [] });
});

describe("what a link has that cannot be read is left out and said:", () => {
  test.each([
    ["an id", "e=sdf,<b>", "entities", ["sdf"]],
    ["a date", "e=sdf&at=soon", "valid", today],
    ["a date to compare with", "vs=2026-02-30", "compare", null],
    ["a moment of recording", "known=yesterday", "known", null],
    ["a moment without its zone", "known=2026-01-20T17:00:00", "known", null],
    ["a selection", "sel=%20", "selected", null],
  ] as const)("%s", (_, fragment, field, want) => {
    const { view, problems } = fromFragment(fragment, today);
    expect(view[field]).toEqual(want);
    expect(problems).toHaveLength(1);
  });

  test("more entities than a picture may have", () => {
    const ids = Array.from({ length: 501 }, (_, i) => `e${String(i)}`);
    const { view, problems } = fromFragment(`e=${ids.join(",")}`, today);
    expect(view.entities).toHaveLength(500);
    expect(problems).toHaveLength(1);
  });
});

test("places that make no sense are laid out anew", () => {
  const { view } = fromFragment("e=a,b,c&xy=1.2_nonsense_3.", today);
  expect(view.positions).toEqual({ a: [1, 2] });
});

test("places stay with their entities where the link names one twice, or what is no id", () => {
  const { view } = fromFragment("e=a,<b>,a,c&xy=1.2_3.4_5.6_7.8", today);
  expect(view.positions).toEqual({ a: [5, 6], c: [7, 8] });
});

test("an id named twice stands once", () => {
  expect(fromFragment("e=a,b,a", today).view.entities).toEqual(["a", "b"]);
});
