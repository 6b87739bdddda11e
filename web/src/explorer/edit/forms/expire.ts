import { ask } from "../../api/ask.ts";
import { ExpireRelationshipDocument } from "../../api/operations.ts";
import { pickedIn, textIn, type Draft, type Field } from "../fields.ts";
import { endInWords } from "../words.ts";
import { dateHint, rankField, ranks, reasonField } from "./common.ts";
import { chosen, given, idIn, relationshipOf, payload, type Form } from "./form.ts";

const fields: readonly Field[] = [
  {
    name: "end",
    label: "End",
    as: "date",
    required: true,
    hint: `${dateHint} Or a moment: 2026-01-20T17:00:00Z.`,
  },
  {
    name: "claim.source",
    label: "Source for the end",
    as: "source",
    hint: "The end is then recorded as a claim of this source as well.",
  },
  {
    name: "claim.assertedBy",
    label: "Who says so",
    as: "entity",
    classes: ["ACTOR"],
    hint: "The actor who is quoted. Empty: the source itself.",
  },
  { name: "claim.saidAt", label: "Said on", as: "date", hint: dateHint },
  {
    name: "claim.quote",
    label: "Quote",
    as: "text",
    hint: "A short passage in the source's own words.",
  },
  { ...rankField, name: "claim.rank" },
  reasonField,
];

/** What of a claim was given needs the source that it was read in. */
function checkClaim(draft: Draft): Record<string, string> {
  const spoken = ["claim.saidAt", "claim.quote"].some((name) => textIn(draft, name) !== "");
  const named = pickedIn(draft, "claim.assertedBy").length > 0;
  if ((!spoken && !named) || pickedIn(draft, "claim.source").length > 0) return {};
  return { "claim.source": "A claimant, a date or a quote needs the source where it was read." };
}

function claimOf(draft: Draft) {
  const source = idIn(draft, "claim.source");
  if (source === undefined) return undefined;
  return {
    source,
    assertedBy: idIn(draft, "claim.assertedBy"),
    saidAt: given(draft, "claim.saidAt"),
    quote: given(draft, "claim.quote"),
    rank: chosen(draft, "claim.rank", ranks),
  };
}

/** Gives the subject, a relationship, its end. */
export const expireForm: Form = {
  title: () => "Set the end",
  fields: () => fields,
  start: (context) => {
    const { kind, edtf } = relationshipOf(context).validity.end;
    const hasEnd = kind === "KNOWN" || kind === "SCHEDULED";
    return {
      end: hasEnd ? (edtf ?? "") : "",
      "claim.source": context.lastSource,
      "claim.rank": "NORMAL",
    };
  },
  edits: true,
  check: checkClaim,
  summary: (draft, context) => {
    const end = textIn(draft, "end");
    const { text } = relationshipOf(context).validity;
    return [
      `The record says now: ${text}.`,
      `It will say: ${endInWords(end) ?? `it ended at ${end}.`}`,
    ];
  },
  save: (draft) => `Set the end to ${textIn(draft, "end")}`,
  prepare: (draft, context) => {
    const { id, version } = relationshipOf(context);
    const input = {
      id,
      expectedVersion: version,
      end: textIn(draft, "end"),
      claim: claimOf(draft),
      reason: given(draft, "reason"),
    };
    return {
      input,
      send: async (idempotencyKey, signal) => {
        const variables = { input: { ...input, idempotencyKey } };
        const answer = await ask(ExpireRelationshipDocument, variables, signal);
        const { relationship, ...receipt } = payload(answer.expireRelationship);
        const words = `Set the end: ${relationship.statement}.`;
        return { ...receipt, words, select: id, shows: [], made: null };
      },
    };
  },
};
