import { datesOf, emptyPicture, type Entity, type Relationship } from "../../model/picture.ts";
import { emptyView, type View } from "../../model/view.ts";
import { extractOf, type Extract, type Scope, type Screen } from "../extract.ts";
import type { Evidence, Source } from "../evidence.ts";

type Bound = Parameters<typeof datesOf>[0]["start"];

const unknown: Bound = { kind: "UNKNOWN", earliest: null, latest: null };
const bound = (earliest: string, latest: string): Bound => ({ kind: "KNOWN", earliest, latest });

/** Names that a careless writer of files would break on. */
export const names = {
  arabic: "قوات سوريا الديمقراطية",
  tag: `<b>"Bold"</b> & 'sons' ]]>`,
  formula: '=HYPERLINK("http://x","y"), \u0000\u0007\ud800',
};

function entity(
  id: string,
  name: string,
  dates = datesOf(validity("/", unknown, unknown)),
): Entity {
  return { id, class: "ACTOR", kind: "armed-group", kindLabel: "armed group", name, dates };
}

function validity(edtf: string, start: Bound, end: Bound) {
  return { edtf, text: `text of ${edtf}`, start, end };
}

const caesar = datesOf(
  validity(
    "-0099-07-12/-0043-03-15",
    bound("-0099-07-12T00:00:00Z", "-0099-07-12T23:59:59Z"),
    bound("-0043-03-15T00:00:01Z", "-0043-03-16T00:00:00Z"),
  ),
);

const open = datesOf(
  validity("2025-01/..", bound("2025-01-01T00:00:00Z", "2025-01-31T23:59:59Z"), {
    kind: "OPEN",
    earliest: "2026-03-10T00:00:01Z",
    latest: null,
  }),
);

const past = datesOf(
  validity(
    "2020/2021-06-30",
    bound("2020-01-01T00:00:00Z", "2020-12-31T23:59:59Z"),
    bound("2021-06-30T00:00:01Z", "2021-07-01T00:00:00Z"),
  ),
);

function tie(id: string, dates: Relationship["dates"], symmetric = false): Relationship {
  return {
    id,
    type: "pact",
    typeLabel: "pact",
    symmetric,
    from: "a",
    to: "b",
    sign: "COOPERATIVE",
    statement: `A – B: ${names.tag}`,
    dates,
  };
}

const source: Source = {
  id: "s1",
  title: `Title, with a "quote" & ${names.arabic}`,
  publisher: "@publisher",
  url: "https://example.org/?a=1&b=2",
  archivedUrl: null,
  publishedAt: "2025-02-01",
  language: "ar",
  reliability: "B",
  licence: "public domain",
};

const evidence: Evidence = {
  sources: new Map([["now", [source]]]),
  claims: new Map([
    [
      "now",
      [
        {
          id: "c1",
          about: { id: "now" },
          property: { id: "p", name: "start" },
          value: null,
          stance: "ASSERTS",
          assertedBy: null,
          source: { ...source, id: "s2", licence: null },
          saidAt: null,
          holdsAt: null,
          quote: names.tag,
          rank: "NORMAL",
          credibility: null,
        },
      ],
    ],
  ]),
};

const view: View = {
  ...emptyView("2026-01-15"),
  entities: ["a", "b", "c"],
  positions: { a: [0, 0], b: [200, -100] },
};

/** An extract with tricky names, dates before Christ, open ends, and one tie that has expired. */
export function fixture(
  scope: Scope = "shown",
  change: Partial<View> = {},
  compared: Screen["compared"] = null,
): Extract {
  const entities = [
    entity("a", names.arabic, caesar),
    entity("b", names.tag),
    entity("c", names.formula),
  ];
  const relationships = [tie("now", open, true), tie("then", past)];
  const picture = {
    ...emptyPicture,
    entities: new Map(entities.map((e) => [e.id, e])),
    relationships: new Map(relationships.map((r) => [r.id, r])),
  };
  const known = "2026-02-03T04:05:06.000007Z";
  const pinned = { picture, known, today: "2026-02-04", names: new Map() };
  const screen = { view: { ...view, ...change }, spared: new Set<string>(), compared };
  return extractOf(screen, pinned, scope, "https://entente.example", evidence);
}
