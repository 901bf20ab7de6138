import { z } from "zod";
import { PaynetEnvelope, TransactionRow } from "../wire";

/** Shapes of PayPOS App2App as they stand on the wire (docs/providers/paynet.md 2); nothing is converted here. */

const text = z.string().nullish();

/** `POST /v1/agent/get_auth_key` (2.1). The form of `expired_date` is not documented. */
export const GetAuthKeyAnswer = PaynetEnvelope.extend({
  session_key: z.string().min(1),
  expired_date: z.unknown().optional(),
  is_okc_inquiry: z.boolean().nullish(),
});
export type GetAuthKeyAnswer = z.infer<typeof GetAuthKeyAnswer>;

/** `init_sale_transaction` and `init_reversal_transaction` answer alike (2.2, 2.5). */
export const InitAnswer = PaynetEnvelope.extend({
  payment_session_id: z.string().min(1),
  deeplink_url: z.string().min(1),
  encryption_key: text,
});
export type InitAnswer = z.infer<typeof InitAnswer>;

/** One row of `check_transaction` (2.4): a row of every query with an envelope of its own. */
export const PosRow = TransactionRow.extend({
  xact_id: z.string().min(1),
  code: z.union([z.number(), z.string()]).nullish(),
  message: text,
});
export type PosRow = z.infer<typeof PosRow>;

export const CheckPosAnswer = PaynetEnvelope.extend({ Data: z.array(PosRow).nullish() });
export type CheckPosAnswer = z.infer<typeof CheckPosAnswer>;

/** What the app hands back once it is decrypted (2.3), as far as anybody has guessed. */
export const CallbackPayload = z.looseObject({
  payment_session_id: z.string().min(1),
  is_succeed: z.boolean().nullish(),
  xact_id: text,
  code: z.union([z.number(), z.string()]).nullish(),
});
