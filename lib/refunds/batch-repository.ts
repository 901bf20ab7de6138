import "server-only";
import { and, eq } from "drizzle-orm";
import { refundBatches } from "@/db/schema/refunds";
import { withMerchant } from "@/db/tenancy";
import type { Context } from "@/lib/runtime/context";

export type StoredBatch = typeof refundBatches.$inferSelect & {
  rows: { asked: string; rows: { payment_id: string; amount: string }[] };
};

/** The confirmed list of a batch, or undefined when it was never opened. */
export async function readBatch(ctx: Context, id: string): Promise<StoredBatch | undefined> {
  const [batch] = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select()
      .from(refundBatches)
      .where(
        and(eq(refundBatches.merchantId, ctx.merchantId), eq(refundBatches.mode, ctx.mode), eq(refundBatches.id, id)),
      ),
  );
  return batch as StoredBatch | undefined;
}
