import type { DetailsQuery } from "../api/operations.ts";
import { KindIcon } from "../canvas/Marks.tsx";
import { useExplorer } from "../model/store.ts";
import { Claims } from "./Claims.tsx";
import { EntityActions } from "./EntityActions.tsx";
import { EntityFacts, NameList } from "./EntityFacts.tsx";
import { Expand } from "./Expand.tsx";
import { History } from "./History.tsx";
import { Roles } from "./Roles.tsx";
import { RestsOn } from "./RestsOn.tsx";
import { Section } from "./Section.tsx";
import { When } from "./When.tsx";

type Node = NonNullable<DetailsQuery["node"]>;
export type DetailedEntity = Extract<Node, { __typename: "Actor" | "Place" | "Event" }>;

interface EntityDetailsProps {
  readonly entity: DetailedEntity;
  /** The id that was asked for: another one if the entity was merged with it. */
  readonly asked: string;
}

/** An entity: what it is, what can be done with it, what is claimed, and its roles over time. */
export function EntityDetails({ entity, asked }: EntityDetailsProps) {
  const { id, name, kind, summary, note, validity, names } = entity;
  const isShown = useExplorer((s) => s.picture.entities.has(id));
  return (
    <>
      <h3 dir="auto">{name}</h3>
      <p className="details-kind">
        <KindIcon kind={kind.name} of={entity.class} /> {kind.label}
        {asked !== id && ` (found by ${asked}, which was merged into it)`}
      </p>
      {summary !== null && <p dir="auto">{summary}</p>}
      <EntityActions id={id} />
      <Section title={entity.class === "EVENT" ? "When it happened" : "Lifetime"}>
        <When validity={validity} />
      </Section>
      {note !== null && (
        <p className="note" dir="auto">
          {note}
        </p>
      )}
      <Claims record={entity} />
      {isShown && <Expand id={id} />}
      <Roles id={id} first={entity.relationships} />
      <Section title="Names" count={names.length}>
        <NameList names={names} />
      </Section>
      <EntityFacts entity={entity} />
      <RestsOn evidence={entity.evidence} sources={entity.sources} />
      <History id={id} first={entity.history} />
    </>
  );
}
