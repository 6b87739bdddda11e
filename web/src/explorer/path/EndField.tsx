import { useExplorer } from "../model/store.ts";
import { SearchBox } from "../search/SearchBox.tsx";
import { choose, selectedEnd, usePathChoice, type Side } from "./choice.ts";

/** Chooses an end of a path: by a search, or from what is selected on the canvas. */
export function EndField({ side, label }: { side: Side; label: string }) {
  const end = usePathChoice((s) => s[side]);
  const picking = usePathChoice((s) => s.picking === side);
  return (
    <div className="path-end" role="group" aria-label={label}>
      <span className="path-end-label">{label}</span>
      {end ? (
        <p className="path-end-name">
          <bdi>{end.name}</bdi>
          <button
            type="button"
            aria-label={`Another than ${end.name}`}
            onClick={() => {
              choose({ [side]: null });
            }}
          >
            ×
          </button>
        </p>
      ) : (
        <>
          <SearchBox
            label={`Search where the path ${side === "from" ? "begins" : "ends"}`}
            onChoose={({ id, name }) => {
              choose({ [side]: { id, name } });
            }}
          />
          <UseSelected side={side} />
          <button
            type="button"
            aria-pressed={picking}
            onClick={() => {
              choose({ picking: picking ? null : side });
            }}
          >
            {picking ? "Now choose one on the canvas" : "Pick on the canvas"}
          </button>
        </>
      )}
    </div>
  );
}

function UseSelected({ side }: { side: Side }) {
  // Read for the selection and its name to be followed.
  const selected = useExplorer((s) =>
    s.view.selected === null ? undefined : s.picture.entities.get(s.view.selected),
  );
  const other = usePathChoice((s) => s[side === "from" ? "to" : "from"]);
  if (!selected || selected.id === other?.id) return null;
  return (
    <button
      type="button"
      onClick={() => {
        choose({ [side]: selectedEnd() });
      }}
    >
      Use <bdi>{selected.name}</bdi>
    </button>
  );
}
