/** Shapes of payouts on the wire (docs/providers/paywall.md 13); it converts nothing. */
import { z } from "zod";

const wireDecimal = z.union([z.number(), z.string()]);
const wireNumber = z.union([z.number().int().positive(), z.string().regex(/^[1-9]\d{0,14}$/)]);

/** `Body` of `payout/send/iban`. */
export const SentBody = z.looseObject({
  Result: z.boolean().nullish(),
  PayoutTransactionId: wireNumber,
  MerchantUniqueCode: z.string(),
  Amount: wireDecimal,
});

/** `Body` of `payout/query`. */
export const PayoutBody = z.looseObject({
  PayoutTransactionId: wireNumber,
  MerchantUniqueCode: z.string(),
  Amount: wireDecimal,
  StatusId: z.number().int(),
  ReceiverIban: z.string().nullish(),
});
