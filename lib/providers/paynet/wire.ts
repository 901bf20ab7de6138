/**
 * Shapes of Paynet's requests and answers as they stand on the wire, misspellings included.
 * Adapter and sandbox share this file and nothing else (docs/providers/paynet.md); it converts nothing.
 */
import { z } from "zod";

/** Paynet's tables say string where its examples show numbers, and the other way round (docs/providers/paynet.md 1). */
const wireInteger = z.union([z.number().int(), z.string().regex(/^-?\d+$/)]);
const wireDecimal = z.union([z.number(), z.string()]);
const wireText = z.string().nullish();

/** Envelope of every 200 answer; `code` is a Paynet result code, 0 or 100 when the call was served. */
export const PaynetEnvelope = z.looseObject({
  object_name: wireText,
  code: wireInteger,
  message: wireText,
});
export type PaynetEnvelope = z.infer<typeof PaynetEnvelope>;

/** Envelope of every other answer: here `code` repeats the HTTP status and `result_code` is Paynet's. */
export const PaynetErrorEnvelope = z.looseObject({
  type: wireText,
  message: wireText,
  code: wireInteger.nullish(),
  result_code: wireInteger.nullish(),
});
export type PaynetErrorEnvelope = z.infer<typeof PaynetErrorEnvelope>;

/** `POST /v1/mailorder/create`: amount is a JSON number in TL, `expire_date` a number of hours. */
export const MailorderCreateRequest = z.object({
  name_surname: z.string(),
  amount: z.number(),
  pos_type: wireInteger.optional(),
  addcomission_to_amount: z.boolean().optional(),
  agent_id: z.string().optional(),
  user_name: z.string().optional(),
  email: z.string().optional(),
  send_mail: z.boolean().optional(),
  phone: z.string().optional(),
  send_sms: z.boolean().optional(),
  expire_date: wireInteger.optional(),
  note: z.string().optional(),
  agent_note: z.string().optional(),
  reference_no: z.string().optional(),
  instalment_key: z.string().optional(),
  succeed_url: z.string().optional(),
  error_url: z.string().optional(),
  confirmation_url: z.string().optional(),
  send_confirmation_mail: z.boolean().optional(),
  multi_payment: z.boolean().optional(),
});
export type MailorderCreateRequest = z.infer<typeof MailorderCreateRequest>;

export const MailorderCreateAnswer = PaynetEnvelope.extend({ id: z.string(), url: z.string() });
export type MailorderCreateAnswer = z.infer<typeof MailorderCreateAnswer>;

/** `POST /v1/mailorder/detail`: one of the two names the link. */
export const MailorderDetailRequest = z.object({ id: z.string().optional(), reference_no: z.string().optional() });
export type MailorderDetailRequest = z.infer<typeof MailorderDetailRequest>;

const mailorderFields = {
  id: wireText,
  url: wireText,
  company_code: wireText,
  agent_id: wireText,
  xact_id: wireText,
  reference_no: wireText,
  email: wireText,
  user_name: wireText,
  name_surname: wireText,
  amount: wireDecimal.nullish(),
  currency: wireText,
  installment: wireInteger.nullish(),
  phone: wireText,
  bank_id: wireText,
  expire_date: wireDecimal.nullish(),
  create_date: wireText,
  note: wireText,
  agent_note: wireText,
  succeed_url: wireText,
  error_url: wireText,
  confirmation_url: wireText,
  status: wireInteger.nullish(),
};

export const MailorderDetailAnswer = PaynetEnvelope.extend(mailorderFields);
export type MailorderDetailAnswer = z.infer<typeof MailorderDetailAnswer>;

/** `POST /v1/mailorder/status_update`: 0 awaits payment, 3 is passive. */
export const MailorderStatusUpdateRequest = MailorderDetailRequest.extend({ status: wireInteger });
export type MailorderStatusUpdateRequest = z.infer<typeof MailorderStatusUpdateRequest>;

export const MailorderStatusUpdateAnswer = PaynetEnvelope;
export type MailorderStatusUpdateAnswer = z.infer<typeof MailorderStatusUpdateAnswer>;

/** What every list call takes: `dd.mm.yyyy` dates, ten rows unless asked, row indices for the page. */
export const PaynetListRequest = z.object({
  datab: z.string(),
  datbi: z.string(),
  agent_id: z.string().optional(),
  limit: wireInteger.optional(),
  ending_before: wireInteger.optional(),
  starting_after: wireInteger.optional(),
});
export type PaynetListRequest = z.infer<typeof PaynetListRequest>;

/** `total` counts every matching row, `total_count` only those in this answer (docs/providers/paynet.md 1.7). */
const listEnvelope = {
  companyCode: wireText,
  companyName: wireText,
  total: wireInteger.nullish(),
  total_count: wireInteger.nullish(),
  total_amount: wireDecimal.nullish(),
  limit: wireInteger.nullish(),
  ending_before: wireInteger.nullish(),
  starting_after: wireInteger.nullish(),
  has_more: z.union([z.boolean(), z.number(), z.string()]).nullish(),
};

export const MailorderRow = z.looseObject(mailorderFields);
export type MailorderRow = z.infer<typeof MailorderRow>;
export const MailorderListAnswer = PaynetEnvelope.extend({ ...listEnvelope, Data: z.array(MailorderRow).nullish() });
export type MailorderListAnswer = z.infer<typeof MailorderListAnswer>;

/** `POST /v1/transaction/check`: one of the two. */
export const TransactionCheckRequest = z.object({
  xact_id: z.string().optional(),
  reference_no: z.string().optional(),
});
export type TransactionCheckRequest = z.infer<typeof TransactionCheckRequest>;

