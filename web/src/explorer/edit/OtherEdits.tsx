import { correctFields } from "./forms/correct.ts";
import { momentInWords } from "../time/moment.ts";
import type { OtherEdit } from "./session.ts";
import { changedValue, isDerived } from "../parts/changes.ts";

/** What a field of the log is called in the form for corrections. */
function labelOf(path: string): string {
  return correctFields.find(({ name }) => name === path)?.label ?? path;
}

/** What others changed since, the latest first. */
export function OtherEdits({ edits }: { edits: readonly OtherEdit[] }) {
  return edits.map(({ version, writer, reason, recordedFrom, changed }) => (
    <div key={version} className="edit-other">
      <p>
        <bdi>{writer}</bdi> changed it on {momentInWords(recordedFrom)}
        {reason !== null && (
          <>
            : <bdi>{reason}</bdi>
          </>
        )}
      </p>
      <ul>
        {changed
          .filter(({ field }) => !isDerived(field))
          .map(({ field, before, after }) => (
            <li key={field}>
              {labelOf(field)}: <bdi>{changedValue(before)}</bdi> → <bdi>{changedValue(after)}</bdi>
            </li>
          ))}
      </ul>
    </div>
  ));
}
