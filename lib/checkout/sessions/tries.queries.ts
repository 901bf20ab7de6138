import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { providerAccounts } from "@/db/schema/merchants";
import { attempts, payments } from "@/db/schema/payments";
import { withMerchant } from "@/db/tenancy";
import { toJsonInteger } from "@/lib/kernel/money";
import type { AttemptStatus } from "@/lib/payments/payment";
import type { AttemptDto } from "@/lib/payments/schemas";
import type { Context } from "@/lib/runtime/context";
import { getCheckout } from "./queries";

/** One try of a checkout as staff read it. Amounts in minor units. */
export type CheckoutTry = Pick<AttemptDto, "id" | "card" | "decline" | "started_at" | "ended_at"> & {
  payment_id: string;
  status: AttemptStatus;
  account: { label: string; provider: "paynet" | "paywall" };
  /** Who takes the money of this try (decision 11). */
  charge_by: "ours" | "provider" | null;
  /** What the card was to be charged in all; null where it is chosen on the provider's page. */
  amount: number | null;
  installments: number | null;
  reference: string;
};

/** Every try of the checkout, oldest first. @throws AppError forbidden, not_found */
export async function listCheckoutTries(ctx: Context, checkoutId: string): Promise<CheckoutTry[]> {
  await getCheckout(ctx, checkoutId);
  const rows = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select({ attempt: attempts, label: providerAccounts.label, provider: providerAccounts.provider })
      .from(attempts)
      .innerJoin(payments, and(eq(payments.merchantId, attempts.merchantId), eq(payments.id, attempts.paymentId)))
      .innerJoin(
        providerAccounts,
        and(eq(providerAccounts.merchantId, attempts.merchantId), eq(providerAccounts.id, attempts.providerAccountId)),
      )
      .where(and(eq(attempts.merchantId, ctx.merchantId), eq(payments.checkoutId, checkoutId)))
      .orderBy(asc(attempts.startedAt), asc(attempts.id)),
  );
  return rows.map(({ attempt, label, provider }) => ({
    id: attempt.id,
    payment_id: attempt.paymentId,
    status: attempt.status as AttemptStatus,
    account: { label, provider },
    charge_by: attempt.chargeBy,
    amount: attempt.amount === null ? null : toJsonInteger(attempt.amount),
    installments: attempt.installments,
    card: attempt.card as AttemptDto["card"],
    decline: attempt.decline as AttemptDto["decline"],
    reference: attempt.providerReference,
    started_at: attempt.startedAt.toISOString(),
    ended_at: attempt.endedAt?.toISOString() ?? null,
  }));
}
