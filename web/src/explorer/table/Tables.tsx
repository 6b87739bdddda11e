import { memo, useDeferredValue, useMemo } from "react";
import { KindIcon, SignLine, StatusLine } from "../canvas/Marks.tsx";
import { select, useExplorer } from "../model/store.ts";
import { useSpared } from "../model/useSpared.ts";
import { classWords, signWords } from "../model/words.ts";
import { statusName } from "../time/words.ts";
import {
  entityColumns,
  relationshipColumns,
  rowsOf,
  type EntityRow,
  type RelationshipRow,
} from "./rows.ts";
import { About } from "../parts/About.tsx";
import { SortableTable } from "./SortableTable.tsx";
import "./table.css";

/** The same as the canvas shows, as two tables: its accessible form. They follow the time. */
export function Tables() {
  const picture = useExplorer((s) => s.picture);
  const current = useExplorer((s) => s.view);
  // A slider that is dragged goes on while the rows of a large picture are made.
  const view = useDeferredValue(current);
  const spared = useSpared();
  const { entities, relationships } = useMemo(
    () => rowsOf(picture, view, spared),
    [picture, view, spared],
  );
  const { selected } = current;
  return (
    <div className="tables" role="region" aria-label="Tables" tabIndex={0}>
      <div className="tables-about">
        <About />
        <button type="button" onClick={goToRelationships}>
          Go to relationships
        </button>
      </div>
      <SortableTable
        name="twin-entities"
        caption={`Entities (${String(entities.length)})`}
        columns={entityColumns}
        rows={entities}
        first={{ key: "shown", way: "descending" }}
        empty="No entity is shown."
        selected={selected}
      >
        {(row, isStop) => (
          <EntityLine key={row.id} {...row} isStop={isStop} isSelected={row.id === selected} />
        )}
      </SortableTable>
      <SortableTable
        name="twin-relationships"
        caption={`Relationships (${String(relationships.length)})`}
        columns={relationshipColumns}
        rows={relationships}
        first={{ key: "from", way: "ascending" }}
        empty="No relationship is shown at this time."
        selected={selected}
      >
        {(row, isStop) => (
          <RelationshipLine
            key={row.id}
            {...row}
            isStop={isStop}
            isSelected={row.id === selected}
          />
        )}
      </SortableTable>
    </div>
  );
}

/** The second table is far down where there are many entities. */
function goToRelationships(): void {
  const table = document.querySelector(".twin-relationships");
  table?.scrollIntoView();
  table?.querySelector<HTMLElement>("thead button")?.focus({ preventScroll: true });
}

interface LineProps {
  readonly isStop: boolean;
  readonly isSelected: boolean;
}

/** A row of which nothing changed is not made anew: its parts are plain values. */
const EntityLine = memo(function EntityLine(row: EntityRow & LineProps) {
  return (
    <tr className={row.isSelected ? "twin-selected" : undefined}>
      <Head {...row}>
        <bdi>{row.name}</bdi>
      </Head>
      <td>
        <span className="twin-marked">
          <KindIcon kind={row.kind} of={row.class} /> {row.kindLabel}
        </span>
      </td>
      <td>{classWords[row.class]}</td>
      <td>{row.lifetime}</td>
      <td className="twin-number">{row.shown}</td>
    </tr>
  );
});

const RelationshipLine = memo(function RelationshipLine(row: RelationshipRow & LineProps) {
  return (
    <tr className={row.isSelected ? "twin-selected" : undefined}>
      <Head {...row} label={`${row.from} – ${row.type} – ${row.to}`}>
        <bdi>{row.from}</bdi>
      </Head>
      <td>{row.type}</td>
      <td>
        <bdi>{row.to}</bdi>
      </td>
      <td>
        <span className="twin-marked">
          <StatusLine look={row.status} /> {statusName[row.status]}
        </span>
      </td>
      <td>{row.start}</td>
      <td>{row.end}</td>
      <td>{row.validity}</td>
      <td>
        <span className="twin-marked">
          <SignLine sign={row.sign} /> {signWords[row.sign]}
        </span>
      </td>
    </tr>
  );
});

interface HeadProps extends LineProps {
  readonly id: string;
  readonly label?: string;
  readonly children: React.ReactNode;
}

/** The first cell of a row, whose button opens the details. */
function Head({ id, label, isStop, isSelected, children }: HeadProps) {
  return (
    <th scope="row">
      <button
        type="button"
        className="twin-open"
        aria-label={label}
        aria-pressed={isSelected}
        tabIndex={isStop ? 0 : -1}
        onClick={() => {
          select(isSelected ? null : id);
        }}
      >
        {children}
      </button>
    </th>
  );
}
