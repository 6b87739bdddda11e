import { claimForm } from "./claim.ts";
import { correctForm } from "./correct.ts";
import { entityForm } from "./entity.ts";
import { expireForm } from "./expire.ts";
import type { Form } from "./form.ts";
import { relationshipForm } from "./relationship.ts";
import { sourceForm } from "./source.ts";

/** All forms, by name. */
export const forms = {
  source: sourceForm,
  claim: claimForm,
  expire: expireForm,
  correct: correctForm,
  entity: entityForm,
  relationship: relationshipForm,
} as const satisfies Readonly<Record<string, Form>>;

export type FormName = keyof typeof forms;

/** The form of a name. */
export function formOf(name: FormName): Form {
  return forms[name];
}
