import { ask } from "../../api/ask.ts";
import { AddRelationshipDocument } from "../../api/operations.ts";
import { signWords } from "../../model/words.ts";
import { pickedIn, textIn, type Draft, type Field, type Picked } from "../fields.ts";
import { validityInWords } from "../words.ts";
import {
  attestedFields,
  noteField,
  reasonField,
  signOptions,
  signs,
  validityHint,
} from "./common.ts";
import {
  chosen,
  given,
  idIn,
  idsIn,
  newValidity,
  optionsOf,
  payload,
  type Context,
  type Form,
} from "./form.ts";

type Type = Context["vocabulary"]["relationshipTypes"][number];

/** Whether a type may join two entities; an end that is not picked yet may be any. */
export function mayJoin(type: Type, from: Picked | undefined, to: Picked | undefined): boolean {
  return (
    (from?.class === undefined || type.from.includes(from.class)) &&
    (to?.class === undefined || type.to.includes(to.class))
  );
}

function endsOf(draft: Draft): readonly [Picked | undefined, Picked | undefined] {
  return [pickedIn(draft, "from")[0], pickedIn(draft, "to")[0]];
}

/** The type that is chosen, as long as it may join the ends that are picked. */
function typeOf(draft: Draft, { vocabulary }: Context): Type | undefined {
  const type = vocabulary.relationshipTypes.find(({ name }) => name === textIn(draft, "type"));
  return type && mayJoin(type, ...endsOf(draft)) ? type : undefined;
}

function typeField(draft: Draft, context: Context): Field {
  const types = context.vocabulary.relationshipTypes.filter((t) => mayJoin(t, ...endsOf(draft)));
  const type = typeOf(draft, context);
  const hint = type?.symmetric
    ? "It has no direction."
    : "It goes from the first to the second. Only types that may join the two are listed.";
  return {
    name: "type",
    label: "Type",
    as: "choice",
    required: true,
    options: optionsOf(types),
    hint,
  };
}

function fieldsOf(draft: Draft, context: Context): Field[] {
  const type = typeOf(draft, context);
  const withEvent = endsOf(draft).some((end) => end?.class === "EVENT");
  const usual = type ? `as usual for the type (${signWords[type.sign]})` : "as usual for the type";
  return [
    { name: "from", label: "From", as: "entity", required: true },
    typeField(draft, context),
    { name: "to", label: "To", as: "entity", required: true },
    ...(type?.name === "participation"
      ? [{ name: "properties", label: "Role", as: "line", hint: "Such as mediator." } as const]
      : []),
    {
      name: "validity.edtf",
      label: "Start and end",
      as: "date",
      required: !withEvent,
      hint: withEvent ? `${validityHint} Empty: the time of the event.` : validityHint,
    },
    ...attestedFields,
    { name: "sources", label: "Sources", as: "sources", required: true },
    {
      name: "sign",
      label: "Sign",
      as: "choice",
      options: [{ value: "", label: usual }, ...signOptions],
      more: true,
    },
    noteField,
    { ...reasonField, more: true },
  ];
}

/** Says what is about to be added, as the API would word a statement. */
function inWords(draft: Draft, context: Context): string[] {
  const [from, to] = endsOf(draft);
  const type = typeOf(draft, context);
  if (!from || !to || !type) return [];
  const edtf = textIn(draft, "validity.edtf");
  const time = edtf === "" ? "at the time of the event" : (validityInWords(edtf) ?? edtf);
  const arrow = type.symmetric ? "–" : "→";
  return [`${from.label} ${arrow} ${to.label}: ${type.label}, ${time}.`];
}

/** Adds a relationship between two entities. */
export const relationshipForm: Form = {
  title: () => "Add a relationship",
  fields: fieldsOf,
  start: ({ subject, lastSource }) => ({
    from:
      subject && subject.__typename !== "Relationship"
        ? [{ id: subject.id, label: subject.name, class: subject.class }]
        : [],
    sources: lastSource,
  }),
  edits: false,
  summary: inWords,
  save: () => "Add this relationship",
  tool: {
    label: "Swap the two ends",
    apply: (draft) => ({ ...draft, from: draft.to ?? [], to: draft.from ?? [] }),
  },
  prepare: (draft, context) => {
    const role = typeOf(draft, context)?.name === "participation" && given(draft, "properties");
    const input = {
      type: typeOf(draft, context)?.name ?? "",
      from: idIn(draft, "from") ?? "",
      to: idIn(draft, "to") ?? "",
      validity: newValidity(draft),
      sign: chosen(draft, "sign", signs),
      ...(role ? { properties: [{ name: "role", value: { text: role } }] } : {}),
      sources: idsIn(draft, "sources"),
      note: given(draft, "note"),
      reason: given(draft, "reason"),
    };
    return {
      input,
      send: async (idempotencyKey, signal) => {
        const variables = { input: { ...input, idempotencyKey } };
        const { createRelationship } = await ask(AddRelationshipDocument, variables, signal);
        const { relationship: r, ...receipt } = payload(createRelationship);
        return {
          ...receipt,
          words: `Added ${r.statement}.`,
          select: r.id,
          shows: [r.from.id, r.to.id],
          made: { id: r.id, label: r.statement },
        };
      },
    };
  },
};
