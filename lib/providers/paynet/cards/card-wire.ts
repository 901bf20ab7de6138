/** Shapes of Paynet's card services as they stand on the wire (docs/providers/paynet.md 3, 7, 8); nothing is converted. */
import { z } from "zod";
import { PaynetEnvelope, TransactionRow } from "../wire";

const wireDecimal = z.union([z.number(), z.string()]);
const wireText = z.string().nullish();
const wireFlag = z.boolean().nullish();

/** `POST /v2/transaction/tds_initial`: all four are missing beside code 100. */
export const TdsInitialAnswer = PaynetEnvelope.extend({
  session_id: wireText,
  token_id: wireText,
  post_url: wireText,
  html_content: wireText,
});

/** `tds_charge` (v2 names) and `transaction/charge` (v1 names): a row beside the envelope. */
export const ChargeAnswer = TransactionRow.partial({ xact_id: true }).extend({
  ...PaynetEnvelope.shape,
  is_save_card_succeed: wireFlag,
  card_owner_id: wireText,
  card_hash: wireText,
});
export type ChargeAnswer = z.infer<typeof ChargeAnswer>;

/** `POST /v1/paynetj/auth?type=CF` */
export const SessionAnswer = PaynetEnvelope.extend({
  session_id: z.string().min(1),
  expire_date: wireText,
  tds_required: wireFlag,
});

const RatioRow = z.looseObject({
  instalment: z.unknown().optional(),
  instalment_key: wireText,
  instalment_amount: wireDecimal.nullish(),
  total_amount: z.unknown().optional(),
  total_net_amount: wireDecimal.nullish(),
  commision: wireDecimal.nullish(),
  commision_tax: wireDecimal.nullish(),
  is_blocked: wireFlag,
});
export type RatioRow = z.infer<typeof RatioRow>;

/**
 * `check_bin` puts the plans of its one family into `data` themselves (PAYNET-J2), `ratio/Get` a bank around them; a plan's
 * own `ratio` is a number.
 */
const RatioBank = RatioRow.extend({
  bank_id: wireText,
  bank_name: wireText,
  card_type: wireText,
  ratio: z.union([z.array(RatioRow), wireDecimal]).nullish(),
});
export type RatioBank = z.infer<typeof RatioBank>;

/** `ratio/Get` and `paynetj/check_bin`: the rows stand in `data`, lower case. */
export const RatioAnswer = PaynetEnvelope.extend({
  bank_id: wireText,
  bank_name: wireText,
  card_type: wireText,
  data: z.array(RatioBank).nullish(),
});