/** `POST /v1/transaction/detail`: one of the four. */
export const TransactionDetailRequest = TransactionCheckRequest.extend({
  id: wireInteger.optional(),
  xact: wireInteger.optional(),
  user_id: z.string().optional(),
});
export type TransactionDetailRequest = z.infer<typeof TransactionDetailRequest>;

export const TransactionListRequest = PaynetListRequest.extend({
  bank_id: z.string().optional(),
  user_id: z.string().optional(),
  show_unsucceed: z.boolean().optional(),
  untransferred: z.boolean().optional(),
});
export type TransactionListRequest = z.infer<typeof TransactionListRequest>;

/** One transaction; check, detail and list answer overlapping parts of it under the spellings below. */
export const TransactionRow = z.looseObject({
  id: wireInteger.nullish(),
  xact: wireInteger.nullish(),
  xact_id: z.string(),
  xact_date: wireText,
  xact_time: wireText,
  transaction_type: wireInteger.nullish(),
  xact_type: wireText,
  pos_type: wireInteger.nullish(),
  agent_id: wireText,
  is_tds: z.boolean().nullish(),
  bank_id: wireText,
  instalment: wireInteger.nullish(),
  installment: wireInteger.nullish(),
  card_no: wireText,
  card_no_masked: wireText,
  card_holder: wireText,
  card_type: wireText,
  ratio: wireDecimal.nullish(),
  amount: wireDecimal.nullish(),
  netAmount: wireDecimal.nullish(),
  net_amount: wireDecimal.nullish(),
  comission: wireDecimal.nullish(),
  comission_tax: wireDecimal.nullish(),
  currency: wireText,
  authorization_code: wireText,
  reference_code: wireText,
  order_id: wireText,
  bank_authorization_code: wireText,
  bank_reference_code: wireText,
  bank_order_id: wireText,
  is_succeed: z.boolean().nullish(),
  xact_transaction_id: wireText,
  email: wireText,
  phone: wireText,
  note: wireText,
  agent_reference: wireText,
  reference_no: wireText,
  agent_reference_no: wireText,
  paynet_error_id: wireText,
  paynet_error_message: wireText,
  bank_error_id: wireText,
  bank_error_message: wireText,
  reversed: z.boolean().nullish(),
  reversed_xact_id: wireText,
  is_onchargeback: z.boolean().nullish(),
});
export type TransactionRow = z.infer<typeof TransactionRow>;

export const TransactionRowsAnswer = PaynetEnvelope.extend({ Data: z.array(TransactionRow).nullish() });
export type TransactionRowsAnswer = z.infer<typeof TransactionRowsAnswer>;

export const TransactionListAnswer = PaynetEnvelope.extend({
  ...listEnvelope,
  Data: z.array(TransactionRow).nullish(),
});
export type TransactionListAnswer = z.infer<typeof TransactionListAnswer>;

/** `POST /v1/transaction/reversed_request`: amount is a digit string in kuruş, absent or 0 for all of it. */
export const ReversedRequest = z.object({
  xact_id: z.string(),
  amount: z.string().optional(),
  succeedUrl: z.string().optional(),
});
export type ReversedRequest = z.infer<typeof ReversedRequest>;

/** One request of `POST /v1/transaction/reversal_list`; `id` tells requests apart, `xact_id` names the sale. */
export const ReversalRow = z.looseObject({
  id: wireText.or(wireInteger),
  xact_id: z.string(),
  entry_date: wireText,
  amount: wireDecimal.nullish(),
  currency: wireText,
  reversed_xact_id: wireText,
  status: wireInteger.nullish(),
});
export type ReversalRow = z.infer<typeof ReversalRow>;
export const ReversalListAnswer = PaynetEnvelope.extend({ ...listEnvelope, Data: z.array(ReversalRow).nullish() });
export type ReversalListAnswer = z.infer<typeof ReversalListAnswer>;

/** What `succeedUrl` of a reversal receives once the request has been decided. */
export const ReversalNotice = z.looseObject({
  xact_id: z.string(),
  code: wireInteger,
  status: wireText,
  message: wireText,
});
export type ReversalNotice = z.infer<typeof ReversalNotice>;

/** `POST /v1/transaction/capture`: amount as in a reversal, one of the three names the pre-authorisation. */
export const CaptureRequest = TransactionCheckRequest.extend({
  xact: wireInteger.optional(),
  amount: z.string().optional(),
});
export type CaptureRequest = z.infer<typeof CaptureRequest>;

/** Answer of `capture` and `capture_reversal`: a transaction row at the top level beside the envelope. */
export const CaptureAnswer = TransactionRow.partial({ xact_id: true }).extend(PaynetEnvelope.shape);
export type CaptureAnswer = z.infer<typeof CaptureAnswer>;

/** Body of `confirmation_url`: `referance_no` is documented, `reference_no` and `xact_id` are seen in client code only. */
export const ConfirmationNotice = z.looseObject({
  referance_no: wireText,
  reference_no: wireText,
  xact_id: wireText,
  xact_date: wireText,
  agent_id: wireText,
  bank_id: wireText,
  instalment: wireInteger.nullish(),
  card_type: wireText,
  card_holder: wireText,
  card_number: wireText,
  amount: wireDecimal.nullish(),
  netAmount: wireDecimal.nullish(),
  comission: wireDecimal.nullish(),
  comission_tax: wireDecimal.nullish(),
  currency: wireText,
  authorization_code: wireText,
  order_id: wireText,
  is_succeed: z.boolean().nullish(),
});
export type ConfirmationNotice = z.infer<typeof ConfirmationNotice>;
