import { z } from "zod";
import { containsCardNumber } from "@/lib/kernel/card-number";
import { MAX_MINOR_UNITS } from "@/lib/kernel/money";
import { Because } from "@/lib/paylinks/schemas";
import { REFUND_STATUSES } from "./refund";

const instant = z.iso.datetime({ offset: true });
const minor = z.int().min(1).max(Number(MAX_MINOR_UNITS)).transform(BigInt);
/** Why money goes back, in a person's words; never a card number. */
export const Reason = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .refine((value) => !containsCardNumber(value), { message: "card_number_refused" });

/** `amount` in minor units; absent means all that is left. */
export const RequestRefundInput = z.strictObject({
  payment_id: z.string().max(40),
  amount: minor.optional(),
  reason: Reason.default("not given"),
});

export const VoidPaymentInput = z.strictObject({ payment_id: z.string().max(40), reason: Reason.default("not given") });

/** The approver types the amount they saw. */
export const ApproveRefundInput = z.strictObject({ id: z.string().max(40), amount: minor });

export const RefundIdInput = z.strictObject({ id: z.string().max(40) });

export const RefundDto = z.strictObject({
  id: z.string(),
  object: z.literal("refund"),
  mode: z.enum(["test", "live"]),
  created_at: instant,
  payment_id: z.string(),
  kind: z.enum(["refund", "void"]),
  status: z.enum(REFUND_STATUSES),
  amount: z.int(),
  currency: z.string(),
  method: z.enum(["cancel", "refund"]),
  scheduled_for: instant.nullable(),
  reason: z.string(),
  requested_by: z.string(),
  decided_by: z.string().nullable(),
  because: Because,
});
export type RefundDto = z.output<typeof RefundDto>;

/** A refund for our own people: names for ids, and whether the reader asked for it. */
export type RefundView = RefundDto & {
  requested_by_name: string | null;
  decided_by_name: string | null;
  is_own: boolean;
};

export const RefundFilter = z.strictObject({
  status: z.enum(REFUND_STATUSES).optional(),
  payment_id: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  starting_after: z.string().max(40).optional(),
  created_from: instant.optional(),
  created_to: instant.optional(),
});
export type RefundFilter = z.output<typeof RefundFilter>;
