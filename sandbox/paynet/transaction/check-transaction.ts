import { successEnvelope } from "../protocol/result-codes";
import type { ServiceAnswer, ServiceCall } from "../service";
import { findTransactions } from "./find-transactions";
import { transactionRow } from "./transaction-row";

/** `POST /v1/transaction/check` (docs/providers/paynet.md 6.1): every row of the reference, declines included. */
export function checkTransaction(call: ServiceCall): ServiceAnswer {
  call.fields.expectOnly(["xact_id", "reference_no"]);
  const Data = findTransactions(call).map(transactionRow);
  return { body: { Data, ...successEnvelope("transaction_check") } };
}
