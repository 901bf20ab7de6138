import { and, eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";

/** What a list is ordered by: a moment, and the id where moments are equal. Both newest first. */
type ListOrder = { at: PgColumn; id: PgColumn };

/**
 * What follows a row in a list newest first: its place as values, so that the page begins there in the index. Nothing
 * without `startingAfter`. @throws AppError invalid_input when the caller sees no such row
 */
export async function placeAfter(
  tx: Tx,
  { at, id }: ListOrder,
  seen: SQL | undefined,
  startingAfter: string | undefined,
): Promise<SQL | undefined> {
  if (startingAfter === undefined) return undefined;
  const [row] = await tx
    // As text: a Date has milliseconds only, and rows born within one would be skipped.
    .select({ at: sql<string>`${at}::text` })
    .from(id.table as PgTable)
    .where(and(seen, eq(id, startingAfter)));
  if (row) return sql`(${at}, ${id}) < (${row.at}::timestamptz, ${startingAfter})`;
  throw new AppError("invalid_input", "starting_after names nothing in this list", {
    errors: [{ path: "starting_after", message: "unknown_id" }],
  });
}
