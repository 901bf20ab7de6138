import type { Transaction } from "../../state/records";
import { refuse } from "../protocol/refusal";
import { SUCCESS_MESSAGE } from "../protocol/result-codes";
import type { ServiceAnswer, ServiceCall } from "../service";
import { findTransactions } from "../transaction/find-transactions";

const SALE = 1;
const DECISIONS = { 2: "approved", 3: "rejected" } as const;

function readStatus(call: ServiceCall): "approved" | "rejected" {
  const status = call.fields.integer("status");
  if (status !== 2 && status !== 3) throw refuse("bad_request", "status 2 veya 3 olabilir");
  return DECISIONS[status];
}

/** `agent_amount`: the dealer's share, never above the sale. */
function refuseShare({ fields }: ServiceCall, sale: Transaction): void {
  if (!fields.has("agent_amount")) return;
  fields.requiredText("agent_id");
  if (fields.lira("agent_amount") > sale.amount) throw refuse("bad_request", "agent_amount işlem tutarını aşıyor");
}

/**
 * `POST /v1/transaction/escrow_status_update` (docs/providers/paynet.md 10). ASSUMPTION PAYNET-E1: a sale is decided once,
 * the same decision again changes nothing, the opposite is 6, a sale that was not started as escrow 19.
 * ASSUMPTION PAYNET-E2: a rejection gives the card nothing back.
 */
export function decideHold(call: ServiceCall): ServiceAnswer {
  call.fields.expectOnly(["xact_id", "xact", "status", "note", "agent_id", "agent_amount"]);
  call.fields.limitedText("note", 256);
  const decided = readStatus(call);
  const sale = findTransactions(call, ["xact"]).find((row) => row.isSucceed && row.transactionType === SALE);
  if (sale === undefined) throw refuse("no_data", "Kayıt bulunamadı");
  if (sale.hold === undefined) throw refuse("wrong_transaction_type", "İşlem havuzda tutulmuyor");
  refuseShare(call, sale);
  if (sale.hold !== "waiting" && sale.hold !== decided) throw refuse("no_process", "İşlem için karar verilmiş");
  call.world.truth.put("transaction", { ...sale, hold: decided });
  return { body: { object_name: null, code: 0, message: SUCCESS_MESSAGE } };
}
