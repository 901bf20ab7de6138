import { z } from "zod";
import { EscrowTerms, EscrowTermsInput } from "@/lib/escrow/terms-schemas";
import { MAX_MINOR_UNITS } from "@/lib/kernel/money";
import { type AllowedAction, Because, FreeText, Metadata, TurkishMobile } from "@/lib/paylinks/schemas";
import { CardDto } from "@/lib/payments/schemas";
import { POS_STATUSES } from "@/lib/pos/session";

const instant = z.iso.datetime({ offset: true });

/** An agent or panel user as the provider names them. */
export const PanelName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[\p{L}\p{N}._@-]+$/u);

/** A deep link of a mobile app. Never a page's script or data; the provider's app opens it as it stands. */
export const AppLink = z
  .string()
  .max(500)
  .refine((text) => {
    const scheme = /^([a-z][a-z0-9+.-]*):\/\/\S+$/i.exec(text)?.[1]?.toLowerCase();
    return (
      scheme !== undefined && !["javascript", "data", "vbscript", "file", "blob", "about", "http"].includes(scheme)
    );
  }, "not_an_app_link");

/** What a sale on a phone is asked for, by the cashier's page and REST alike (contract 4.1). Amounts in minor units. */
export const StartPosInput = z.strictObject({
  amount: z.int().min(1).max(Number(MAX_MINOR_UNITS)).transform(BigInt),
  currency: z.literal("TRY").default("TRY"),
  agent_id: PanelName,
  /** The user of the provider's panel whose phone takes the card. */
  user_id: PanelName,
  /** Tries this sale again; absent begins a new one. */
  payment_id: z.string().max(40).optional(),
  installments: z.int().min(1).max(12).default(1),
  add_commission: z.boolean().default(false),
  description: FreeText(200).optional(),
  reference_no: FreeText(40).optional(),
  customer: z.strictObject({ email: z.email().max(254).optional(), phone: TurkishMobile.optional() }).default({}),
  /** A deep link of the merchant's own app, opened after the payment. */
  callback_url: AppLink.optional(),
  /** False: only the session key, for a mobile app that starts the sale itself and reports it. */
  init: z.boolean().default(true),
  escrow: EscrowTermsInput.optional(),
  metadata: Metadata.default({}),
});
export type StartPosInput = z.output<typeof StartPosInput>;

/** A sale's try on a phone (contract 4.1). */
export const PosSessionDto = z.strictObject({
  id: z.string(),
  object: z.literal("pos_session"),
  mode: z.enum(["test", "live"]),
  created_at: instant,
  status: z.enum(POS_STATUSES),
  because: Because,
  amount: z.int(),
  currency: z.literal("TRY"),
  installments: z.int(),
  add_commission: z.boolean(),
  agent_id: z.string(),
  user_id: z.string(),
  terminal_id: z.string(),
  payment_id: z.string(),
  /** Which try of its sale this is, from 1. */
  try_number: z.int(),
  provider: z.enum(["paynet", "paywall"]),
  provider_reference: z.string(),
  payment_session_id: z.string().nullable(),
  deeplink_url: z.string().nullable(),
  /** Only in the answer to the call that opened it, and in its replay. */
  session_key: z.string().nullable(),
  encryption_key: z.string().nullable(),
  session_expires_at: instant.nullable(),
  init: z.boolean(),
  description: z.string().nullable(),
  reference_no: z.string().nullable(),
  callback_url: z.string().nullable(),
  deadline_at: instant,
  initiated_at: instant.nullable(),
  opened_at: instant.nullable(),
  hinted_at: instant.nullable(),
  ended_at: instant.nullable(),
  next_check_at: instant.nullable(),
  /** Questions that the provider answered with "no transaction". */
  absent_answers: z.int(),
  card: CardDto.nullable(),
  decline: z.strictObject({ code: z.string(), class: z.string(), message: z.string() }).nullable(),
  cashier_answer: z
    .strictObject({ answer: z.enum(["slip_paid", "slip_declined", "no_slip"]), by: z.string(), at: instant })
    .nullable(),
  /** A success that nobody waited for any more; open until somebody has seen it. */
  alarm: z.strictObject({ at: instant, seen_by: z.string().nullable() }).nullable(),
  reversal: z.strictObject({ refund_id: z.string(), deeplink_url: z.string() }).nullable(),
  escrow: EscrowTerms.nullable(),
  metadata: z.record(z.string(), z.string()),
  created_by: z.string(),
});
export type PosSessionDto = z.output<typeof PosSessionDto>;

/** The dashboard's view: the same object with its till, and what this person may do with it and why not. */
export type PosSessionView = PosSessionDto & {
  terminal: { name: string; branch: string | null };
  payment_status: string;
  allowed_actions: {
    ask: AllowedAction;
    cancel: AllowedAction;
    answer: AllowedAction;
    retry: AllowedAction;
    reverse: AllowedAction;
  };
};

export const PosSessionFilter = z.strictObject({
  status: z.enum(POS_STATUSES).optional(),
  terminal_id: z.string().max(40).optional(),
  payment_id: z.string().max(40).optional(),
  reference_no: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  starting_after: z.string().max(40).optional(),
  created_from: instant.optional(),
  created_to: instant.optional(),
});
export type PosSessionFilter = z.output<typeof PosSessionFilter>;

export const CASHIER_ANSWERS = ["slip_paid", "slip_declined", "no_slip"] as const;
