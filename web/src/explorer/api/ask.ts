import { refused } from "../../gate/gate.ts";
import type { TypedDocumentString } from "./operations.ts";

/** What a person is told when the API did not answer as asked. */
export class AnswerError extends Error {
  /** One of the API's codes, or OFFLINE where there was no answer at all. */
  readonly code: string;
  /** The argument or field that was refused, where the API names one. */
  readonly field: string | undefined;

  constructor(message: string, code: string, field?: string) {
    super(message);
    this.code = code;
    this.field = field;
  }
}

/** What is said where there is no answer at all. */
export const unanswered = "The server does not answer. What is shown stays as it is.";

/** An error as a person is told it, or other words where it is none of the API's. */
export function problemText(error: unknown, other = "The answer could not be read."): string {
  return error instanceof AnswerError ? error.message : other;
}

interface Failure {
  message: string;
  extensions?: { code?: string; field?: string };
}

/** Who asks: an editor's token is kept in memory only, so that a reload forgets it. */
const asking: { token: string | undefined; consistency: string | undefined } = {
  token: undefined,
  consistency: undefined,
};

/** Sends the token with all that is asked from now on; undefined signs out. */
export function keepToken(token: string | undefined): void {
  asking.token = token;
}

/** Makes all that is asked from now on see the write that answered with this. */
export function awaitWrite(consistency: string): void {
  asking.consistency = consistency;
}

/**
 * Sends an operation to the API of this host, with the token that is kept or another. It
 * throws an AnswerError, or what aborted it.
 */
export async function ask<Result, Variables>(
  operation: TypedDocumentString<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
  token = asking.token,
): Promise<Result> {
  const query = String(operation);
  const operationName = /^\s*(?:query|mutation) (\w+)/.exec(query)?.[1];
  const body = JSON.stringify({ query, operationName, variables });
  const headers = { "content-type": "application/json" };
  return answerOf<Result>(
    await send("/graphql", { method: "POST", headers, body, signal: signal ?? null }, token),
  );
}

/**
 * Gets what this host has at an address beside the API, with the token that is kept. What
 * the host does not answer well is thrown as an AnswerError.
 */
export function get(address: string, signal: AbortSignal): Promise<Response> {
  return getAs(asking.token, address, signal);
}

async function getAs(
  token: string | undefined,
  address: string,
  signal: AbortSignal,
): Promise<Response> {
  const response = await send(address, { signal }, token);
  if (response.ok) return response;
  throwFailure(await read(response));
  throw withoutMessage(response);
}

/**
 * Throws as `get` does where whoever follows a link to an address, without a token, would
 * not be answered well. Nothing is got: the host only says whether it would answer.
 */
export async function mayFollow(address: string, signal: AbortSignal): Promise<void> {
  const { ok } = await send(address, { method: "HEAD", signal }, undefined);
  // That answer has no words; a refusal has.
  if (!ok) await (await getAs(undefined, address, signal)).body?.cancel();
}

/** The data of an answer; its first error is thrown. */
async function answerOf<Result>(response: Response): Promise<Result> {
  const body = await read(response);
  throwFailure(body);
  if (body.data === undefined) throw new AnswerError("The answer was empty.", "INTERNAL");
  return body.data as Result;
}

/** Throws the first error of an answer, if it has one. */
function throwFailure({ errors }: { errors?: Failure[] }): void {
  const failure = errors?.[0];
  if (!failure) return;
  const { code = "INTERNAL", field } = failure.extensions ?? {};
  throw new AnswerError(failure.message, code, field);
}

async function send(
  address: string,
  request: RequestInit,
  token: string | undefined,
): Promise<Response> {
  const headers = new Headers(request.headers);
  if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
  if (asking.consistency !== undefined) headers.set("entente-consistency", asking.consistency);
  try {
    const response = await fetch(address, { ...request, headers });
    if (response.status === 401 && token === asking.token) refused(token);
    return response;
  } catch (error) {
    if (request.signal?.aborted) throw error;
    throw new AnswerError(unanswered, "OFFLINE");
  }
}

async function read(response: Response): Promise<{ data?: unknown; errors?: Failure[] }> {
  try {
    return (await response.json()) as { data?: unknown; errors?: Failure[] };
  } catch {
    throw withoutMessage(response);
  }
}

function withoutMessage({ status }: Response): AnswerError {
  const words = `The server answered ${String(status)} without a message.`;
  return new AnswerError(words, "UNAVAILABLE");
}
