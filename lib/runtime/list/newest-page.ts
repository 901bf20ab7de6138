import { and, desc, eq, getTableColumns, type InferSelectModel, type SQL } from "drizzle-orm";
import { type PgColumn, type PgTable, union } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/tenancy";

type Listed = PgTable & { merchantId: PgColumn; id: PgColumn; createdAt: PgColumn };

type PageQuery = {
  merchantId: string;
  where: SQL | undefined;
  /** What a row has to meet one of. None: every row of `where`. */
  parts: readonly (SQL | undefined)[];
  most: number;
};

/**
 * The newest rows. Each part's by an index of its own, and the newest of those: `or` and `in (...)` have no order that an
 * index gives, so a long history would be sorted (ADR 0021). The places of a page are found within an index alone, and only
 * its own rows are looked at.
 */
export async function newestPage<T extends Listed>(
  tx: Tx,
  listed: T,
  { merchantId, where, parts, most }: PageQuery,
): Promise<InferSelectModel<T>[]> {
  // Drizzle's own types cannot follow a table that is a parameter.
  const table: Listed = listed;
  const newest = [desc(table.createdAt), desc(table.id)];
  const [first, second, ...others] = parts.map((part) =>
    tx
      .select({ createdAt: table.createdAt, id: table.id })
      .from(table)
      .where(and(where, part))
      .orderBy(...newest)
      .limit(most),
  );
  if (first === undefined) {
    const rows = await tx
      .select()
      .from(table)
      .where(where)
      .orderBy(...newest)
      .limit(most);
    return rows as InferSelectModel<T>[];
  }
  const found = second
    ? union(first, second, ...others)
        .orderBy(...newest)
        .limit(most)
        .as("found")
    : first.as("found");
  const rows = await tx
    .select(getTableColumns(table))
    .from(found)
    .innerJoin(table, and(eq(table.merchantId, merchantId), eq(table.id, found.id)))
    .orderBy(...newest);
  return rows as InferSelectModel<T>[];
}
