import type { FileKind } from "./kinds.ts";
import { ProgressLine } from "./ProgressLine.tsx";
import type { Progress } from "./useTaking.ts";

interface FilesProps {
  readonly kinds: readonly FileKind[];
  readonly isReady: boolean;
  readonly progress: Progress<FileKind> | undefined;
  readonly onTake: (kind: FileKind) => void;
}

/** The buttons that save files, and how far the last of them is. */
export function Files({ kinds, isReady, progress, onTake }: FilesProps) {
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
      <ProgressLine progress={progress && kinds.includes(progress.of) ? progress : undefined} />
    </>
  );
}
