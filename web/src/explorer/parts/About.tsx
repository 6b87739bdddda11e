import { describe, phrasesOf } from "../model/describe.ts";
import { useSpared } from "../model/useSpared.ts";
import { useExplorer } from "../model/store.ts";
import { Phrases } from "./Phrases.tsx";

interface AboutProps {
  /** Names of claimants, who need not be in the picture. */
  readonly names?: ReadonlyMap<string, string> | undefined;
}

/** What the view shows and what it leaves out, in a line. */
export function About({ names }: AboutProps) {
  const picture = useExplorer((s) => s.picture);
  const view = useExplorer((s) => s.view);
  return (
    <p className="hint">
      <Phrases phrases={phrasesOf(describe(picture, view, useSpared(), names))} />
    </p>
  );
}
