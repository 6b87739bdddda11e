import { useEffect, useState } from "react";
import { AnswerError, ask } from "./ask.ts";
import type { TypedDocumentString } from "./operations.ts";

/** What is there of an answer. */
export interface Answer<Result> {
  /** The answer to exactly what is asked; undefined until it is there, or if it failed. */
  readonly result: Result | undefined;
  /** The answer before it, for as long as a part of the page can make do with that. */
  readonly latest: Result | undefined;
  /** Why there is none. */
  readonly problem: string | undefined;
  /** Asks again. */
  readonly retry: () => void;
}

interface Got<Result> {
  readonly key: string;
  readonly result?: Result;
  readonly problem?: string;
}

/**
 * Asks the API for as long as a component is there, and again whenever the variables or the
 * round change, which a write raises. A request that is overtaken is given up; the server is
 * asked once the variables have rested for a pause, in milliseconds.
 */
export function useAnswer<Result, Variables>(
  operation: TypedDocumentString<Result, Variables>,
  variables: Variables,
  round: number,
  pause = 0,
): Answer<Result> {
  const [got, setGot] = useState<Got<Result>>();
  const [tries, setTries] = useState(0);
  const asked = JSON.stringify(variables);
  const key = `${String(round)} ${String(tries)} ${asked}`;
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      ask(operation, JSON.parse(asked) as Variables, stop.signal)
        .then((result) => {
          setGot({ key, result });
        })
        .catch((error: unknown) => {
          if (stop.signal.aborted) return;
          const problem = error instanceof AnswerError ? error.message : "This could not be read.";
          setGot((before) => ({ ...before, key, problem }));
        });
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [operation, asked, key, pause]);
  const current = got?.key === key;
  const problem = current ? got.problem : undefined;
  return {
    result: current && problem === undefined ? got.result : undefined,
    latest: got?.result,
    problem,
    retry: () => {
      setTries((n) => n + 1);
    },
  };
}
