import { requestRefund } from "@/lib/refunds/request-refund";
import { makeContext } from "../../../support/context";
import { ago, type Chapter, named, over, silent } from "../asking";
import { paid } from "../paid-payment";

export const refunds: Chapter = {
  entity: "refund",
  table: "refunds",
  asks: {
    "claim, paid today": { command: "claim_refund", force: { scheduled_for: ago(1) } },
    "claim, paid yesterday": { command: "claim_refund", force: { scheduled_for: ago(1) }, yesterday: true },
    "claim, not due yet": {
      command: "claim_refund",
      force: { scheduled_for: "vezne_now() + interval '1 minute'" },
      yesterday: true,
    },
    ...named(
      "decide",
      over(["approve", "reject", "withdraw"], (decision) => ({
        command: "decide_refund",
        args: { decision, amount: "40000" },
      })),
    ),
    "decide approve, the asker": {
      command: "decide_refund",
      args: { decision: "approve", amount: "40000", user_id: "the asker" },
    },
    "decide approve, another amount": { command: "decide_refund", args: { decision: "approve", amount: "40001" } },
    "asked for again": { command: "request_refund", args: { kind: "refund", amount: "40000", reason: "iade" } },
    ...named(
      "settle",
      over(["accepted", "refused", "unknown", "confirmed"], (outcome) => ({
        command: "settle_refund",
        args: { outcome, reversal_id: "rv_1" },
      })),
    ),
    ...named(
      "settle absent",
      silent((force) => ({ command: "settle_refund", args: { outcome: "absent" }, force })),
    ),
    "settle absent on a phone, after 23 hours": {
      command: "settle_refund",
      args: { outcome: "absent" },
      force: { on_device: "true", sent_at: ago(23 * 60), absent_answers: "2", absent_since: ago(21) },
    },
    "settle absent on a phone, after 25 hours": {
      command: "settle_refund",
      args: { outcome: "absent" },
      force: { on_device: "true", sent_at: ago(25 * 60), absent_answers: "2", absent_since: ago(21) },
    },
  },
  async subject(merchant) {
    const { paymentId } = await paid(merchant);
    const refund = await requestRefund(makeContext(merchant), {
      payment_id: paymentId,
      amount: 40_000,
      reason: "iade",
    });
    return { id: refund.id, names: { refund_id: refund.id, payment_id: paymentId } };
  },
};
