import { ask } from "../api/ask.ts";
import { PickSourceDocument, type EntityClass } from "../api/operations.ts";
import type { Suggestion } from "../parts/Combobox.tsx";
import { searchNames } from "../search/names.ts";
import type { Field } from "./fields.ts";

/** A record that a search found; an entity with its class. */
export interface FoundRecord extends Suggestion {
  readonly class?: EntityClass;
}

interface Asked {
  readonly about: Pick<Field, "as" | "classes">;
  readonly text: string;
}

/**
 * Searches what a field takes, in the graph as it is now: entities by any name, sources by
 * title or publisher.
 */
export async function find(asked: Asked, signal: AbortSignal): Promise<FoundRecord[]> {
  const { about, text } = asked;
  if (about.as !== "entity") return findSources(text, signal);
  return searchNames({ text, ...(about.classes ? { classes: about.classes } : {}) }, signal);
}

async function findSources(text: string, signal: AbortSignal): Promise<FoundRecord[]> {
  const { sources } = await ask(PickSourceDocument, { text }, signal);
  return sources.edges.map(({ node }) => ({
    id: node.id,
    label: node.title,
    detail: [node.publisher, node.publishedAt].filter(Boolean).join(", "),
  }));
}
