import { useId, useState } from "react";
import { DateError, parseQuestion } from "../time/question.ts";

/** The time asked about, as text to be typed over. What cannot be read is said, and changes nothing. */
export function DateBox({ valid, onDate }: { valid: string; onDate: (text: string) => void }) {
  const [text, setText] = useState(valid);
  const [problem, setProblem] = useState<string>();
  const note = useId();
  const take = () => {
    try {
      parseQuestion(text);
      setProblem(undefined);
      if (text.trim() !== valid) onDate(text.trim());
    } catch (error) {
      setProblem(error instanceof DateError ? error.message : String(error));
    }
  };
  return (
    <span className="datebox">
      <input
        aria-label="Date or interval, in EDTF"
        aria-invalid={problem !== undefined}
        aria-describedby={note}
        value={text}
        size={Math.max(10, text.length)}
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") take();
        }}
        onBlur={take}
      />
      <span id={note} role="alert" className="problem">
        {problem}
      </span>
    </span>
  );
}
