import { useExplorer } from "../model/store.ts";
import { shownEntities, shownRelationships } from "../model/shown.ts";
import { useSpared } from "../model/useSpared.ts";
import { counted } from "../model/words.ts";
import type { Scope } from "./extract.ts";

interface ScopeChoiceProps {
  readonly scope: Scope;
  readonly onScope: (scope: Scope) => void;
}

/** Chooses between what the view shows and the whole picture, and says how much each is. */
export function ScopeChoice({ scope, onScope }: ScopeChoiceProps) {
  const picture = useExplorer((s) => s.picture);
  const view = useExplorer((s) => s.view);
  const spared = useSpared();
  const choice = (own: Scope, words: string, entities: number, relationships: number) => (
    <label>
      <input
        type="radio"
        name="take-scope"
        checked={scope === own}
        onChange={() => {
          onScope(own);
        }}
      />
      <span>
        {words} ({counted(entities, "entity", "entities")},{" "}
        {counted(relationships, "relationship", "relationships")})
      </span>
    </label>
  );
  const { entities, relationships } = picture;
  return (
    <fieldset className="take-scope">
      <legend>How much</legend>
      {choice(
        "shown",
        "What is shown",
        shownEntities(picture, view).length,
        shownRelationships(picture, view, spared).length,
      )}
      {choice("all", "Everything in the picture, over all time", entities.size, relationships.size)}
    </fieldset>
  );
}
