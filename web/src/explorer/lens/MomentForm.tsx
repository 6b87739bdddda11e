import { useState, type ReactNode, type SyntheticEvent } from "react";

interface MomentFormProps {
  readonly known: string | null;
  /** What the moment is, for who hears the page. */
  readonly label?: string;
  /** The id of the element that says what is wrong. */
  readonly note?: string;
  /** What the button says. */
  readonly submit: string;
  readonly onRead: (moment: string) => void;
  /** Further buttons beside it. */
  readonly children?: ReactNode;
}

/** A field for a moment of recording, in UTC. */
export function MomentForm({
  known,
  label = "Moment of recording, in UTC",
  note,
  submit: buttonText,
  onRead,
  children,
}: MomentFormProps) {
  const given = known === null ? "" : fieldText(known);
  const [text, setText] = useState(given);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (text === "") return;
    // The field has no fractions of a second: what is not changed stays exact.
    if (known !== null && text === given) onRead(known);
    else onRead(`${text.length === 16 ? `${text}:00` : text}Z`);
  };
  return (
    <form className="lens-row" onSubmit={submit}>
      <label>
        <span className="unseen">{label}</span>
        <input
          type="datetime-local"
          step="1"
          value={text}
          aria-describedby={note}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
      </label>
      <span>UTC</span>
      <button type="submit" disabled={text === ""}>
        {buttonText}
      </button>
      {children}
    </form>
  );
}

/** A moment as a field for date and time has it, in UTC and whole seconds. */
function fieldText(known: string): string {
  const moment = new Date(known);
  return Number.isNaN(moment.getTime()) ? "" : moment.toISOString().slice(0, 19);
}
