import { useEffect, useRef, useState } from "react";

/** What a button or a link of the panel gives. */
interface Takeable {
  readonly label: string;
}

/** How far the making of a file is. */
export interface Progress<Of extends Takeable = Takeable> {
  readonly of: Of;
  /** What is said of it. */
  readonly text: string;
  readonly is: "under way" | "saved" | "failed";
}

/** Makes a file, tells how far it is, and returns what is said at the end. */
type Work = (signal: AbortSignal, say: (text: string) => void) => Promise<string>;

/** Makes one file at a time: one that begins while another is under way takes its place. */
export function useTaking<Of extends Takeable>(): [
  Progress<Of> | undefined,
  (of: Of, work: Work) => void,
] {
  const [progress, setProgress] = useState<Progress<Of>>();
  const underWay = useRef<AbortController>(null);
  useEffect(() => () => underWay.current?.abort(), []);
  const begin = (of: Of, work: Work) => {
    underWay.current?.abort();
    const own = (underWay.current = new AbortController());
    const say = (is: Progress["is"], text: string) => {
      if (!own.signal.aborted) setProgress({ of, is, text });
    };
    work(own.signal, (text) => {
      say("under way", text);
    })
      .then((text) => {
        say("saved", text);
      })
      .catch((error: unknown) => {
        say("failed", error instanceof Error ? error.message : String(error));
      });
  };
  return [progress, begin];
}
