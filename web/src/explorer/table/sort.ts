/** A column of a table, and what its rows are ordered by: a text or a number. */
export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly sortBy: (row: Row) => string | number;
}

/** By which column a table is sorted, and which way. */
export interface Order {
  readonly key: string;
  readonly way: "ascending" | "descending";
}

/** The order after a press on a column's head: by it, and by it again the other way. */
export function pressed(order: Order, key: string): Order {
  if (order.key !== key) return { key, way: "ascending" };
  return { key, way: order.way === "ascending" ? "descending" : "ascending" };
}

/**
 * The rows in an order. Texts compare as the language of the visitor does; rows that are
 * alike keep the order that they had, whichever way the rest is turned.
 */
export function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  order: Order,
): Row[] {
  const column = columns.find(({ key }) => key === order.key);
  if (!column) return [...rows];
  const turn = order.way === "ascending" ? 1 : -1;
  const keyed = rows.map((row) => ({ row, key: column.sortBy(row) }));
  return keyed.sort((a, b) => turn * compared(a.key, b.key)).map(({ row }) => row);
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

function compared(a: string | number, b: string | number): number {
  if (typeof a === "string" || typeof b === "string") return collator.compare(String(a), String(b));
  // Two that are infinite alike have no difference.
  return a === b ? 0 : a - b;
}
