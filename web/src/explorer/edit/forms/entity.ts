import { ask } from "../../api/ask.ts";
import { AddEntityDocument, type EntityClass } from "../../api/operations.ts";
import { classWords } from "../../model/words.ts";
import { namesIn, textIn, type Draft, type Field } from "../fields.ts";
import { attestedFields, noteField, reasonField, validityHint } from "./common.ts";
import {
  chosen,
  given,
  idsIn,
  newValidity,
  optionsOf,
  payload,
  type Context,
  type Form,
} from "./form.ts";

const classes = ["ACTOR", "PLACE", "EVENT"] as const;

function classOf(draft: Draft): EntityClass {
  return chosen(draft, "class", classes) ?? "ACTOR";
}

const placeFields: readonly Field[] = [
  { name: "location.latitude", label: "Latitude", as: "line", hint: "Degrees north.", more: true },
  { name: "location.longitude", label: "Longitude", as: "line", hint: "Degrees east.", more: true },
];

function fieldsOf(draft: Draft, { vocabulary }: Context): Field[] {
  const chosenClass = classOf(draft);
  return [
    {
      name: "class",
      label: "What it is",
      as: "choice",
      options: classes.map((c) => ({ value: c, label: classWords[c] })),
      hint: "It never changes.",
    },
    {
      name: "kind",
      label: "Kind",
      as: "choice",
      required: true,
      options: optionsOf(vocabulary.kinds.filter((k) => k.classes.includes(chosenClass))),
    },
    {
      name: "names",
      label: "Names",
      as: "names",
      required: true,
      hint: "The first official name is shown by default.",
    },
    { name: "summary", label: "Summary", as: "text", hint: "A few neutral sentences." },
    {
      name: "validity.edtf",
      label: chosenClass === "EVENT" ? "When it happened" : "Lifetime",
      as: "date",
      hint: `${validityHint} Leave it empty if nothing is known.`,
    },
    ...attestedFields,
    ...(chosenClass === "PLACE" ? placeFields : []),
    { name: "sources", label: "Sources", as: "sources" },
    noteField,
    { ...reasonField, more: true },
  ];
}

/** A kind counts only if it is one of the class. */
function kindOf(draft: Draft, { vocabulary }: Context): string {
  const name = textIn(draft, "kind");
  const kind = vocabulary.kinds.find((k) => k.name === name);
  return kind?.classes.includes(classOf(draft)) ? name : "";
}

const degrees = /^-?\d{1,3}(\.\d+)?$/;

function checkPlace(draft: Draft): Record<string, string> {
  if (classOf(draft) !== "PLACE") return {};
  const given = placeFields.filter(({ name }) => textIn(draft, name) !== "");
  if (given.length === 0) return {};
  const wrong = placeFields.filter(({ name }) => !degrees.test(textIn(draft, name)));
  return Object.fromEntries(
    wrong.map(({ name, label }) => [name, `${label} is a number of degrees, such as 36.5.`]),
  );
}

function locationOf(draft: Draft) {
  if (classOf(draft) !== "PLACE" || textIn(draft, "location.latitude") === "") return undefined;
  return {
    latitude: Number(textIn(draft, "location.latitude")),
    longitude: Number(textIn(draft, "location.longitude")),
  };
}

/** Adds an actor, a place or an event. */
export const entityForm: Form = {
  title: () => "Add an actor, place or event",
  fields: fieldsOf,
  start: ({ lastSource }) => ({
    class: "ACTOR",
    names: [{ text: "", language: "en", kind: "OFFICIAL" }],
    sources: lastSource,
  }),
  edits: false,
  check: checkPlace,
  save: (draft) => `Add this ${classWords[classOf(draft)]}`,
  prepare: (draft, context) => {
    const input = {
      class: classOf(draft),
      kind: kindOf(draft, context),
      names: namesIn(draft, "names").map(({ text, language, kind }) => ({
        text: text.trim(),
        language: language.trim() || undefined,
        kind,
      })),
      summary: given(draft, "summary"),
      validity: newValidity(draft),
      location: locationOf(draft),
      sources: idsIn(draft, "sources"),
      note: given(draft, "note"),
      reason: given(draft, "reason"),
    };
    return {
      input,
      send: async (idempotencyKey, signal) => {
        const variables = { input: { ...input, idempotencyKey } };
        const { createEntity } = await ask(AddEntityDocument, variables, signal);
        const { entity, ...receipt } = payload(createEntity);
        return {
          ...receipt,
          words: `Added ${entity.name}.`,
          select: entity.id,
          shows: [entity.id],
          made: { id: entity.id, label: entity.name },
        };
      },
    };
  },
};
