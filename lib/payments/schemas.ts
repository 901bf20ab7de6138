import { z } from "zod";
import { Because } from "@/lib/paylinks/schemas";
import { ATTEMPT_STATUSES, PAYMENT_STATUSES } from "./payment";

const instant = z.iso.datetime({ offset: true });

export const Trust = z.enum(["unsigned", "address_known", "signed", "confirmed"]);
export type Trust = z.output<typeof Trust>;

export const CardDto = z.strictObject({
  bin: z.string().nullable(),
  last4: z.string().nullable(),
  brand: z.string().nullable(),
  bank: z.string().nullable(),
  type: z.string().nullable(),
});
export type CardDto = z.output<typeof CardDto>;

export const AttemptDto = z.strictObject({
  id: z.string(),
  status: z.enum(ATTEMPT_STATUSES),
  provider: z.string(),
  provider_reference: z.string(),
  card: CardDto.nullable(),
  decline: z.strictObject({ code: z.string(), class: z.string(), message: z.string() }).nullable(),
  started_at: instant,
  ended_at: instant.nullable(),
});
export type AttemptDto = z.output<typeof AttemptDto>;

const minor = z.int().nullable();

/** One payer's payment (contract 4.1). Amounts are integers in minor units, as the provider answered them. */
export const PaymentDto = z.strictObject({
  id: z.string(),
  object: z.literal("payment"),
  mode: z.enum(["test", "live"]),
  created_at: instant,
  status: z.enum(PAYMENT_STATUSES),
  is_final: z.boolean(),
  review: z.string().nullable(),
  provider: z.string(),
  channel: z.enum(["paylink", "checkout", "pos", "api"]),
  amount_requested: z.int(),
  installment_difference: minor,
  commission_added: minor,
  amount_authorised: minor,
  amount_charged: minor,
  commission: minor,
  commission_tax: minor,
  net: minor,
  amount_refunded: z.int(),
  currency: z.string(),
  installments: z.int().nullable(),
  card: CardDto.nullable(),
  customer: z.strictObject({ name: z.string().nullable(), email: z.string().nullable(), phone: z.string().nullable() }),
  reference_no: z.string().nullable(),
  provider_reference: z.string(),
  provider_refs: z.record(z.string(), z.string()),
  trust: Trust,
  because: Because,
  paylink_id: z.string().nullable(),
  checkout_id: z.string().nullable(),
  pos_session_id: z.string().nullable(),
  escrow_account_id: z.string().nullable(),
  attempts: z.array(AttemptDto),
  paid_at: instant.nullable(),
  metadata: z.record(z.string(), z.string()),
});
export type PaymentDto = z.output<typeof PaymentDto>;

export const PaymentFilter = z.strictObject({
  status: z.enum(PAYMENT_STATUSES).optional(),
  /** A group of statuses as the dashboard's tiles count them. */
  tile: z.enum(["captured", "failed", "open", "refunded", "expired"]).optional(),
  /** Only payments that a person was asked to look at. */
  review: z.literal("any").optional(),
  provider: z.enum(["paynet", "paywall"]).optional(),
  channel: z.enum(["paylink", "checkout", "pos", "api"]).optional(),
  reference_no: z.string().max(60).optional(),
  paylink_id: z.string().max(40).optional(),
  checkout_id: z.string().max(40).optional(),
  card_last4: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  amount_min: z.coerce.number().int().min(0).optional(),
  amount_max: z.coerce.number().int().min(0).optional(),
  q: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  starting_after: z.string().max(40).optional(),
  created_from: instant.optional(),
  created_to: instant.optional(),
});
export type PaymentFilter = z.output<typeof PaymentFilter>;

/** Counts and sums (minor units) behind the status tiles; nothing is counted exactly above 10,000. */
export type PaymentCounts = Record<
  "all" | "captured" | "failed" | "open" | "refunded" | "expired",
  { count: number; amount: number; capped: boolean }
>;

/** One line of the merged stream of staff, payer, our system and provider. Newest first. */
export type TimelineItem = {
  id: string;
  at: string;
  source: "staff" | "payer" | "system" | "provider";
  actor: string;
  /** Catalogue key, e.g. `payment.captured`, `event.webhook`, `call.transaction/check`. */
  code: string;
  trust: Trust | null;
  data: Record<string, string | number | null>;
  /** Masked request and response of a provider call, only for roles that may see raw traffic. */
  raw: {
    operation: string;
    request: unknown;
    response: unknown;
    http_status: number | null;
    duration_ms: number | null;
  } | null;
};
