import { ask } from "../../api/ask.ts";
import { CorrectRelationshipDocument } from "../../api/operations.ts";
import { sameIn, textIn, type Draft, type Field } from "../fields.ts";
import {
  attestedFields,
  dateHint,
  noteField,
  reasonField,
  signOptions,
  signs,
  validityHint,
} from "./common.ts";
import { chosen, given, idsIn, relationshipOf, payload, type Context, type Form } from "./form.ts";

const validityFields: readonly Field[] = [
  { name: "validity.edtf", label: "Start and end", as: "date", required: true, hint: validityHint },
  ...attestedFields,
  {
    name: "validity.startedAfter",
    label: "Did not start before",
    as: "date",
    hint: dateHint,
    more: true,
  },
  {
    name: "validity.endedBefore",
    label: "Ended no later than",
    as: "date",
    hint: dateHint,
    more: true,
  },
  {
    name: "validity.ended",
    label: "It has ended, at a date that is not known",
    as: "tick",
    hint: "The end above is then empty.",
    more: true,
  },
  { name: "validity.scheduled", label: "The end is only planned", as: "tick", more: true },
  {
    name: "validity.zone",
    label: "Time zone of the dates",
    as: "line",
    hint: "An offset such as +03:00. Empty: UTC.",
    more: true,
  },
];

/** What may be corrected, by the paths that the log of versions uses as well. */
export const correctFields: readonly Field[] = [
  ...validityFields,
  { name: "sign", label: "Sign", as: "choice", options: signOptions },
  { name: "sources", label: "Sources", as: "sources", required: true },
  noteField,
  reasonField,
];

function startOf(context: Context): Draft {
  const { validity, sign, note, sources } = relationshipOf(context);
  return {
    "validity.edtf": validity.edtf,
    "validity.attestedFrom": validity.attestedFrom ?? "",
    "validity.attestedUntil": validity.attestedUntil ?? "",
    "validity.startedAfter": validity.startedAfter ?? "",
    "validity.endedBefore": validity.endedBefore ?? "",
    "validity.ended": validity.end.kind === "ENDED_UNKNOWN_DATE" ? "yes" : "",
    "validity.scheduled": validity.end.kind === "SCHEDULED" ? "yes" : "",
    "validity.zone": validity.zone ?? "",
    sign,
    sources: sources.map(({ id, title }) => ({ id, label: title })),
    note: note ?? "",
  };
}

/** A validity as it is written whole: what is empty is said to be nothing. */
function validityOf(draft: Draft) {
  return {
    edtf: textIn(draft, "validity.edtf"),
    attestedFrom: given(draft, "validity.attestedFrom"),
    attestedUntil: given(draft, "validity.attestedUntil"),
    startedAfter: given(draft, "validity.startedAfter"),
    endedBefore: given(draft, "validity.endedBefore"),
    ended: textIn(draft, "validity.ended") === "yes",
    scheduled: textIn(draft, "validity.scheduled") === "yes",
    zone: given(draft, "validity.zone"),
  };
}

/** What of a relationship a draft changes; what stays is left out. */
function inputOf(draft: Draft, context: Context) {
  const start = startOf(context);
  const { id, version } = relationshipOf(context);
  const changed = (name: string) =>
    correctFields.some((f) => f.name === name && !sameIn(f, start, draft));
  const newDates = validityFields.some(({ name }) => changed(name));
  return {
    id,
    expectedVersion: version,
    ...(newDates ? { validity: validityOf(draft) } : {}),
    ...(changed("sign") ? { sign: chosen(draft, "sign", signs) } : {}),
    ...(changed("sources") ? { sources: idsIn(draft, "sources") } : {}),
    ...(changed("note") ? { note: textIn(draft, "note") } : {}),
    reason: given(draft, "reason"),
  };
}

/** Corrects what the record of the subject, a relationship, says. */
export const correctForm: Form = {
  title: () => "Correct the relationship",
  fields: () => correctFields,
  start: startOf,
  edits: true,
  save: (_, __, changes) =>
    changes === 1 ? "Save this change" : `Save these ${String(changes)} changes`,
  prepare: (draft, context) => {
    const input = inputOf(draft, context);
    return {
      input,
      send: async (idempotencyKey, signal) => {
        const variables = { input: { ...input, idempotencyKey } };
        const answer = await ask(CorrectRelationshipDocument, variables, signal);
        const { relationship, ...receipt } = payload(answer.updateRelationship);
        const words = `Corrected: ${relationship.statement}.`;
        return { ...receipt, words, select: input.id, shows: [], made: null };
      },
    };
  },
};
