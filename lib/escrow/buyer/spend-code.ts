import "server-only";
import { withMerchant } from "@/db/tenancy";
import { wakeDashboards, wakeWorkers } from "@/lib/jobs/wake-workers";
import { runCommand } from "@/lib/runtime/run-command";
import { type Buyer, payerRecord } from "./ask-code";
import { deliveryCodeHash } from "./delivery-code";
import { readLiveCode } from "./queries";

/** What the code is to say: the goods arrived, or the reported problem is solved. */
export type BuyersWish = "delivered" | "solved";

export type CodeSpent = "applied" | "wrong" | "expired" | "too_many_tries" | "not_needed";

const ANSWERS: Record<string, CodeSpent> = {
  applied: "applied",
  replayed: "applied",
  wrong: "wrong",
  expired: "expired",
  too_many_tries: "too_many_tries",
};

/** Takes a typed code, once; the same statement writes what it says. A code of another account is expired. */
export async function spendCode(
  buyer: Buyer,
  { typed, wish }: { typed: string; wish: BuyersWish },
): Promise<CodeSpent> {
  const { merchantId, escrowId } = buyer;
  const code = await withMerchant(merchantId, (tx) => readLiveCode(tx, { merchantId, id: escrowId }));
  if (code === undefined) return "expired";
  const [row] = await runCommand<{ answer: { result: string } }>("vezne_app", "use_delivery_code", {
    merchant_id: merchantId,
    mode: buyer.mode,
    escrow_id: escrowId,
    code_id: code.id,
    code_hash: deliveryCodeHash({ merchantId, codeId: code.id }, typed),
    wish,
    actor: payerRecord(buyer),
  });
  wakeDashboards();
  wakeWorkers();
  return ANSWERS[row?.answer.result ?? ""] ?? "not_needed";
}
