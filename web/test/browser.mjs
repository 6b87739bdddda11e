// What the tests of the pages share: a browser on a running server that keeps
// account of what each page asks for and complains of.
//
//   ENTENTE_URL  the server's base URL, such as http://127.0.0.1:8080
//   CHROMIUM     the browser; Debian's by default

import assert from "node:assert/strict";
import { chromium } from "playwright-core";

/** The server's base URL. */
export const base = process.env.ENTENTE_URL;
assert.ok(base, "set ENTENTE_URL to the base URL of a running server");

/** Starts a browser without a screen. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/**
 * Watches all pages of a browser context. Returns what they ask for, and their
 * errors, failed requests and broken policies, as both become known.
 */
export async function watch(context) {
  const seen = { requests: [], complaints: [] };
  context.on("request", (request) => seen.requests.push(request.url()));
  context.on("weberror", (error) => seen.complaints.push(String(error.error())));
  context.on("console", (message) => {
    if (message.type() === "error") seen.complaints.push(message.text());
  });
  context.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // So ends what a page was still loading when it was left.
    if (why !== "net::ERR_ABORTED") seen.complaints.push(`${request.url()}: ${why}`);
  });
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy ${event.violatedDirective} refused ${event.blockedURI}`);
    });
  });
  return seen;
}

/** Fails if what was seen names another host, or a complaint. */
export function assertQuiet(seen) {
  const own = new URL(base).origin;
  const local = (url) => /^(?:data|blob):/.test(url) || new URL(url).origin === own;
  assert.deepEqual(
    seen.requests.filter((url) => !local(url)),
    [],
    "nothing is asked of another host",
  );
  assert.ok(seen.requests.length > 0, "requests are recorded");
  assert.deepEqual(seen.complaints, [], "no errors, and no content policy broken");
}

/** Whether a request's JSON body asks for the operation of that name. */
export const asksFor = (request, operation) =>
  request.method() === "POST" &&
  new URL(request.url()).pathname === "/graphql" &&
  request.postDataJSON()?.operationName === operation;

/** Runs the query of the playground's chosen tab, and returns the response and its JSON. */
export async function execute(page, operation) {
  await page.locator(".graphiql-query-editor", { hasText: operation }).waitFor();
  const answered = page.waitForResponse((response) => asksFor(response.request(), operation));
  await page.getByRole("button", { name: "Execute query" }).click();
  const response = await answered;
  return { response, answer: await response.json() };
}
