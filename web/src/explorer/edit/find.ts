import { ask } from "../api/ask.ts";
import { PickEntityDocument, PickSourceDocument, type EntityClass } from "../api/operations.ts";
import type { Field, Picked } from "./fields.ts";

/** A record that a search found, and what tells it from others of its name. */
export interface Suggestion extends Picked {
  readonly detail: string;
}

/** What is searched, and for what. */
export interface Wanted {
  readonly as: Field["as"];
  readonly classes: readonly EntityClass[] | undefined;
  readonly text: string;
}

/** Searches what a field takes: sources by title or publisher, entities by any name. */
export async function find(wanted: Wanted, signal: AbortSignal): Promise<Suggestion[]> {
  return wanted.as === "entity" ? findEntities(wanted, signal) : findSources(wanted.text, signal);
}

async function findEntities({ classes, text }: Wanted, signal: AbortSignal): Promise<Suggestion[]> {
  const variables = { text, ...(classes ? { classes } : {}) };
  const { search } = await ask(PickEntityDocument, variables, signal);
  return search.map(({ matched, entity }) => ({
    id: entity.id,
    label: entity.name,
    class: entity.class,
    detail: [matched === entity.name ? "" : matched, entity.kind.label].filter(Boolean).join(", "),
  }));
}

async function findSources(text: string, signal: AbortSignal): Promise<Suggestion[]> {
  const { sources } = await ask(PickSourceDocument, { text }, signal);
  return sources.edges.map(({ node }) => ({
    id: node.id,
    label: node.title,
    detail: [node.publisher, node.publishedAt].filter(Boolean).join(", "),
  }));
}
