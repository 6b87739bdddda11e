import { useEffect } from "react";
import { look, useExplorer } from "../model/store.ts";

/** Switches between the graph and its tables; so does T where no field has the focus. */
export function TableToggle() {
  const table = useExplorer((s) => s.view.table);
  useEffect(() => {
    addEventListener("keydown", onKey);
    return () => {
      removeEventListener("keydown", onKey);
    };
  }, []);
  return (
    <div className="panel-buttons" role="group" aria-label="Show as">
      <button
        type="button"
        aria-pressed={!table}
        title="Show the graph (T)"
        onClick={() => {
          look({ table: false });
        }}
      >
        Graph
      </button>
      <button
        type="button"
        aria-pressed={table}
        title="Show the same as tables (T)"
        onClick={() => {
          look({ table: true });
        }}
      >
        Tables
      </button>
    </div>
  );
}

const fields = "input:not([type='checkbox'], [type='radio']), textarea, select, [contenteditable]";

function onKey(event: KeyboardEvent): void {
  const { key, target, ctrlKey, metaKey, altKey } = event;
  if (key.toLowerCase() !== "t" || ctrlKey || metaKey || altKey) return;
  if (target instanceof Element && target.matches(fields)) return;
  look({ table: !useExplorer.getState().view.table });
}
