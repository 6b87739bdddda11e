import { useId, useState } from "react";
import { DateError, parseQuestion } from "../time/question.ts";

interface DateBoxProps {
  readonly valid: string;
  readonly onDate: (text: string) => void;
  readonly label?: string;
}

/** The time asked about, as text to be typed over. What cannot be read is said, and changes nothing. */
export function DateBox({ valid, onDate, label = "Date or interval, in EDTF" }: DateBoxProps) {
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
        aria-label={label}
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
