import { z } from "zod";
import { EscrowTerms, EscrowTermsInput, isWholeSplit } from "@/lib/escrow/terms-schemas";
import { containsCardNumber } from "@/lib/kernel/card-number";
import { MAX_MINOR_UNITS } from "@/lib/kernel/money";
import { parseReturnAddress } from "@/lib/kernel/return-address";
import { PAYLINK_STATUSES } from "./paylink";

/** Free text that a person typed: trimmed, bounded, and never a card number (invariant I16). */
export const FreeText = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !containsCardNumber(value), { message: "card_number_refused" });

/** A Turkish mobile in any usual spelling, kept as the ten digits Paynet takes: 5XXXXXXXXX. */
export const TurkishMobile = z.string().transform((value, context) => {
  const digits = value.replace(/[\s()-]/g, "").replace(/^(\+?90|0)/, "");
  if (/^5\d{9}$/.test(digits)) return digits;
  context.addIssue({ code: "custom", message: "not_a_turkish_mobile" });
  return z.NEVER;
});

export const ReturnAddress = z.string().transform((value, context) => {
  const address = parseReturnAddress(value.trim());
  if (address !== undefined) return address;
  context.addIssue({ code: "custom", message: "not_a_return_address" });
  return z.NEVER;
});

export const Metadata = z
  .record(z.string().min(1).max(40), z.string().max(500))
  .refine((value) => Object.keys(value).length <= 20, {
    message: "too_many_keys",
  });

/** What a paylink is asked for, by form and REST alike (contract 4.1). Amount in minor units. */
export const CreatePaylinkInput = z
  .strictObject({
    amount: z.int().min(1).max(Number(MAX_MINOR_UNITS)).transform(BigInt),
    currency: z.literal("TRY"),
    customer: z.strictObject({
      name: FreeText(120),
      email: z.email().max(254).optional(),
      phone: TurkishMobile.optional(),
    }),
    provider: z.enum(["paynet", "paywall"]).optional(),
    note: FreeText(500).optional(),
    agent_note: FreeText(500).optional(),
    reference_no: FreeText(40).optional(),
    /** Validity in hours, counted from creation. */
    expires_in_hours: z.int().min(1).max(8760).default(72),
    max_uses: z.int().min(1).max(100_000).default(1),
    installment_key: FreeText(200).optional(),
    add_commission: z.boolean().default(false),
    agent_id: FreeText(20).optional(),
    pos_type: z.union([z.literal(1), z.literal(5)]).optional(),
    user_name: FreeText(60).optional(),
    send: z
      .array(z.enum(["email", "sms"]))
      .max(2)
      .default([]),
    send_confirmation_mail: z.boolean().default(true),
    success_url: ReturnAddress.optional(),
    failure_url: ReturnAddress.optional(),
    escrow: EscrowTermsInput.optional(),
    metadata: Metadata.default({}),
  })
  .superRefine((input, context) => {
    if (!isWholeSplit(input.escrow, input.amount))
      context.addIssue({ code: "custom", path: ["escrow", "split"], message: "split_is_not_the_amount" });
    if (input.send.includes("email") && input.customer.email === undefined)
      context.addIssue({ code: "custom", path: ["customer", "email"], message: "email_needed_to_send" });
    if (input.send.includes("sms") && input.customer.phone === undefined)
      context.addIssue({ code: "custom", path: ["customer", "phone"], message: "phone_needed_to_send" });
  });
export type CreatePaylinkInput = z.output<typeof CreatePaylinkInput>;

/** Why a status is what it is. `code` is stable and translated by screens; `text` is English for programs. */
export const Because = z.strictObject({
  at: z.iso.datetime({ offset: true }),
  actor: z.string(),
  event_id: z.string().nullable(),
  text: z.string(),
  code: z.string(),
  detail: z.string().nullable(),
});
export type Because = z.output<typeof Because>;

export const AllowedAction = z.strictObject({ allowed: z.boolean(), reason: z.string().optional() });
export type AllowedAction = z.output<typeof AllowedAction>;

export const PaylinkDto = z.strictObject({
  id: z.string(),
  object: z.literal("paylink"),
  mode: z.enum(["test", "live"]),
  created_at: z.iso.datetime({ offset: true }),
  status: z.enum(PAYLINK_STATUSES),
  review: z.string().nullable(),
  /** The provider's page; null while creating. */
  url: z.string().nullable(),
  /** Our offer page: what is sent to the customer. */
  share_url: z.string(),
  amount: z.int(),
  amount_paid: z.int(),
  currency: z.literal("TRY"),
  provider: z.string(),
  provider_id: z.string().nullable(),
  provider_reference: z.string(),
  reference_no: z.string().nullable(),
  uses: z.int(),
  max_uses: z.int(),
  expires_at: z.iso.datetime({ offset: true }),
  escrow: EscrowTerms.nullable(),
  because: Because,
  metadata: z.record(z.string(), z.string()),
  customer: z.strictObject({ name: z.string(), email: z.string().nullable(), phone: z.string().nullable() }),
  note: z.string().nullable(),
  agent_note: z.string().nullable(),
  expires_in_hours: z.int(),
  installment_key: z.string().nullable(),
  add_commission: z.boolean(),
  agent_id: z.string().nullable(),
  pos_type: z.int().nullable(),
  user_name: z.string().nullable(),
  send: z.array(z.enum(["email", "sms"])),
  send_confirmation_mail: z.boolean(),
  success_url: z.string().nullable(),
  failure_url: z.string().nullable(),
  created_by: z.string(),
});
export type PaylinkDto = z.output<typeof PaylinkDto>;

/** The dashboard's view: the same object plus what this person may do with it and why not. */
export type PaylinkView = PaylinkDto & { allowed_actions: { deactivate: AllowedAction } };

export const PaylinkFilter = z.strictObject({
  status: z.enum(PAYLINK_STATUSES).optional(),
  reference_no: z.string().max(60).optional(),
  q: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  starting_after: z.string().max(40).optional(),
  created_from: z.iso.datetime({ offset: true }).optional(),
  created_to: z.iso.datetime({ offset: true }).optional(),
});
export type PaylinkFilter = z.output<typeof PaylinkFilter>;

export type ListPage<T> = { object: "list"; data: T[]; has_more: boolean };
