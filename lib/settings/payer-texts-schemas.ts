import { z } from "zod";

const LONGEST = 20_000;

/** Plain text; white space around it is dropped and nothing left means no text. */
const PayerText = z
  .string()
  .transform((text) => text.replaceAll("\r\n", "\n").trim())
  .refine((text) => text.length <= LONGEST, "too_long")
  .refine((text) => !text.includes("\u0000"), "invalid")
  .transform((text) => (text === "" ? null : text));

export const PayerTextsInput = z.strictObject({ privacy: PayerText, distance_sales: PayerText });

/** What the shop shows a payer before paying; null where it gave none. */
export type PayerTexts = { privacy: string | null; distance_sales: string | null };
