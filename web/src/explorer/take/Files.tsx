import type { FileKind } from "./kinds.ts";
import type { Progress } from "./useExport.ts";

interface FilesProps {
  readonly kinds: readonly FileKind[];
  readonly isReady: boolean;
  readonly progress: Progress | undefined;
  readonly onTake: (kind: FileKind) => void;
}

/** The buttons that save files, and how far the last of them is. */
export function Files({ kinds, isReady, progress, onTake }: FilesProps) {
  const own = progress && kinds.includes(progress.of) ? progress : undefined;
  return (
    <>
      <ul className="take-files">
        {kinds.map((kind) => (
          <li key={kind.label}>
            <button
              type="button"
              disabled={!isReady}
              onClick={() => {
                onTake(kind);
              }}
            >
              {kind.label}
            </button>
            <span>{kind.hint}</span>
          </li>
        ))}
      </ul>
      <p role="status" className="take-progress">
        {own && own.is !== "failed" ? own.text : ""}
      </p>
      {own?.is === "failed" && (
        <p role="alert" className="problem">
          {own.text} Press {own.of.label} to try again.
        </p>
      )}
    </>
  );
}
