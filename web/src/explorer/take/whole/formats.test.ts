import { afterEach, expect, test, vi } from "vitest";
import { keepToken, mayFollow } from "../../api/ask.ts";
import { formatsOf, requestFormats } from "./formats.ts";

const graphml = { name: "graphml", title: "GraphML", extensions: [".graphml"], import: false };

/** Has the server answer each request as the function says; returns what was asked of it. */
function server(answer: (method: string) => Response): Request[] {
  const asked: Request[] = [];
  vi.stubGlobal("fetch", (address: string, request: RequestInit) => {
    asked.push(new Request(new URL(address, "http://localhost"), request));
    return Promise.resolve(answer(request.method ?? "GET"));
  });
  return asked;
}

afterEach(() => {
  keepToken(undefined);
  vi.unstubAllGlobals();
});

const { signal } = new AbortController();

test("the formats that the server writes are listed, in its order", async () => {
  const read = { ...graphml, name: "bulk", export: false };
  const jsonl = { ...graphml, name: "jsonl", title: "JSON lines", extensions: [], export: true };
  server(() => Response.json([jsonl, read, { ...graphml, export: true }]));
  expect(await requestFormats("/formats", signal)).toEqual([
    { name: "jsonl", label: "JSON lines", ending: "" },
    { name: "graphml", label: "GraphML", ending: ".graphml" },
  ]);
});

test("an entry that is none is passed over, and a list that is none is told", () => {
  expect(formatsOf([null, "graphml", { name: "graphml", export: true }])).toEqual([]);
  expect(() => formatsOf({ formats: [] })).toThrow("cannot be read");
});

test("a server that knows no formats, or says something else, is told of", async () => {
  server(() => new Response("404 page not found", { status: 404 }));
  await expect(requestFormats("/formats", signal)).rejects.toThrow("The server answered 404");
  server(() => new Response("<!doctype html>"));
  await expect(requestFormats("/formats", signal)).rejects.toThrow("cannot be read");
});

test("a server that is gone is told of", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  const refused = expect.objectContaining({ code: "OFFLINE" }) as Error;
  await expect(requestFormats("/formats", signal)).rejects.toEqual(refused);
});

test("whether a link would be answered is asked without the file, and without a token", async () => {
  keepToken("secret");
  const asked = server(() => new Response());
  await mayFollow("/export?format=graphml", signal);
  expect(asked.map(({ method }) => method)).toEqual(["HEAD"]);
  expect(asked[0]?.headers.get("authorization")).toBeNull();
});

test("a link that is refused is told of in the server's words", async () => {
  keepToken("secret");
  const body = { errors: [{ message: "known: later than now", extensions: { field: "known" } }] };
  const refuse = (method: string) =>
    method === "HEAD" ? new Response(null, { status: 400 }) : Response.json(body, { status: 400 });
  const asked = server(refuse);
  await expect(mayFollow("/export", signal)).rejects.toThrow("known: later than now");
  expect(asked.map(({ headers }) => headers.get("authorization"))).toEqual([null, null]);
});
