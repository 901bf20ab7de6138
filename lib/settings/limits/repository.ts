import "server-only";
import { eq } from "drizzle-orm";
import { merchants } from "@/db/schema/merchants";
import type { Tx } from "@/db/tenancy";

export type Limits = { refund: bigint; release: bigint };

/** The limits as they are, locked until the caller commits. Minor units. */
export async function lockLimits(tx: Tx, merchantId: string): Promise<Limits> {
  const [row] = await tx
    .select({ refund: merchants.refundLimit, release: merchants.releaseLimit })
    .from(merchants)
    .where(eq(merchants.merchantId, merchantId))
    .for("update");
  if (!row) throw new Error("no such merchant");
  return row;
}

export async function writeLimits(tx: Tx, merchantId: string, { refund, release }: Limits): Promise<void> {
  await tx
    .update(merchants)
    .set({ refundLimit: refund, releaseLimit: release })
    .where(eq(merchants.merchantId, merchantId));
}
