import { z } from "zod";
import { containsCardNumber } from "@/lib/kernel/card-number";
import { MAX_MINOR_UNITS } from "@/lib/kernel/money";

export const SPLIT_KINDS = ["goods", "cargo", "service_fee", "commission"] as const;
/** These parts stay with the merchant; the others are the beneficiary's. */
export const OWN_PARTS: readonly string[] = ["service_fee", "commission"];

const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !containsCardNumber(value), { message: "card_number_refused" });

/** A Turkish IBAN by its shape, kept without spaces; its check digits are verified on the server (freeze-terms). */
export const TurkishIban = z.string().transform((value, context) => {
  const iban = value.replace(/\s/g, "").toUpperCase();
  if (/^TR\d{24}$/.test(iban)) return iban;
  context.addIssue({ code: "custom", message: "not_a_turkish_iban" });
  return z.NEVER;
});

const SplitPart = z.strictObject({
  kind: z.enum(SPLIT_KINDS),
  /** Minor units. */
  amount: z.int().min(1).max(Number(MAX_MINOR_UNITS)),
});

/**
 * What the payer is shown before paying and what is frozen with the link, the page or the sale (contract 4.1).
 * `auto_release_days`: released by itself that many days after payment unless somebody objects; null: never.
 * `ship_within_hours`: not sent by then, everything goes back. `serial`: the IMEI or serial number that must arrive.
 */
export const EscrowTermsInput = z
  .strictObject({
    enabled: z.boolean().default(true),
    auto_release_days: z.int().min(1).max(90).nullable().default(14),
    ship_within_hours: z.int().min(1).max(2160).nullable().default(null),
    beneficiary: z
      .strictObject({ name: text(120), iban: TurkishIban })
      .nullable()
      .default(null),
    split: z.array(SplitPart).max(4).default([]),
    serial: text(60).nullable().default(null),
  })
  .superRefine(({ split, beneficiary }, context) => {
    if (new Set(split.map(({ kind }) => kind)).size < split.length)
      context.addIssue({ code: "custom", path: ["split"], message: "split_kind_twice" });
    if (split.length > 0 && split.every(({ kind }) => OWN_PARTS.includes(kind)) && beneficiary !== null)
      context.addIssue({ code: "custom", path: ["split"], message: "nothing_for_beneficiary" });
  });

/** As stored and shown; absent (null) where the money is the merchant's at once. */
export const EscrowTerms = z.strictObject({
  auto_release_days: z.int().nullable(),
  ship_within_hours: z.int().nullable(),
  beneficiary: z.strictObject({ name: z.string(), iban: z.string() }).nullable(),
  split: z.array(SplitPart),
  serial: z.string().nullable(),
});
export type EscrowTerms = z.output<typeof EscrowTerms>;

/** True when the parts of the split, if there are any, are exactly the amount asked for. Minor units. */
export function isWholeSplit(input: z.output<typeof EscrowTermsInput> | undefined, amount: bigint): boolean {
  if (input === undefined || !input.enabled || input.split.length === 0) return true;
  return input.split.reduce((sum, part) => sum + BigInt(part.amount), 0n) === amount;
}
