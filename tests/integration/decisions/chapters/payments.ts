import { runCommand } from "@/lib/runtime/run-command";
import type { Chapter } from "../asking";
import { paid } from "../paid-payment";

export const payments: Chapter = {
  entity: "payment",
  table: "payments",
  asks: {
    "refund a part": { command: "request_refund", args: { kind: "refund", amount: "40000", reason: "iade" } },
    "refund all that is left": { command: "request_refund", args: { kind: "refund", reason: "iade" } },
    "refund a part, in a batch above the limit": {
      command: "request_refund",
      args: { kind: "refund", amount: "40000", reason: "iade", batch_id: "its batch" },
    },
    "refund a kuruş too much": {
      command: "request_refund",
      args: { kind: "refund", amount: "100001", reason: "iade" },
    },
    void: { command: "request_refund", args: { kind: "void", reason: "iade" } },
    "void, paid yesterday": { command: "request_refund", args: { kind: "void", reason: "iade" }, yesterday: true },
    "refund a part, paid yesterday": {
      command: "request_refund",
      args: { kind: "refund", amount: "40000", reason: "iade" },
      yesterday: true,
    },
    "refund all that is left, paid yesterday": {
      command: "request_refund",
      args: { kind: "refund", reason: "iade" },
      yesterday: true,
    },
    "chargeback of all": { command: "open_chargeback", args: { reason: "tanımıyor" } },
    "chargeback of a part": { command: "open_chargeback", args: { reason: "tanımıyor", amount: "30000" } },
    "chargeback of too much": { command: "open_chargeback", args: { reason: "tanımıyor", amount: "100001" } },
  },
  async subject(merchant) {
    const { paymentId } = await paid(merchant);
    const rows = [
      { payment_id: paymentId, amount: "40000" },
      { payment_id: "pay_of_another_row", amount: "460001" },
    ];
    await runCommand("vezne_app", "open_refund_batch", {
      ...{ merchant_id: merchant.id, mode: "test", new_batch_id: `batch_${paymentId}`, rows, reason: "iade" },
      ...{ asked: "a list", user_id: "usr_second", actor: { kind: "user", id: "usr_second" } },
    });
    return { id: paymentId, names: { payment_id: paymentId, of_batch: `batch_${paymentId}` } };
  },
};
