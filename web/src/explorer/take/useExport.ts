import { lensOf } from "../model/request.ts";
import { sparedBy } from "../model/shown.ts";
import { useExplorer } from "../model/store.ts";
import { requestEvidence } from "./evidence.ts";
import { extractOf, type Scope } from "./extract.ts";
import { nameOf, type FileKind } from "./kinds.ts";
import type { Pinned } from "./pin.ts";
import { save } from "./save.ts";
import { useTaking, type Progress } from "./useTaking.ts";

/**
 * Makes and saves files. Sources and claims are asked for only now; a file that is asked
 * for while another is under way takes its place.
 */
export function useExport(
  pinned: Pinned | undefined,
): [Progress<FileKind> | undefined, (kind: FileKind, scope: Scope) => void] {
  const [progress, begin] = useTaking<FileKind>();
  const take = (kind: FileKind, scope: Scope) => {
    if (!pinned) return;
    begin(kind, async (signal, say) => {
      return `Saved as ${await make(kind, scope, pinned, signal, say)}.`;
    });
  };
  return [progress, take];
}

async function make(
  kind: FileKind,
  scope: Scope,
  pinned: Pinned,
  signal: AbortSignal,
  say: (text: string) => void,
): Promise<string> {
  const { view, compared } = useExplorer.getState();
  const screen = { view, spared: sparedBy(view.traced, compared), compared };
  const bare = extractOf(screen, pinned, scope, location.origin);
  const ids = [...bare.entities, ...bare.relationships].map(({ id }) => id);
  const progress = (done: number) => {
    say(`${kind.label}: sources of ${String(done)} of ${String(ids.length)} records`);
  };
  progress(0);
  const evidence = await requestEvidence(ids, lensOf(bare.view), signal, progress);
  const extract = extractOf(screen, pinned, scope, location.origin, evidence);
  const content = await kind.write(extract);
  if (signal.aborted) throw new Error("overtaken");
  const name = nameOf(extract, kind);
  save(name, content);
  return name;
}
