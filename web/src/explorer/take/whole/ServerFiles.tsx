import type { MouseEvent } from "react";
import { useExplorer } from "../../model/store.ts";
import { useRequest } from "../../parts/useRequest.ts";
import { ProgressLine } from "../ProgressLine.tsx";
import { exportAddress, type Extent } from "./extent.ts";
import { requestFormats, type ServerFormat } from "./formats.ts";
import { useWholeExport } from "./useWholeExport.ts";

interface ServerFilesProps {
  readonly extent: Extent;
  /** The id of what says what each file holds. */
  readonly describedBy: string;
}

/** A link for each format that the server writes, and how far the last file taken is. */
export function ServerFiles({ extent, describedBy }: ServerFilesProps) {
  const view = useExplorer((s) => s.view);
  const { answer: formats, problem, busy, retry } = useRequest(requestFormats, "/formats");
  const [progress, take] = useWholeExport();
  if (busy) return <p role="status">Asking which formats the server writes …</p>;
  if (!formats) return <NoFormats problem={problem} onRetry={retry} />;
  if (formats.length === 0) return <p>This server writes none.</p>;
  return (
    <>
      <ul className="take-files">
        {formats.map((format) => (
          <li key={format.name}>
            <ServerFile
              format={format}
              address={exportAddress(format.name, view, extent)}
              isLink={!extent.restricted}
              describedBy={describedBy}
              onTake={(address) => {
                take(format, address, extent.restricted);
              }}
            />
            <span>{format.ending}</span>
          </li>
        ))}
      </ul>
      <ProgressLine progress={progress} />
    </>
  );
}

interface ServerFileProps {
  readonly format: ServerFormat;
  readonly address: string;
  readonly isLink: boolean;
  readonly describedBy: string;
  readonly onTake: (address: string) => void;
}

function ServerFile({ format, address, isLink, describedBy, onTake }: ServerFileProps) {
  const take = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault(); // What is refused is told here, and not saved as a file.
    onTake(address);
  };
  return isLink ? (
    <a className="take-link" href={address} download aria-describedby={describedBy} onClick={take}>
      {format.label}
    </a>
  ) : (
    <button type="button" aria-describedby={describedBy} onClick={take}>
      {format.label}
    </button>
  );
}

interface NoFormatsProps {
  readonly problem: string | undefined;
  readonly onRetry: () => void;
}

function NoFormats({ problem, onRetry }: NoFormatsProps) {
  return (
    <p role="alert" className="problem">
      The server does not say in which formats it writes. {problem}{" "}
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    </p>
  );
}
