import { useEffect, useState } from "react";
import { problemText, unanswered } from "../api/ask.ts";
import { dismiss } from "../model/store.ts";

/** What a request has come to. */
export interface Answered<Asked, Answer> {
  /** What the answer or the problem below is about; it may be what was asked before. */
  readonly asked: Asked | undefined;
  readonly answer: Answer | undefined;
  /** The answer that there was last, for what can make do with it where a later one failed. */
  readonly latest: Answer | undefined;
  /** Why there is no answer, in words. */
  readonly problem: string | undefined;
  /** What is asked now is still under way; until then the answer before it is given. */
  readonly busy: boolean;
  /** Asks again. */
  readonly retry: () => void;
}

type Request<Asked, Answer> = (asked: Asked, signal: AbortSignal) => Promise<Answer>;

type Held<Asked, Answer> = Omit<Answered<Asked, Answer>, "busy" | "retry"> & { key: string };

interface Options {
  /** How long what is asked has to rest before it is sent, in milliseconds. */
  readonly pause?: number;
  /** Another value of this asks the same again. */
  readonly again?: unknown;
}

/**
 * Asks while a component is there, again whenever what is asked differs by its values,
 * and aborts what is overtaken. Null asks nothing. `request` is a function of a module.
 */
export function useRequest<Asked, Answer>(
  request: Request<Asked, Answer>,
  asked: Asked | null,
  { pause = 0, again }: Options = {},
): Answered<Asked, Answer> {
  const key = asked === null ? null : JSON.stringify(asked);
  const [held, setHeld] = useState<Held<Asked, Answer>>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (key === null) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const own = JSON.parse(key) as Asked;
      request(own, stop.signal)
        .then((answer) => {
          if (stop.signal.aborted) return;
          dismiss(unanswered);
          setHeld({ key, asked: own, answer, latest: answer, problem: undefined });
        })
        .catch((error: unknown) => {
          if (stop.signal.aborted) return;
          const problem = problemText(error);
          const failed = { key, asked: own, answer: undefined, problem };
          setHeld((before) => ({ ...failed, latest: before?.latest }));
        });
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [request, key, pause, again, tries]);
  const retry = () => {
    setTries(tries + 1);
  };
  if (key === null || !held) return { ...nothing, busy: key !== null, retry };
  return { ...held, busy: held.key !== key, retry };
}

const nothing = { asked: undefined, answer: undefined, latest: undefined, problem: undefined };
