import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { check, mayRead, passed, refused, useGate } from "./gate.ts";

/** The server of these tests answers with a status, and notes what it was sent. */
function answering(status: number): Headers[] {
  const sent: Headers[] = [];
  vi.stubGlobal("fetch", (_address: string, request: RequestInit) => {
    sent.push(new Headers(request.headers));
    return Promise.resolve(new Response("{}", { status }));
  });
  return sent;
}

beforeEach(() => {
  useGate.setState({ closed: false, wanted: false, problem: "" });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test("who is refused without a token is asked for one", () => {
  refused(undefined);
  expect(useGate.getState()).toMatchObject({ closed: true, wanted: true, problem: "" });
  passed();
  expect(useGate.getState()).toMatchObject({ closed: false, wanted: true });
});

test("who is refused with a token is asked for another only where reading takes one", () => {
  refused("of-an-editor");
  expect(useGate.getState().closed).toBe(false);
  refused(undefined);
  passed();
  refused("of-a-reader");
  expect(useGate.getState().closed).toBe(true);
  expect(useGate.getState().problem).toContain("any more");
});

test("a token is sent in the header and nowhere else", async () => {
  const sent = answering(200);
  await check("entente_x");
  expect(sent.map((headers) => headers.get("authorization"))).toEqual(["Bearer entente_x"]);
  expect(await mayRead()).toBe(true);
  expect(sent[1]?.get("authorization")).toBeNull();
});

test("what is wrong with a token is said in words", async () => {
  answering(401);
  await expect(check("of-nobody")).rejects.toThrow("does not know");
  await expect(check("two words")).rejects.toThrow("no blanks");
  await expect(check("")).rejects.toThrow("no blanks");
  answering(503);
  await expect(check("any")).rejects.toThrow("503");
});
