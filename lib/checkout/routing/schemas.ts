import { z } from "zod";
import { MAX_MINOR_UNITS } from "@/lib/kernel/money";

const minorUnits = z.int().min(1).max(Number(MAX_MINOR_UNITS)).transform(BigInt);

/** A routing rule as it is entered. Amounts in minor units, both ends inclusive. */
export const RoutingRuleInput = z
  .strictObject({
    provider_account_id: z.string().max(40),
    position: z.int().min(1).max(1_000).default(100),
    /** Card families or schemes in lower case, as the provider's table names them; none fits every card. */
    card_families: z
      .array(
        z
          .string()
          .trim()
          .toLowerCase()
          .regex(/^[a-z0-9 -]{2,30}$/),
      )
      .max(20)
      .default([]),
    amount_min: minorUnits.nullable().default(null),
    amount_max: minorUnits.nullable().default(null),
    installments_min: z.int().min(1).max(36).default(1),
    installments_max: z.int().min(1).max(36).default(36),
    /** From when it decides; absent: at once. Never in the past: what decided an old payment stays readable. */
    valid_from: z.iso.datetime({ offset: true }).optional(),
  })
  .superRefine((rule, context) => {
    if (rule.amount_min !== null && rule.amount_max !== null && rule.amount_min > rule.amount_max) {
      context.addIssue({ code: "custom", path: ["amount_max"], message: "below_the_lower_bound" });
    }
    if (rule.installments_min > rule.installments_max) {
      context.addIssue({ code: "custom", path: ["installments_max"], message: "below_the_lower_bound" });
    }
  });

const instant = z.iso.datetime({ offset: true });

export const RoutingRuleDto = z.strictObject({
  id: z.string(),
  object: z.literal("routing_rule"),
  mode: z.enum(["test", "live"]),
  created_at: instant,
  position: z.int(),
  provider_account: z.strictObject({ id: z.string(), provider: z.enum(["paynet", "paywall"]), label: z.string() }),
  card_families: z.array(z.string()),
  amount_min: z.int().nullable(),
  amount_max: z.int().nullable(),
  installments_min: z.int(),
  installments_max: z.int(),
  valid_from: instant,
  valid_to: instant.nullable(),
  created_by: z.string(),
});
export type RoutingRuleDto = z.output<typeof RoutingRuleDto>;
