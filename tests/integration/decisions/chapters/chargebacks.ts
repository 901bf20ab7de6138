import { openChargeback } from "@/lib/escrow/disputes/chargeback";
import { makeContext } from "../../../support/context";
import { heldCase } from "../../../support/escrow/factories-escrow";
import { type Chapter, named, over, pausedFor } from "../asking";

const ENDS = named(
  "settle",
  over(["won", "lost"], (outcome) => ({ command: "settle_chargeback", args: { outcome, note: "karar" } })),
);

export const chargebacks: Chapter = {
  entity: "dispute",
  table: "disputes",
  asks: ENDS,
  async subject(merchant) {
    const { payment_id } = await heldCase(merchant, 50_000);
    const dispute = await openChargeback(makeContext(merchant), { payment_id, reason: "tanımıyor" });
    return { id: dispute.id, before: pausedFor(merchant, 60), names: { dispute_id: dispute.id } };
  },
};

export const chargebacksOfNearlyAll: Chapter = {
  entity: "dispute",
  table: "disputes",
  asks: ENDS,
  async subject(merchant) {
    const { payment_id } = await heldCase(merchant, 50_000);
    // More than the merchant got for it, less than the payer paid.
    const dispute = await openChargeback(makeContext(merchant), { payment_id, amount: 49_500, reason: "tanımıyor" });
    return { id: dispute.id, before: pausedFor(merchant, 60), names: { dispute_id: dispute.id } };
  },
};
