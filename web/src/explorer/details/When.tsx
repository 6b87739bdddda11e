import { useMemo } from "react";
import type { DatedFragment } from "../api/operations.ts";
import { datesOf } from "../model/picture.ts";
import { useExplorer } from "../model/store.ts";
import { ValidityBar } from "../parts/ValidityBar.tsx";

/** A validity in the API's words and as a bar with the chosen date. */
export function When({ validity }: { validity: DatedFragment }) {
  const valid = useExplorer((s) => s.view.valid);
  const dates = useMemo(() => datesOf(validity), [validity]);
  return (
    <>
      <p>{validity.text}</p>
      <ValidityBar dates={dates} valid={valid} />
    </>
  );
}
