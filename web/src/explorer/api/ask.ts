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
  return answerOf<Result>(await send(body, signal, token));
}

/** The data of an answer; its first error is thrown. */
async function answerOf<Result>(response: Response): Promise<Result> {
  const body = await read(response);
  const failure = body.errors?.[0];
  if (failure) {
    const { code = "INTERNAL", field } = failure.extensions ?? {};
    throw new AnswerError(failure.message, code, field);
  }
  if (body.data === undefined) throw new AnswerError("The answer was empty.", "INTERNAL");
  return body.data as Result;
}

async function send(
  body: string,
  signal: AbortSignal | undefined,
  token: string | undefined,
): Promise<Response> {
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  if (asking.consistency !== undefined) headers["entente-consistency"] = asking.consistency;
  try {
    return await fetch("/graphql", { method: "POST", headers, body, signal: signal ?? null });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new AnswerError(unanswered, "OFFLINE");
  }
}

async function read(response: Response): Promise<{ data?: unknown; errors?: Failure[] }> {
  try {
    return (await response.json()) as { data?: unknown; errors?: Failure[] };
  } catch {
    const status = String(response.status);
    throw new AnswerError(`The server answered ${status} without a message.`, "UNAVAILABLE");
  }
}
