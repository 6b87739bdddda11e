import type { NamedFragment } from "../api/operations.ts";
import { KindIcon } from "../canvas/Marks.tsx";
import { select } from "../model/store.ts";
import "./parts.css";

interface EntityButtonProps {
  readonly entity: Pick<NamedFragment, "id" | "name"> &
    Partial<Pick<NamedFragment, "class" | "kind">>;
}

/** An entity's name, with its kind's icon where that is known; it selects the entity. */
export function EntityButton({ entity }: EntityButtonProps) {
  const { id, name, kind } = entity;
  return (
    <button
      type="button"
      className="entity-button"
      title={kind?.label}
      onClick={() => {
        select(id);
      }}
    >
      {kind && entity.class && <KindIcon kind={kind.name} of={entity.class} />}
      <bdi>{name}</bdi>
    </button>
  );
}
