import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { escrowAccounts, releaseBatches } from "@/db/schema/escrow/accounts";
import { withMerchant } from "@/db/tenancy";
import type { Context } from "@/lib/runtime/context";
import type { EvidenceClass } from "../account";

export type StoredReleaseBatch = typeof releaseBatches.$inferSelect & {
  rows: { escrow_id: string; amount: string }[];
};

/** The confirmed list of a batch, or undefined when it was never written. */
export async function readReleaseBatch(ctx: Context, id: string): Promise<StoredReleaseBatch | undefined> {
  const [batch] = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select()
      .from(releaseBatches)
      .where(
        and(
          eq(releaseBatches.merchantId, ctx.merchantId),
          eq(releaseBatches.mode, ctx.mode),
          eq(releaseBatches.id, id),
        ),
      ),
  );
  return batch as StoredReleaseBatch | undefined;
}

/** What is held in those of the named accounts that have this evidence and no open dispute. Minor units. */
export async function readReleasable(ctx: Context, ids: readonly string[], evidenceClass: EvidenceClass) {
  return withMerchant(ctx.merchantId, (tx) =>
    tx
      .select({ id: escrowAccounts.id, held: escrowAccounts.amountHeld, currency: escrowAccounts.currency })
      .from(escrowAccounts)
      .where(
        and(
          eq(escrowAccounts.merchantId, ctx.merchantId),
          eq(escrowAccounts.mode, ctx.mode),
          inArray(escrowAccounts.id, [...ids]),
          eq(escrowAccounts.status, "held"),
          eq(escrowAccounts.evidenceClass, evidenceClass),
          isNull(escrowAccounts.pausedAt),
        ),
      )
      .orderBy(escrowAccounts.id),
  );
}
