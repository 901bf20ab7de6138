import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { paymentFreezes } from "@/db/schema/checkouts";
import { withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";

/** What the guard stopped. `key` is the checkout or the card's first digits; an address is never shown. */
export type PaymentFreeze = {
  id: string;
  scope: "checkout" | "address" | "bin" | "merchant";
  key: string | null;
  tries: number;
  declined: number;
  frozen_at: string;
  frozen_until: string;
  lifted_at: string | null;
  lifted_by: string | null;
  /** Nothing starts before its end. */
  is_live: boolean;
};

/** The newest hundred freezes of the mode, live ones among them first. @throws AppError forbidden */
export async function listFreezes(ctx: Context): Promise<PaymentFreeze[]> {
  if (!ctx.permissions.includes("payments:read-all")) throw new AppError("forbidden", "payments:read-all is needed");
  const rows = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select()
      .from(paymentFreezes)
      .where(and(eq(paymentFreezes.merchantId, ctx.merchantId), eq(paymentFreezes.mode, ctx.mode)))
      .orderBy(desc(paymentFreezes.frozenAt))
      .limit(100),
  );
  const now = ctx.clock.now();
  const freezes = rows.map((row) => ({
    id: row.id,
    scope: row.scope,
    key: row.scope === "address" || row.scope === "merchant" ? null : row.key,
    tries: row.tries,
    declined: row.declined,
    frozen_at: row.frozenAt.toISOString(),
    frozen_until: row.frozenUntil.toISOString(),
    lifted_at: row.liftedAt?.toISOString() ?? null,
    lifted_by: row.liftedBy,
    is_live: row.liftedAt === null && row.frozenUntil > now,
  }));
  return [...freezes.filter(({ is_live }) => is_live), ...freezes.filter(({ is_live }) => !is_live)];
}
