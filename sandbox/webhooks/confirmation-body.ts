import { encodeLira } from "../paynet/protocol/amounts";
import { encodeInstant } from "../paynet/protocol/dates";
import type { Transaction } from "../state/records";

/**
 * What `confirmation_url` receives (docs/providers/paynet.md 5.3): `referance_no` is spelled so.
 * ASSUMPTION PAYNET-W4: neither xact_id nor reference_no is in it.
 */
export function confirmationBody(row: Transaction): Record<string, unknown> {
  return {
    referance_no: row.referenceNo,
    xact_date: encodeInstant(row.at),
    agent_id: row.agentId,
    bank_id: row.card.bankId,
    instalment: row.instalment,
    card_holder: row.card.holder,
    card_number: row.card.masked,
    amount: encodeLira(row.amount),
    netAmount: encodeLira(row.net),
    comission: encodeLira(row.commission),
    comission_tax: encodeLira(row.commissionTax),
    currency: row.currency,
    authorization_code: row.authorizationCode,
    order_id: row.orderId,
    is_succeed: row.isSucceed,
  };
}
