import type { Progress } from "./useTaking.ts";

/** How far a file is, or why there is none. */
export function ProgressLine({ progress }: { progress: Progress | undefined }) {
  const failed = progress?.is === "failed";
  return (
    <>
      <p role="status" className="take-progress">
        {failed ? "" : progress?.text}
      </p>
      {failed && (
        <p role="alert" className="problem">
          {progress.text} Press {progress.of.label} to try again.
        </p>
      )}
    </>
  );
}
