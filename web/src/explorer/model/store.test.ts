import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forgetPictures } from "./request.ts";
import {
  add,
  expand,
  open,
  place,
  readAs,
  redo,
  select,
  togglePinned,
  undo,
  useExplorer,
} from "./store.ts";

const dated = {
  edtf: "2020/2030",
  text: "2020 to 2030",
  start: { kind: "KNOWN", earliest: "2020-01-01T00:00:00Z", latest: "2020-12-31T23:59:59Z" },
  end: { kind: "KNOWN", earliest: "2030-01-01T00:00:01Z", latest: "2031-01-01T00:00:00Z" },
};

/** The answers that the server owes: each call sends one, of these entities. */
let owed: ((...ids: string[]) => Promise<void>)[] = [];

/** What the next answers say was left out by a limit. */
let overLimit = 0;

function answerOf(ids: readonly string[]): Response {
  const kind = { id: "state", name: "state", label: "state" };
  return Response.json({
    data: {
      neighborhood: {
        explain: overLimit > 0 ? [{ reason: "OVER_LIMIT", count: overLimit }] : [],
        entities: ids.map((id) => ({ id, class: "ACTOR", kind, name: id, validity: dated })),
        relationships: [],
        timeline: { buckets: [], changePoints: [], extent: null, truncated: false },
      },
    },
  });
}

beforeEach(() => {
  owed = [];
  overLimit = 0;
  forgetPictures();
  vi.stubGlobal("fetch", (_: string, { signal }: RequestInit) => {
    return new Promise<Response>((resolve, reject) => {
      signal?.addEventListener("abort", () => {
        reject(new Error("aborted"));
      });
      owed.push(async (...ids) => {
        resolve(answerOf(ids));
        await new Promise((done) => setTimeout(done));
      });
    });
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const view = () => useExplorer.getState().view;

async function opened(...ids: string[]): Promise<void> {
  const done = open(`e=${ids.join(",")}&at=2026-01-15`);
  await owed.pop()?.(...ids);
  await done;
}

test("what is selected while a picture is on its way stays selected", async () => {
  await opened("a", "b");
  const done = add(["c"], "c");
  select("b");
  await owed.pop()?.("a", "b", "c");
  expect(await done).toBe(true);
  expect(view().selected).toBe("b");
});

test("what is added is selected if the selection is as it was", async () => {
  await opened("a", "b");
  const done = add(["c"], "c");
  await owed.pop()?.("a", "b", "c");
  await done;
  expect(view().selected).toBe("c");
});

test("a pin and a drag while a picture is on its way stay, and are steps", async () => {
  await opened("a", "b");
  const done = expand("a");
  togglePinned("b");
  place({ a: [7, 8] }, true);
  await owed.pop()?.("a", "b", "c");
  await done;
  expect(view().pinned).toEqual(["b", "a"]);
  expect(view().positions.a).toEqual([7, 8]);
  expect(view().entities).toEqual(["a", "b", "c"]);
  expect(useExplorer.getState().past).toHaveLength(3);
});

test("a link that is opened meanwhile is not overwritten", async () => {
  await opened("a");
  const done = add(["b"]);
  await open("at=2026-01-16");
  await owed.pop()?.("a", "b");
  expect(await done).toBe(false);
  expect(view().entities).toEqual([]);
  expect(useExplorer.getState().busy).toBe(false);
});

test("the language of names is undone and redone", async () => {
  await opened("a");
  const done = readAs({ language: "ar" });
  await owed.pop()?.("a");
  await done;
  await undo();
  expect(view().language).toBe("");
  await redo();
  expect(view().language).toBe("ar");
  expect(owed).toEqual([]);
});

test("what an expansion did not follow is said once, and is not missing from its picture", async () => {
  await opened("a");
  overLimit = 75;
  const done = expand("a");
  await owed.pop()?.("a", "b");
  await done;
  expect(useExplorer.getState().leftOut).toEqual({ of: "a", count: 75 });
  expect(useExplorer.getState().picture.leftOut).toBe(0);
  await undo();
  await redo();
  expect(view().entities).toEqual(["a", "b"]);
  expect(useExplorer.getState().leftOut).toBeNull();
});
