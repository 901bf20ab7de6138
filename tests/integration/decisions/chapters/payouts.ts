import { releasedPayout } from "../../../support/escrow/factories-payout";
import { createMerchant } from "../../../support/factories";
import { ago, type Chapter, named, over, silent } from "../asking";

export const payouts: Chapter = {
  entity: "payout",
  table: "payouts",
  always: { requested_by: "'usr_first'", decided_by: "'usr_third'", ready_at: ago(1), way: "'file'" },
  asks: {
    claim: { command: "claim_payout" },
    withdraw: { command: "withdraw_payout" },
    "ask for": { command: "request_payouts", args: { way: "file" } },
    "ask for, before the undo is over": {
      command: "request_payouts",
      args: { way: "file" },
      force: { ready_at: "vezne_now() + interval '1 minute'" },
    },
    ...named(
      "mark",
      over(["paid", "failed"], (outcome) => ({ command: "mark_payout", args: { outcome } })),
    ),
    ...named(
      "settle",
      over(["accepted", "paid", "refused", "unknown"], (outcome) => ({
        command: "settle_payout",
        args: { outcome, payout_id_there: "77" },
      })),
    ),
    ...named(
      "settle absent",
      silent((force) => ({ command: "settle_payout", args: { outcome: "absent" }, force })),
    ),
  },
  async subject() {
    const merchant = await createMerchant();
    const { id } = await releasedPayout(merchant, 50_000);
    return { merchant, id, names: { id, ids: [id], payout_id: id } };
  },
};
