import { z } from "zod";
import { CHECKOUT_STATUSES } from "@/lib/checkout/checkout";
import { EscrowTerms, EscrowTermsInput, isWholeSplit } from "@/lib/escrow/terms-schemas";
import { MAX_MINOR_UNITS } from "@/lib/kernel/money";
import { type AllowedAction, Because, FreeText, Metadata, ReturnAddress, TurkishMobile } from "@/lib/paylinks/schemas";

const minorUnits = z.int().min(1).max(Number(MAX_MINOR_UNITS));

const Item = z.strictObject({
  name: FreeText(120),
  quantity: z.int().min(1).max(100_000),
  /** Minor units. */
  unit_amount: minorUnits,
});

/** What a checkout is asked for, by form and REST alike (contract 4.1). Amounts in minor units. */
export const CreateCheckoutInput = z
  .strictObject({
    amount: minorUnits.transform(BigInt),
    currency: z.literal("TRY"),
    provider: z.enum(["paynet", "paywall"]).optional(),
    description: FreeText(500).optional(),
    customer: z
      .strictObject({
        name: FreeText(120).optional(),
        email: z.email().max(254).optional(),
        phone: TurkishMobile.optional(),
      })
      .default({}),
    items: z.array(Item).max(50).default([]),
    capture: z.enum(["automatic", "manual"]).default("automatic"),
    installments: z
      .strictObject({ max: z.int().min(1).max(12).default(1), payer_bears_difference: z.boolean().default(true) })
      .default({ max: 1, payer_bears_difference: true }),
    /** Validity in hours, counted from creation. */
    expires_in_hours: z.int().min(1).max(8760).default(24),
    success_url: ReturnAddress.optional(),
    failure_url: ReturnAddress.optional(),
    reference_no: FreeText(40).optional(),
    escrow: EscrowTermsInput.optional(),
    metadata: Metadata.default({}),
  })
  .superRefine((input, context) => {
    if (!isWholeSplit(input.escrow, input.amount))
      context.addIssue({ code: "custom", path: ["escrow", "split"], message: "split_is_not_the_amount" });
    if (input.items.length === 0) return;
    const sum = input.items.reduce((all, item) => all + BigInt(item.unit_amount) * BigInt(item.quantity), 0n);
    if (sum !== input.amount) {
      context.addIssue({ code: "custom", path: ["items"], message: "items_do_not_add_up" });
    }
  });
export type CreateCheckoutInput = z.output<typeof CreateCheckoutInput>;

const instant = z.iso.datetime({ offset: true });

export const CheckoutDto = z.strictObject({
  id: z.string(),
  object: z.literal("checkout"),
  mode: z.enum(["test", "live"]),
  created_at: instant,
  status: z.enum(CHECKOUT_STATUSES),
  because: Because,
  /** Our payment page: what the customer opens. */
  url: z.string(),
  amount: z.int(),
  currency: z.literal("TRY"),
  /** The provider that was named; null where the routing rules choose. */
  provider: z.enum(["paynet", "paywall"]).nullable(),
  payment_id: z.string().nullable(),
  /** What the provider calls the newest try: its session or page while that is open, then its transaction. */
  provider_session_id: z.string().nullable(),
  description: z.string().nullable(),
  customer: z.strictObject({ name: z.string().nullable(), email: z.string().nullable(), phone: z.string().nullable() }),
  items: z.array(z.strictObject({ name: z.string(), quantity: z.int(), unit_amount: z.int() })),
  capture: z.enum(["automatic", "manual"]),
  installments: z.strictObject({ max: z.int(), payer_bears_difference: z.boolean() }),
  expires_at: instant,
  closed_at: instant.nullable(),
  success_url: z.string().nullable(),
  failure_url: z.string().nullable(),
  reference_no: z.string().nullable(),
  escrow: EscrowTerms.nullable(),
  metadata: z.record(z.string(), z.string()),
  created_by: z.string(),
});
export type CheckoutDto = z.output<typeof CheckoutDto>;

/** The dashboard's view: the same object plus what this person may do with it and why not. */
export type CheckoutView = CheckoutDto & { allowed_actions: { expire: AllowedAction } };

export const CheckoutFilter = z.strictObject({
  status: z.enum(CHECKOUT_STATUSES).optional(),
  reference_no: z.string().max(60).optional(),
  q: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  starting_after: z.string().max(40).optional(),
  created_from: instant.optional(),
  created_to: instant.optional(),
});
export type CheckoutFilter = z.output<typeof CheckoutFilter>;
