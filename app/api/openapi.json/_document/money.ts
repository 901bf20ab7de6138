import { z } from "zod";
import { capturePayment } from "@/lib/captures/request-capture";
import { BalanceDto } from "@/lib/ledger/schemas";
import { PaymentDto, PaymentFilter } from "@/lib/payments/schemas";
import { syncPayment } from "@/lib/payments/sync-payment";
import { planBulkRefund } from "@/lib/refunds/bulk/plan-bulk-refund";
import { requestBulkRefund } from "@/lib/refunds/bulk/request-bulk-refund";
import { BulkPlan, type BulkResult, PlanBulkRefundInput, RequestBulkRefundInput } from "@/lib/refunds/bulk/schemas";
import { approveRefund, rejectRefund, withdrawRefund } from "@/lib/refunds/decide-refund";
import { requestRefund, voidPayment } from "@/lib/refunds/request-refund";
import { RefundDto, RefundFilter } from "@/lib/refunds/schemas";
import { command, type Operations, one, page } from "./operation";

const ofPayment = { fromPath: ["payment_id"], needsKey: true } as const;

const PAYMENTS: Operations = {
  "GET /payments": page("Payments, newest first.", PaymentFilter, PaymentDto),
  "GET /payments/{id}": one("One payment, with because of what it is what it is.", PaymentDto),
  "POST /payments/{id}/sync": command("Asks the provider now.", syncPayment, PaymentDto),
  "POST /payments/{id}/capture": command(
    "Takes an authorised amount, once, whole or in part.",
    ...([capturePayment, PaymentDto, ofPayment] as const),
  ),
  // The command answers the refund it made; the call answers the payment.
  "POST /payments/{id}/void": {
    ...command("Takes back what was authorised, or captured today, whole.", voidPayment, RefundDto, ofPayment),
    answers: { one: PaymentDto },
  },
  "POST /payments/{id}/refunds": command(
    "Gives money back: reserved at once, sent once; above the limit a second person approves.",
    ...([requestRefund, RefundDto, { ...ofPayment, status: 201 }] as const),
  ),
};

const BulkAnswer: z.ZodType<BulkResult> = z.strictObject({
  id: z.string(),
  object: z.literal("refund_batch"),
  dry_run: z.literal(false),
  mode: z.enum(["test", "live"]),
  created_at: z.iso.datetime({ offset: true }),
  total: z.int(),
  currency: z.literal("TRY"),
  reason: z.string(),
  rows: z.array(
    z.strictObject({
      payment_id: z.string(),
      amount: z.int(),
      refund_id: z.string().nullable(),
      status: z.string().nullable(),
      error: z.string().nullable(),
    }),
  ),
});

const REFUNDS: Operations = {
  "GET /refunds": page("Refunds, newest first.", RefundFilter, RefundDto),
  "POST /refunds/bulk": {
    ...command("Plans refunds of up to 200 payments; with `dry_run: false` requests them.", planBulkRefund, BulkPlan),
    ...{ permission: requestBulkRefund.useCase.permission, fromPath: [], needsKey: true },
    takes: z.union([
      PlanBulkRefundInput.extend({ dry_run: z.literal(true).optional() }),
      RequestBulkRefundInput.extend({ dry_run: z.literal(false) }),
    ]),
    answers: { one: z.union([BulkPlan, BulkAnswer]) },
  },
  "GET /refunds/{id}": one("One refund.", RefundDto),
  "POST /refunds/{id}/approve": command(
    "The second person's yes, with the amount they saw.",
    approveRefund,
    RefundDto,
    {
      needsKey: true,
    },
  ),
  "POST /refunds/{id}/reject": command("The second person's no.", rejectRefund, RefundDto),
  "POST /refunds/{id}/withdraw": command("Takes back one's own request before it is sent.", withdrawRefund, RefundDto),
};

/** What became of it: payments, refunds, the books. */
export const MONEY: Operations = {
  ...PAYMENTS,
  ...REFUNDS,
  "GET /balance": one("The books of this mode, and when the money is expected in the bank.", BalanceDto),
};
