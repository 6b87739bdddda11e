import { ask } from "../api/ask.ts";
import { SearchDocument, type EntityClass, type SearchQueryVariables } from "../api/operations.ts";
import type { Suggestion } from "../parts/Combobox.tsx";

/** An entity that was found by a name. */
export interface FoundEntity extends Suggestion {
  readonly class: EntityClass;
}

/** Searches entities by any of their names. */
export async function searchNames(
  variables: SearchQueryVariables,
  signal: AbortSignal,
): Promise<FoundEntity[]> {
  const { search } = await ask(SearchDocument, variables, signal);
  return search.map(({ matched, entity }) => ({
    id: entity.id,
    label: entity.name,
    class: entity.class,
    ...(matched === entity.name ? {} : { matched }),
    detail: entity.kind.label,
  }));
}
