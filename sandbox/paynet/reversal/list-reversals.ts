import type { Reversal } from "../../state/records";
import { encodeLira } from "../protocol/amounts";
import { encodeInstant } from "../protocol/dates";
import { cutPage, LIST_FIELDS, readDateRange } from "../protocol/paging";
import { refuse } from "../protocol/refusal";
import { successEnvelope } from "../protocol/result-codes";
import type { ServiceAnswer, ServiceCall } from "../service";

// ASSUMPTION PAYNET-R6: a request that was filed stands in the list at once.
/** ASSUMPTION PAYNET-R5: requests are told apart by the generic record states 0 waiting, 3 done, 5 cancelled. */
const WIRE_STATUS = { requested: 0, approved: 3, rejected: 5 } as const;

/** `POST /v1/transaction/reversal_list` (docs/providers/paynet.md 6.8): by the day of the request, newest first. */
export function listReversals(call: ServiceCall): ServiceAnswer {
  const { world, account, fields } = call;
  fields.expectOnly([...LIST_FIELDS, "bank_id"]);
  const { from, to } = readDateRange(fields);
  const matches = world.truth
    .all("reversal")
    .filter((row) => row.account === account.name && row.requestedAt >= from && row.requestedAt <= to)
    .sort((a, b) => b.requestedAt - a.requestedAt);
  if (matches.length === 0) throw refuse("no_data", "Kayıt bulunamadı");
  const page = cutPage(matches, fields, (row) => row.amount);
  const Data = page.rows.map((row) => reversalRow(call, row));
  return {
    body: {
      companyCode: account.companyCode,
      companyName: account.companyName,
      ...page.envelope,
      Data,
      ...successEnvelope("transaction_reversal_list"),
    },
  };
}

function reversalRow({ world, account }: ServiceCall, row: Reversal): Record<string, unknown> {
  const sale = world.truth.get("transaction", row.xactId);
  return {
    id: row.id,
    xact_id: row.xactId,
    xact_date: sale === undefined ? "" : encodeInstant(sale.at),
    entry_date: encodeInstant(row.requestedAt),
    company_code: account.companyCode,
    company_name: account.companyName,
    agent_id: sale?.agentId ?? "",
    amount: encodeLira(row.amount),
    currency: sale?.currency ?? "TRY",
    agent_reference: sale?.referenceNo ?? "",
    reversed_xact_id: row.resultXactId ?? "",
    status: WIRE_STATUS[row.status],
  };
}
