import { signWords } from "../../model/words.ts";
import { rankName } from "../../parts/words.ts";
import type { Field, Option } from "../fields.ts";

export const signs = ["COOPERATIVE", "HOSTILE", "NEUTRAL"] as const;
export const ranks = ["NORMAL", "PREFERRED", "DEPRECATED"] as const;

/** How a date is written. */
export const dateHint = "2014, 2014-10 or 2014-10-05; with ~ for about, ? for uncertain.";

/** How a validity is written. */
export const validityHint =
  "Start/end, as in 2015-10~/2026-01-20. Write .. for an end that has not come, and " +
  "nothing for a date that is not known.";

/** Every change may say why. */
export const reasonField: Field = {
  name: "reason",
  label: "Reason for the change",
  as: "line",
  hint: "For the log that all can read.",
};

export const noteField: Field = {
  name: "note",
  label: "Remark for the reader",
  as: "text",
  more: true,
};

export const rankField: Field = {
  name: "rank",
  label: "How far it is believed",
  as: "choice",
  options: ranks.map((rank) => ({ value: rank, label: rankName[rank] })),
  more: true,
};

/** The dates of a validity beside the start and the end. */
export const attestedFields: readonly Field[] = [
  {
    name: "validity.attestedFrom",
    label: "Attested from",
    as: "date",
    hint: "A date on which it is known to have held already.",
    more: true,
  },
  {
    name: "validity.attestedUntil",
    label: "Attested until",
    as: "date",
    hint: "The last date on which it is known to have held.",
    more: true,
  },
];

/** What a sign is called. */
export const signOptions: readonly Option[] = signs.map((sign) => ({
  value: sign,
  label: signWords[sign],
}));
