import { useId, useState } from "react";
import { DateError, fromWords, parseQuestion } from "../time/question.ts";

interface DateBoxProps {
  readonly valid: string;
  readonly onDate: (text: string) => void;
  readonly label?: string;
}

interface Typed {
  /** The date that it is typed over: once that is another, it counts no more. */
  readonly over: string;
  readonly text: string;
  readonly problem: string | undefined;
}

/**
 * The time asked about, as text to be typed over. What cannot be read is said, and changes
 * nothing.
 */
export function DateBox({ valid, onDate, label = "Date or interval, in EDTF" }: DateBoxProps) {
  const [typed, setTyped] = useState<Typed>();
  const note = useId();
  const { text, problem } = typed?.over === valid ? typed : { text: valid, problem: undefined };
  const take = () => {
    try {
      const date = fromWords(text);
      parseQuestion(date);
      setTyped(undefined);
      if (date !== valid) onDate(date);
    } catch (error) {
      const words = error instanceof DateError ? error.message : String(error);
      setTyped({ over: valid, text, problem: words });
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
          setTyped({ over: valid, text: event.target.value, problem });
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
