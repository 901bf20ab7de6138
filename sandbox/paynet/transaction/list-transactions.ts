import type { Transaction } from "../../state/records";
import { encodeDay, encodeDayAndTime } from "../protocol/dates";
import { cutPage, LIST_FIELDS, readDateRange } from "../protocol/paging";
import { refuse } from "../protocol/refusal";
import { successEnvelope } from "../protocol/result-codes";
import type { ServiceAnswer, ServiceCall } from "../service";
import { visibleTransactions } from "./find-transactions";
import { detailRow } from "./transaction-row";

const DOCUMENTED = [...LIST_FIELDS, "bank_id", "user_id", "show_unsucceed", "untransferred"] as const;

/** The letter a list row names its kind with (docs/providers/paynet.md 1.7). */
const XACT_TYPES: Readonly<Record<number, string>> = { 1: "S", 2: "R", 3: "PI", 4: "PK", 5: "PR", 6: "CR", 9: "CD" };

/**
 * `POST /v1/transaction/list` (docs/providers/paynet.md 6.3): declines only with `show_unsucceed`.
 * ASSUMPTION PAYNET-T2: newest first, so a row that arrives while a client pages shifts the others.
 */
export function listTransactions(call: ServiceCall): ServiceAnswer {
  const { account, fields, world } = call;
  fields.expectOnly(DOCUMENTED);
  const { from, to } = readDateRange(fields);
  const withDeclines = fields.flag("show_unsucceed");
  fields.flag("untransferred");
  const matches = visibleTransactions(call, world.truth.all("transaction"))
    .filter((row) => row.at >= from && row.at <= to && (withDeclines || row.isSucceed))
    .filter((row) => matchesText(fields.text("agent_id"), row.agentId))
    .filter((row) => matchesText(fields.text("bank_id"), row.card.bankId))
    .sort((a, b) => b.at - a.at || b.xact - a.xact);
  if (matches.length === 0) throw refuse("no_data", "Kayıt bulunamadı");
  const page = cutPage(matches, fields, (row) => row.amount);
  return {
    body: {
      companyCode: account.companyCode,
      companyName: account.companyName,
      ...page.envelope,
      Data: page.rows.map((row) => listRow(row, account.companyName)),
      ...successEnvelope("transaction_list"),
    },
  };
}

function matchesText(wanted: string, value: string): boolean {
  return wanted === "" || wanted === value;
}

/** Dates lose their ISO form here: `dd.mm.yyyy`, the time in a field of its own. */
function listRow(row: Transaction, companyName: string): Record<string, unknown> {
  return {
    ...detailRow(row, companyName),
    xact_date: encodeDay(row.at),
    xact_time: encodeDayAndTime(row.at),
    xact_type: XACT_TYPES[row.transactionType] ?? "",
    is_reconcile: false,
    is_payup: false,
    // ASSUMPTION PAYNET-P3: true from the day the card's bank took the money back.
    is_onchargeback: row.chargedBack ?? false,
    is_transferred: false,
  };
}
