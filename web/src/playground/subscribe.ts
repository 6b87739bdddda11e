import type { FetcherParams } from "@graphiql/toolkit";
import type { ExecutionResult } from "graphql";

type Headers = Readonly<Record<string, string>>;

/**
 * Asks the API for a subscription by server-sent events, which need nothing that
 * a browser does not have. Gives each result as it comes, until the server ends
 * the stream or the caller returns from it, which closes the connection.
 */
export function subscribe(
  params: FetcherParams,
  headers: Headers,
): AsyncIterableIterator<ExecutionResult> {
  const stop = new AbortController();
  const results = resultsOf(params, headers, stop.signal);
  return {
    next: () => results.next(),
    return() {
      // A generator that waits for the next event would not return before it came.
      stop.abort();
      return results.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** The results of one stream. One that is stopped ends; one that breaks throws. */
async function* resultsOf(
  params: FetcherParams,
  headers: Headers,
  signal: AbortSignal,
): AsyncGenerator<ExecutionResult, undefined> {
  try {
    const response = await fetch("/graphql", {
      method: "POST",
      headers: { ...headers, accept: "text/event-stream", "content-type": "application/json" },
      body: JSON.stringify(params),
      signal,
    });
    const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
    if (response.body === null || isStream !== true) {
      yield (await response.json()) as ExecutionResult;
      return;
    }
    for await (const data of dataOf(response.body)) yield JSON.parse(data) as ExecutionResult;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** The data of each event of a stream. The API writes an event's data on one line. */
async function* dataOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const events = (text + value).split("\n\n");
    text = events.pop() ?? "";
    for (const event of events) {
      const data = /^data: (.+)$/m.exec(event)?.[1];
      if (data !== undefined) yield data;
    }
  }
}
