import { useState } from "react";
import type { Citation } from "./citation.ts";
import { CopyField } from "./CopyField.tsx";

const forms = { text: "Text", bibtex: "BibTeX", csl: "CSL-JSON" } as const;
type Form = keyof typeof forms;

/** The citation of the view in the form chosen, to be copied. */
export function Cite({ citation }: { citation: Citation }) {
  const [form, setForm] = useState<Form>("text");
  return (
    <>
      <p className="hint">
        Its link also says as recorded until when, so that what is written later does not change
        what a reader finds.
      </p>
      <div className="panel-buttons" role="group" aria-label="Form of the citation">
        {(Object.keys(forms) as Form[]).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={form === name}
            onClick={() => {
              setForm(name);
            }}
          >
            {forms[name]}
          </button>
        ))}
      </div>
      <CopyField
        label={`Citation as ${forms[form]}`}
        text={citation[form]}
        action="Copy citation"
        rows={5}
      />
    </>
  );
}
