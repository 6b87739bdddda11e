import { ask } from "../../api/ask.ts";
import { AddSourceDocument } from "../../api/operations.ts";
import { reliabilityName } from "../../parts/words.ts";
import type { Field, Option } from "../fields.ts";
import { dateHint, noteField, reasonField } from "./common.ts";
import { chosen, given, payload, type Form } from "./form.ts";

const reliabilities = ["A", "B", "C", "D", "E", "F"] as const;

const reliabilityOptions: readonly Option[] = [
  { value: "", label: "not judged" },
  ...reliabilities.map((grade) => ({ value: grade, label: `${grade}: ${reliabilityName[grade]}` })),
];

const fields: readonly Field[] = [
  { name: "title", label: "Title", as: "line", required: true },
  { name: "publisher", label: "Publisher", as: "line" },
  { name: "url", label: "Address", as: "link", hint: "It is kept, and never fetched." },
  { name: "publishedAt", label: "Published", as: "date", hint: dateHint },
  { name: "language", label: "Language", as: "line", hint: "A code such as en, ar, ku or tr." },
  { name: "reliability", label: "Reliability", as: "choice", options: reliabilityOptions },
  { name: "archivedUrl", label: "Address of an archived copy", as: "link", more: true },
  { name: "retrievedAt", label: "Read on", as: "date", hint: dateHint, more: true },
  { name: "licence", label: "Licence", as: "line", more: true },
  noteField,
  { ...reasonField, more: true },
];

/** Adds a source. */
export const sourceForm: Form = {
  title: () => "Add a source",
  fields: () => fields,
  start: () => ({}),
  edits: false,
  save: () => "Add this source",
  prepare: (draft) => {
    const input = {
      title: given(draft, "title") ?? "",
      publisher: given(draft, "publisher"),
      url: given(draft, "url"),
      archivedUrl: given(draft, "archivedUrl"),
      publishedAt: given(draft, "publishedAt"),
      retrievedAt: given(draft, "retrievedAt"),
      language: given(draft, "language"),
      reliability: chosen(draft, "reliability", reliabilities),
      licence: given(draft, "licence"),
      note: given(draft, "note"),
      reason: given(draft, "reason"),
    };
    return {
      input,
      send: async (idempotencyKey, signal) => {
        const variables = { input: { ...input, idempotencyKey } };
        const { addSource } = await ask(AddSourceDocument, variables, signal);
        const { source, ...receipt } = payload(addSource);
        return {
          ...receipt,
          words: `Added the source “${source.title}”.`,
          select: null,
          shows: [],
          made: { id: source.id, label: source.title },
        };
      },
    };
  },
};
