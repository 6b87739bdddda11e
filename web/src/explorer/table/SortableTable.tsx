import { useMemo, useState, type KeyboardEvent, type ReactNode } from "react";
import { useGrowing } from "./useGrowing.ts";
import { pressed, sorted, type Column, type Order } from "./sort.ts";

interface SortableTableProps<Row> {
  readonly name: string;
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly first: Order;
  /** What stands in place of the rows if there are none. */
  readonly empty: string;
  /** Draws a row; the one that is the table's tab stop is told so. */
  readonly children: (row: Row, isStop: boolean) => ReactNode;
  /** The selected row's id, where the tab key goes; else it goes to the first row. */
  readonly selected: string | null;
}

/**
 * A table that is sorted by a press on the head of a column. Its rows are one stop of the
 * tab key; arrow keys, Home and End go from row to row.
 */
export function SortableTable<Row extends { readonly id: string }>({
  name,
  caption,
  columns,
  rows,
  first,
  empty,
  children,
  selected,
}: SortableTableProps<Row>) {
  const [order, setOrder] = useState(first);
  const inOrder = useMemo(() => sorted(rows, columns, order), [rows, columns, order]);
  const drawn = useGrowing(inOrder);
  const stop = inOrder.find(({ id }) => id === selected)?.id ?? inOrder[0]?.id;
  return (
    <table className={`twin ${name}`}>
      <caption>{caption}</caption>
      <colgroup>
        {columns.map(({ key }) => (
          <col key={key} className={`twin-${key}`} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map(({ key, title }) => (
            <th key={key} scope="col" aria-sort={order.key === key ? order.way : "none"}>
              <button
                type="button"
                onClick={() => {
                  setOrder(pressed(order, key));
                }}
              >
                {title}
                <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
                  <path d="M3 5l3-3 3 3" className="up" />
                  <path d="M3 7l3 3 3-3" className="down" />
                </svg>
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody onKeyDown={onKeyDown}>
        {drawn.map((row) => children(row, row.id === stop))}
        {rows.length === 0 && (
          <tr>
            <td colSpan={columns.length}>{empty}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

/** Moves the focus from the button of a row to that of another. */
function onKeyDown(event: KeyboardEvent<HTMLTableSectionElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const here = buttons.findIndex((button) => button === document.activeElement);
  const aims: Record<string, number> = {
    ArrowDown: here + 1,
    ArrowUp: here - 1,
    PageDown: Math.min(here + 10, buttons.length - 1),
    PageUp: Math.max(here - 10, 0),
    Home: 0,
    End: buttons.length - 1,
  };
  const aim = aims[event.key];
  if (aim === undefined || here < 0) return;
  buttons[aim]?.focus();
  event.preventDefault();
}
