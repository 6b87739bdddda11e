import { useEffect, useRef } from "react";
import { set, useSession } from "./session.ts";

/** Asks before something typed is lost. */
export function Discard() {
  const afterDiscard = useSession((s) => s.afterDiscard);
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    keep.current?.focus();
  }, []);
  const stay = () => {
    set({ afterDiscard: null });
  };
  return (
    <div
      className="edit-question"
      role="alertdialog"
      aria-label="Discard what you typed?"
      onKeyDown={(event) => {
        if (event.key === "Escape") stay();
      }}
    >
      <p>What you typed has not been saved.</p>
      <div className="edit-buttons">
        <button ref={keep} type="button" onClick={stay}>
          Keep editing
        </button>
        <button
          type="button"
          onClick={() => {
            stay();
            afterDiscard?.();
          }}
        >
          Discard it
        </button>
      </div>
    </div>
  );
}
