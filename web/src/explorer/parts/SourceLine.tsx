import type { CitedSourceFragment } from "../api/operations.ts";
import { inWords } from "../time/question.ts";
import { reliabilityName } from "./words.ts";
import "./parts.css";

/** A source with its link, who published it and when, and how reliable it is held to be. */
export function SourceLine({ source }: { source: CitedSourceFragment }) {
  const { title, publisher, url, archivedUrl, publishedAt, language, reliability } = source;
  return (
    <span className="source-line">
      <WebLink address={url}>
        <cite dir="auto" lang={language ?? undefined}>
          {title}
        </cite>
      </WebLink>
      {publisher !== null && (
        <>
          , <bdi>{publisher}</bdi>
        </>
      )}
      {publishedAt !== null && `, ${inWords(publishedAt)}`}
      {isWebAddress(archivedUrl) && (
        <>
          {" "}
          (<WebLink address={archivedUrl}>archived copy</WebLink>)
        </>
      )}
      <span className="source-reliability">
        {reliability === null
          ? "Reliability not judged"
          : `Reliability ${reliability}: ${reliabilityName[reliability]}`}
      </span>
    </span>
  );
}

interface WebLinkProps {
  readonly address: string | null;
  readonly children: React.ReactNode;
}

/** A link to a page of the web; what is no web address stays text. */
function WebLink({ address, children }: WebLinkProps) {
  if (!isWebAddress(address)) return children;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

function isWebAddress(address: string | null): address is string {
  return address !== null && /^https?:\/\//i.test(address);
}
