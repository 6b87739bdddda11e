import { useRef, useState } from "react";

interface CopyFieldProps {
  /** What the field holds, such as `Link to this view`. */
  readonly label: string;
  readonly text: string;
  /** What the button says. */
  readonly action: string;
  readonly rows?: number;
}

/**
 * A text to be copied, in Latin letters with names of any script in it: by a button or, where
 * the browser does not let one, by hand.
 */
export function CopyField({ label, text, action, rows = 1 }: CopyFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [said, setSaid] = useState<{ of: string; words: string }>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid({ of: text, words: "Copied." });
    } catch {
      // Where the page is not served safely, there is no clipboard at all.
      field.current?.select();
      setSaid({ of: text, words: "It is selected: copy it with Ctrl+C or ⌘C." });
    }
  };
  return (
    <div className="copy-field">
      <textarea
        ref={field}
        aria-label={label}
        dir="ltr"
        rows={rows}
        readOnly
        spellCheck={false}
        value={text}
        onFocus={(event) => {
          event.target.select();
        }}
      />
      <button type="button" onClick={() => void copy()}>
        {action}
      </button>
      <span role="status">{said?.of === text ? said.words : ""}</span>
    </div>
  );
}
