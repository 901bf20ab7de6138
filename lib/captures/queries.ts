import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { captures } from "@/db/schema/captures";
import { withMerchant } from "@/db/tenancy";
import { toJsonInteger } from "@/lib/kernel/money";
import { getPayment } from "@/lib/payments/queries";
import { toBecause } from "@/lib/runtime/because-dto";
import type { Context } from "@/lib/runtime/context";
import { CaptureDto } from "./schemas";

/**
 * Every capture and void of one payment the caller may see, newest first.
 * @throws AppError forbidden, not_found
 */
export async function listCaptures(ctx: Context, paymentId: string): Promise<CaptureDto[]> {
  await getPayment(ctx, paymentId);
  const rows = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select()
      .from(captures)
      .where(
        and(eq(captures.merchantId, ctx.merchantId), eq(captures.mode, ctx.mode), eq(captures.paymentId, paymentId)),
      )
      .orderBy(desc(captures.createdAt), desc(captures.id)),
  );
  return rows.map((row) =>
    CaptureDto.parse({
      id: row.id,
      object: "capture",
      mode: row.mode,
      created_at: row.createdAt.toISOString(),
      payment_id: row.paymentId,
      kind: row.kind,
      status: row.status,
      amount: toJsonInteger(row.amount),
      currency: row.currency,
      because: toBecause(row.because, row.createdAt),
    }),
  );
}
