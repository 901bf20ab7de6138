import "server-only";
import { and, eq, gt, inArray, isNull, ne, sql } from "drizzle-orm";
import { escrowReleases } from "@/db/schema/escrow/accounts";
import { disputes } from "@/db/schema/escrow/disputes";
import { payments } from "@/db/schema/payments";
import { withMerchant } from "@/db/tenancy";
import { toJsonInteger } from "@/lib/kernel/money";
import type { Context } from "@/lib/runtime/context";

export type Payer = { customer_name: string | null; reference_no: string | null };

/** Who paid, by payment. Call it only for payments whose case the caller may see. */
export async function payersOf(ctx: Context, paymentIds: readonly string[]): Promise<Map<string, Payer>> {
  if (paymentIds.length === 0) return new Map();
  const rows = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select({ id: payments.id, customer_name: payments.customerName, reference_no: payments.referenceNo })
      .from(payments)
      .where(and(eq(payments.merchantId, ctx.merchantId), inArray(payments.id, [...paymentIds]))),
  );
  return new Map(rows.map(({ id, ...payer }) => [id, payer]));
}

/** What one person already released of a case alone (minor units), and whether the merchant owes a chargeback. */
export async function secondPersonFacts(ctx: Context, escrowId: string) {
  return withMerchant(ctx.merchantId, async (tx) => {
    const [alone] = await tx
      .select({ sum: sql<string>`coalesce(sum(${escrowReleases.amount}), 0)` })
      .from(escrowReleases)
      .where(
        and(
          eq(escrowReleases.merchantId, ctx.merchantId),
          eq(escrowReleases.escrowId, escrowId),
          eq(escrowReleases.status, "applied"),
          isNull(escrowReleases.decidedBy),
          ne(escrowReleases.requestedBy, "system"),
        ),
      );
    const [owed] = await tx
      .select({ id: disputes.id })
      .from(disputes)
      .where(
        and(
          eq(disputes.merchantId, ctx.merchantId),
          eq(disputes.mode, ctx.mode),
          eq(disputes.kind, "chargeback"),
          gt(disputes.fromReleased, 0n),
          inArray(disputes.status, ["open", "lost"]),
        ),
      )
      .limit(1);
    return { releasedAlone: toJsonInteger(BigInt(alone?.sum ?? "0")), owesChargeback: owed !== undefined };
  });
}

/** The disputes of one payment, the newest first, by id. */
export async function disputeIdsOf(ctx: Context, paymentId: string): Promise<string[]> {
  const rows = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select({ id: disputes.id })
      .from(disputes)
      .where(
        and(
          eq(disputes.merchantId, ctx.merchantId),
          eq(disputes.mode, ctx.mode),
          eq(disputes.paymentId, paymentId),
          eq(disputes.status, "open"),
        ),
      ),
  );
  return rows.map(({ id }) => id);
}
