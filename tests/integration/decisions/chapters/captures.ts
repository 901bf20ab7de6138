import { listCaptures } from "@/lib/captures/queries";
import { capturePayment } from "@/lib/captures/request-capture";
import { makeContext } from "../../../support/context";
import { type Chapter, FIGURES, named, over, silent } from "../asking";
import { paid } from "../paid-payment";

export const authorisations: Chapter = {
  entity: "payment",
  table: "payments",
  asks: {
    "capture all": { command: "request_capture", args: { kind: "capture" } },
    "capture a part": { command: "request_capture", args: { kind: "capture", amount: "40000" } },
    "capture a kuruş too much": { command: "request_capture", args: { kind: "capture", amount: "100001" } },
    void: { command: "request_capture", args: { kind: "void" } },
    "let go at the provider": { command: "book_authorisation_end", args: { transaction_id: "xk_other" } },
  },
  async subject(merchant) {
    const { paymentId } = await paid(merchant, "authorised");
    return { id: paymentId, names: { payment_id: paymentId } };
  },
};

export const captures: Chapter = {
  entity: "capture",
  table: "captures",
  asks: {
    claim: { command: "claim_capture" },
    ...named(
      "settle",
      over(["refused", "unknown", "voided"], (outcome) => ({
        command: "settle_capture",
        args: { outcome, transaction_id: "xk_other" },
      })),
    ),
    ...named(
      "settle absent",
      silent((force) => ({ command: "settle_capture", args: { outcome: "absent" }, force })),
    ),
    "booked at the provider": {
      command: "book_capture",
      args: { ...FIGURES, amount_charged: "60000", net: "58800", commission: "1200" },
    },
    "booked at the provider, by its link alone": {
      command: "book_capture",
      args: { ...FIGURES, amount_charged: "60000", net: "58800", commission: "1200", payment_id: null },
    },
    "let go at the provider": { command: "book_authorisation_end", args: { transaction_id: "xk_other" } },
    "asked for again": { command: "request_capture", args: { kind: "capture", amount: "60000" } },
  },
  async subject(merchant) {
    const { paymentId, link } = await paid(merchant, "authorised");
    await capturePayment(makeContext(merchant), { payment_id: paymentId, amount: 60_000 });
    const [capture] = await listCaptures(makeContext(merchant), paymentId);
    return {
      id: capture?.id ?? "",
      names: { capture_id: capture?.id, payment_id: paymentId, paylink_id: link.id },
    };
  },
};

export const capturesWithAnAddedCommission: Chapter = {
  entity: "payment",
  table: "payments",
  asks: Object.fromEntries(
    ["null", "1", "2", "3"].map((installments) => [
      `booked at the provider, ${installments} instalments`,
      {
        command: "book_capture",
        args: { ...FIGURES, amount_charged: "102000", net: "98000", commission: "4000" },
        force: { installments, amount_authorised: "102000" },
      },
    ]),
  ),
  async subject(merchant) {
    const { paymentId, link } = await paid(merchant, "authorised", { add_commission: true });
    return { id: paymentId, names: { payment_id: paymentId, paylink_id: link.id } };
  },
};

export const voids: Chapter = { ...captures, always: { kind: "'void'" } };
