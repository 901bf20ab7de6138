import { successEnvelope } from "../protocol/result-codes";
import type { ServiceAnswer, ServiceCall } from "../service";
import { findTransactions } from "./find-transactions";
import { detailRow } from "./transaction-row";

/** `POST /v1/transaction/detail` (docs/providers/paynet.md 6.2). */
export function readTransaction(call: ServiceCall): ServiceAnswer {
  call.fields.expectOnly(["id", "xact_id", "xact", "reference_no", "user_id"]);
  const rows = findTransactions(call, ["id", "xact"]);
  const Data = rows.map((row) => detailRow(row, call.account.companyName));
  return { body: { Data, ...successEnvelope("transaction_detail") } };
}
