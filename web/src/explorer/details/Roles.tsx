import { useMemo } from "react";
import { ask } from "../api/ask.ts";
import { MoreRolesDocument, type RolePageFragment } from "../api/operations.ts";
import { StatusLine } from "../canvas/Marks.tsx";
import { datesOf } from "../model/picture.ts";
import { select, useExplorer } from "../model/store.ts";
import { parseQuestion } from "../time/question.ts";
import { statusIn } from "../time/status.ts";
import { statusName, whenInWords } from "../time/words.ts";
import { More } from "./More.tsx";
import { Section } from "./Section.tsx";
import { useLens } from "./useLens.ts";
import { usePages } from "./usePages.ts";

/** All relationships of an entity over all time, by their start, on the canvas or not. */
export function Roles({ id, first }: { id: string; first: RolePageFragment }) {
  const lens = useLens();
  const valid = useExplorer((s) => s.view.valid);
  const pages = usePages(first, async (after, signal) => {
    const { entity } = await ask(MoreRolesDocument, { id, ...lens, after }, signal);
    return entity?.relationships;
  });
  if (first.totalCount === 0) return null;
  return (
    <Section title="Roles over time" count={first.totalCount}>
      <p className="faint">By their start; how each stands {whenInWords(valid)}.</p>
      <ul className="roles">
        {pages.edges.map((edge) => (
          <Role key={`${edge.node.id} ${edge.direction}`} edge={edge} />
        ))}
      </ul>
      <More pages={pages} what="relationships" />
    </Section>
  );
}

function Role({ edge }: { edge: RolePageFragment["edges"][number] }) {
  const { direction, node, other } = edge;
  const valid = useExplorer((s) => s.view.valid);
  const dates = useMemo(() => datesOf(node.validity), [node.validity]);
  const status = statusIn(dates, parseQuestion(valid));
  const { type } = node;
  return (
    <li className={`role ${status}`}>
      <button
        type="button"
        onClick={() => {
          select(node.id);
        }}
      >
        <span>
          <bdi>{direction === "IN" ? (type.inverseLabel ?? type.label) : type.label}</bdi>{" "}
          <bdi className="role-other">{other.name}</bdi>
        </span>
        <span className="faint">{node.validity.text}</span>
        <span className="role-status">
          <StatusLine look={status} /> {statusName[status]}
        </span>
      </button>
    </li>
  );
}
