import { ask } from "../api/ask.ts";
import { MoreHistoryDocument, type VersionPageFragment } from "../api/operations.ts";
import { momentInWords } from "../time/moment.ts";
import { actionName, changedValue, isDerived } from "../parts/changes.ts";
import { More } from "./More.tsx";
import { Section } from "./Section.tsx";
import { useLens } from "./useLens.ts";
import { usePages } from "./usePages.ts";

/** The versions of a record, latest first: when, by whom, why, and what they changed. */
export function History({ id, first }: { id: string; first: VersionPageFragment }) {
  const { asOf } = useLens();
  const pages = usePages(first, async (after, signal) => {
    const { node } = await ask(MoreHistoryDocument, { id, asOf, after }, signal);
    return node && "history" in node ? node.history : undefined;
  });
  return (
    <Section title="History" count={first.totalCount} open={false}>
      <ol className="history">
        {pages.edges.map(({ node }) => (
          <Version key={node.version} version={node} />
        ))}
      </ol>
      <More pages={pages} what="versions" />
    </Section>
  );
}

type VersionOf = VersionPageFragment["edges"][number]["node"];

function Version({ version }: { version: VersionOf }) {
  const { recordedFrom, recordedTo, action, writer, reason, changed } = version;
  return (
    <li>
      <p>
        <strong>
          {actionName[action]}, version {version.version}
        </strong>
        , by <bdi>{writer}</bdi>
        <br />
        <span className="faint">
          {momentInWords(recordedFrom)}
          {recordedTo === null ? ", current" : `, until ${momentInWords(recordedTo)}`}
        </span>
        <br />
        {reason === null ? "No reason given." : <q dir="auto">{reason}</q>}
      </p>
      <Changes changed={changed} open={action === "UPDATED"} />
    </li>
  );
}

function Changes({ changed, open }: { changed: VersionOf["changed"]; open: boolean }) {
  const fields = changed.filter(({ field }) => !isDerived(field));
  if (fields.length === 0) {
    return <p className="faint">No field of its own: what follows from other records changed.</p>;
  }
  return (
    <details open={open}>
      <summary>{fields.length === 1 ? "1 field" : `${String(fields.length)} fields`}</summary>
      <ul className="changes">
        {fields.map(({ field, before, after }) => (
          <li key={field}>
            <code>{field}</code>
            {": "}
            {before !== null && (
              <>
                <del dir="auto">{changedValue(before)}</del>
                <span aria-hidden="true"> → </span>
                <span className="unseen"> became </span>
              </>
            )}
            <ins dir="auto">{changedValue(after)}</ins>
          </li>
        ))}
      </ul>
    </details>
  );
}
