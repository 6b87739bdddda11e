import { ask } from "../../api/ask.ts";
import { RecordClaimDocument, type ValueInput, type ValueType } from "../../api/operations.ts";
import { credibilityInWords } from "../../parts/words.ts";
import { textIn, type Draft, type Field } from "../fields.ts";
import { dateHint, noteField, rankField, ranks, reasonField } from "./common.ts";
import {
  chosen,
  given,
  idIn,
  optionsOf,
  subjectName,
  payload,
  type Context,
  type Form,
} from "./form.ts";

const credibilities = [1, 2, 3, 4, 5, 6];
const stances = ["ASSERTS", "DENIES"] as const;

/** The property that a draft is about; undefined until one is chosen. */
function propertyOf(draft: Draft, { vocabulary }: Context) {
  return vocabulary.claimProperties.find(({ name }) => name === textIn(draft, "property"));
}

/** The field for the value of a property; a property that takes none has no field. */
function valueFields(property: ReturnType<typeof propertyOf>): Field[] {
  if (!property || property.valueType === "NONE") return [];
  const shapes: Readonly<Record<Exclude<ValueType, "NONE">, Omit<Field, "name">>> = {
    NUMBER: {
      label: "Number",
      as: "line",
      hint:
        "81, ~1500 (about), >200, <=7000 or 3000..5000" +
        (property.unit === null ? ", with a unit behind a space." : `, in ${property.unit}.`),
    },
    DATE: { label: "Date", as: "date", hint: dateHint },
    TEXT: { label: "In words", as: "line" },
    ENTITY: { label: "Entity", as: "entity" },
  };
  return [{ ...shapes[property.valueType], name: "value", required: true }];
}

function fieldsOf(draft: Draft, context: Context): Field[] {
  const property = propertyOf(draft, context);
  return [
    {
      name: "property",
      label: "What is claimed",
      as: "choice",
      required: true,
      options: optionsOf(context.vocabulary.claimProperties),
      ...(property?.description ? { hint: property.description } : {}),
    },
    ...valueFields(property),
    {
      name: "stance",
      label: "The claimant",
      as: "choice",
      options: [
        { value: "ASSERTS", label: "says that it is so" },
        { value: "DENIES", label: "says that it is not so" },
      ],
    },
    { name: "source", label: "Source", as: "source", required: true },
    {
      name: "assertedBy",
      label: "Who says so",
      as: "entity",
      classes: ["ACTOR"],
      hint: "The actor who is quoted. Empty: the source itself.",
    },
    { name: "saidAt", label: "Said on", as: "date", hint: dateHint },
    {
      name: "holdsAt",
      label: "The time that it is about",
      as: "date",
      hint: "Empty: when it was said.",
    },
    {
      name: "quote",
      label: "Quote",
      as: "text",
      hint: "A short passage in the source's own words.",
    },
    rankField,
    {
      name: "credibility",
      label: "Credibility",
      as: "choice",
      more: true,
      options: [
        { value: "", label: "not judged" },
        ...credibilities.map((n) => ({ value: String(n), label: credibilityInWords(n) })),
      ],
    },
    noteField,
    { ...reasonField, more: true },
  ];
}

function valueOf(draft: Draft, valueType: ValueType): ValueInput | undefined {
  const text = textIn(draft, "value");
  switch (valueType) {
    case "NONE":
      return undefined;
    case "NUMBER":
      return { number: text };
    case "DATE":
      return { date: text };
    case "TEXT":
      return { text };
    case "ENTITY":
      return { entity: idIn(draft, "value") ?? "" };
  }
}

/** Records what a source claims about the subject. */
export const claimForm: Form = {
  title: () => "Record a claim",
  fields: fieldsOf,
  start: ({ lastSource }) => ({ stance: "ASSERTS", rank: "NORMAL", source: lastSource }),
  edits: false,
  save: () => "Record this claim",
  prepare: (draft, context) => {
    const property = propertyOf(draft, context);
    const about = context.subject;
    if (!property || !about) throw new Error("a claim is about a property of a record");
    const credibility = given(draft, "credibility");
    const input = {
      about: about.id,
      property: property.name,
      value: valueOf(draft, property.valueType),
      stance: chosen(draft, "stance", stances),
      assertedBy: idIn(draft, "assertedBy"),
      source: idIn(draft, "source") ?? "",
      saidAt: given(draft, "saidAt"),
      holdsAt: given(draft, "holdsAt"),
      quote: given(draft, "quote"),
      rank: chosen(draft, "rank", ranks),
      credibility: credibility === undefined ? undefined : Number(credibility),
      note: given(draft, "note"),
      reason: given(draft, "reason"),
    };
    return {
      input,
      send: async (idempotencyKey, signal) => {
        const variables = { input: { ...input, idempotencyKey } };
        const { recordClaim } = await ask(RecordClaimDocument, variables, signal);
        const { claim, ...receipt } = payload(recordClaim);
        return {
          ...receipt,
          words: `Recorded a claim (${property.label}) about ${subjectName(about)}.`,
          select: about.id,
          shows: [],
          made: { id: claim.id, label: property.label },
        };
      },
    };
  },
};
