import type { Transaction } from "../../state/records";
import { encodeLira } from "../protocol/amounts";
import { encodeInstant } from "../protocol/dates";

/** Integer hundredths of a percent to Paynet's ratio: 199 -> 0.0199. */
function encodeRatio(bps: number): number {
  return Number(`0.${bps.toString().padStart(4, "0")}`);
}

/** The row every query shares (docs/providers/paynet.md 6.1); the reference comes back as `agent_reference`. */
export function transactionRow(row: Transaction): Record<string, unknown> {
  return {
    xact_id: row.id,
    id: row.xact,
    xact_date: encodeInstant(row.at),
    transaction_type: row.transactionType,
    pos_type: 5,
    agent_id: row.agentId,
    is_tds: row.isTds,
    bank_id: row.card.bankId,
    instalment: row.instalment,
    card_no: row.card.masked,
    card_holder: row.card.holder,
    card_type: row.card.type,
    ratio: encodeRatio(row.ratioBps),
    amount: encodeLira(row.amount),
    netAmount: encodeLira(row.net),
    comission: encodeLira(row.commission),
    comission_tax: encodeLira(row.commissionTax),
    currency: row.currency,
    authorization_code: row.authorizationCode,
    reference_code: row.referenceCode,
    order_id: row.orderId,
    is_succeed: row.isSucceed,
    xact_transaction_id: row.uuid,
    email: row.email,
    phone: row.phone,
    note: row.note,
    agent_reference: row.referenceNo,
    ...errorFields(row),
  };
}

function errorFields(row: Transaction): Record<string, string> {
  if (row.isSucceed) return {};
  return {
    paynet_error_id: row.paynetErrorId,
    paynet_error_message: row.paynetErrorMessage,
    bank_error_id: row.bankErrorId,
    bank_error_message: row.bankErrorMessage,
  };
}

/** What `transaction/detail` adds (docs/providers/paynet.md 6.2). */
export function detailRow(row: Transaction, companyName: string): Record<string, unknown> {
  return {
    ...transactionRow(row),
    xact: row.xact,
    xact_type_desc: row.transactionType === 3 ? "Ön Otorizasyon" : "Satış",
    pos_type_desc: "Paynet POS",
    bank_name: row.card.bankName,
    instalment_text: row.instalment === 0 ? "Tek Çekim" : `${row.instalment} Taksit`,
    company_name: companyName,
    agent_name: "",
    end_user_ratio: encodeRatio(row.endUserRatioBps),
    reversed: row.reversedXactId !== null,
    reversed_xact_id: row.reversedXactId ?? "",
  };
}
