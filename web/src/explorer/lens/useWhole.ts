import { useExplorer } from "../model/store.ts";
import { useRequest, type Answered } from "../parts/useRequest.ts";
import { requestWhole } from "./requests.ts";
import type { Whole } from "./reading.ts";

/** All that the view would show without a lens. */
export function useWhole(): Answered<readonly string[], Whole> {
  const entities = useExplorer((s) => s.view.entities);
  const picture = useExplorer((s) => s.picture);
  return useRequest(requestWhole, entities, { again: picture });
}
