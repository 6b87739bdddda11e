import { describe, phrasesOf } from "../model/describe.ts";
import { useSpared } from "../model/useSpared.ts";
import { useExplorer } from "../model/store.ts";

interface AboutProps {
  /** Names of claimants, who need not be in the picture. */
  readonly names?: ReadonlyMap<string, string> | undefined;
}

/** What the view shows and what it leaves out, in a line. */
export function About({ names }: AboutProps) {
  const picture = useExplorer((s) => s.picture);
  const view = useExplorer((s) => s.view);
  const phrases = phrasesOf(describe(picture, view, useSpared(), names));
  return (
    <p className="hint">
      {phrases.map((phrase, i) => (
        <span key={phrase}>
          {i > 0 && " · "}
          <bdi>{phrase}</bdi>
        </span>
      ))}
    </p>
  );
}
