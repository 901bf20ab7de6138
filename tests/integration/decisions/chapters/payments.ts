import { createMerchant } from "../../../support/factories";
import type { Chapter } from "../asking";
import { paid } from "../paid-payment";

export const payments: Chapter = {
  entity: "payment",
  table: "payments",
  asks: {
    "refund a part": { command: "request_refund", args: { kind: "refund", amount: "40000", reason: "iade" } },
    "refund all that is left": { command: "request_refund", args: { kind: "refund", reason: "iade" } },
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
  async subject() {
    const merchant = await createMerchant();
    const { paymentId } = await paid(merchant);
    return { merchant, id: paymentId, names: { payment_id: paymentId } };
  },
};
