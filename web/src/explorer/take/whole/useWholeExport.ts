import { useGate } from "../../../gate/gate.ts";
import { get, mayFollow } from "../../api/ask.ts";
import { download, save } from "../save.ts";
import { useTaking, type Progress } from "../useTaking.ts";
import type { ServerFormat } from "./formats.ts";

/** Takes a file of the server's from its address. */
type Take = (format: ServerFormat, address: string, restricted: boolean) => void;

/**
 * Has the browser save files that the server writes. A link carries no token, so what
 * only editors may see, or only who has a token, is got by the page, which holds it until
 * it is whole.
 */
export function useWholeExport(): [Progress<ServerFormat> | undefined, Take] {
  const [progress, begin] = useTaking<ServerFormat>();
  const take: Take = (format, address, restricted) => {
    begin(format, async (signal, say) => {
      say(`${format.label}: asking the server …`);
      if (restricted || useGate.getState().wanted) {
        const answer = await get(address, signal);
        const name = nameOf(answer) ?? `entente${format.ending}`;
        save(name, await whole(answer));
        return `Saved as ${name}.`;
      }
      await mayFollow(address, signal);
      if (!signal.aborted) download(address, "");
      return `${format.label}: the server writes it, and your browser saves it.`;
    });
  };
  return [progress, take];
}

/** What the server calls a file, as it does where a link leads to it. */
function nameOf(answer: Response): string | undefined {
  return /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1];
}

/** The content of an answer, if it comes to its end. */
async function whole(answer: Response): Promise<Blob> {
  try {
    return await answer.blob();
  } catch {
    throw new Error("The server broke off before the file was whole.");
  }
}
