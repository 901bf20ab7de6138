import { successEnvelope } from "../paynet/protocol/result-codes";
import { transactionRow } from "../paynet/transaction/transaction-row";
import type { Transaction } from "../state/records";

/**
 * A row of `check_transaction` (docs/providers/paynet.md 2.4): as every query's, without the plain id, with an envelope
 * of its own. ASSUMPTION PAYNET-M6: a declined tap is a row with `is_succeed: false` and the bank's reason.
 */
export function posRow(transaction: Transaction): Record<string, unknown> {
  const { id: _plain, ...row } = transactionRow(transaction);
  return { ...row, ...successEnvelope("transaction") };
}
