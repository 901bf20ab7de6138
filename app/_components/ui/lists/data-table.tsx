"use client";

import { type ColumnDef, type ColumnDefTemplate, type RowData, tableFeatures, useTable } from "@tanstack/react-table";
import type { ReactNode } from "react";
import { classNames } from "../class-names";

const features = tableFeatures({});

/** Where a cell stands when a phone folds the row into two lines; cells without a place are left out there. */
type Place = "title" | "value" | "detail" | "state";

export type DataColumn<Row extends RowData> = ColumnDef<typeof features, Row> & {
  id: string;
  numeric?: boolean;
  low?: boolean;
  narrow?: boolean;
  place?: Place;
};

type DataTableProps<Row extends RowData> = {
  caption: string;
  columns: DataColumn<Row>[];
  rows: Row[];
  rowId: (row: Row) => string;
};

function cellClass<Row extends RowData>(column: DataColumn<Row>): string | undefined {
  return (
    classNames(
      column.numeric && "numeric",
      column.low && "column-low",
      column.narrow && "column-narrow",
      column.place && `cell-${column.place}`,
    ) || undefined
  );
}

/**
 * What a column draws is called, not mounted: columns are made anew whenever the page is refreshed, and a component of
 * another identity would take the focus of whoever stands in its row with it.
 */
function drawn<Context extends object>(draw: ColumnDefTemplate<Context> | undefined, context: Context): ReactNode {
  return typeof draw === "function" ? draw(context) : draw;
}

/** A real table. Folding rows changes `display`, which would drop its roles, so they are written out. */
export function DataTable<Row extends RowData>({ caption, columns, rows, rowId }: DataTableProps<Row>) {
  const table = useTable({ features, columns, data: rows, getRowId: rowId });
  return (
    <table className="table table-rows-link table-stacks" role="table">
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup">
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} role="row">
            {group.headers.map((header) => (
              <th
                key={header.id}
                scope="col"
                role="columnheader"
                className={cellClass(header.column.columnDef as DataColumn<Row>)}
              >
                {drawn(header.column.columnDef.header, header.getContext())}
              </th>
            ))}
          </tr>
        ))}
      </thead>
      <tbody role="rowgroup">
        {table.getRowModel().rows.map((row) => (
          <tr key={row.id} role="row">
            {row.getAllCells().map((cell) => (
              <td key={cell.id} role="cell" className={cellClass(cell.column.columnDef as DataColumn<Row>)}>
                {drawn(cell.column.columnDef.cell, cell.getContext())}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
