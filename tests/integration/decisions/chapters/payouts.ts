import { statements } from "@/db/client";
import { releasedPayout } from "../../../support/escrow/factories-payout";
import { ago, type Chapter, named, over, silent } from "../asking";
import { closedDispute } from "../closed-dispute";

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
    approve: { command: "approve_payouts", args: { amount: "its amount" } },
    "approve, the asker": { command: "approve_payouts", args: { amount: "its amount", user_id: "usr_first" } },
    "approve another sum": { command: "approve_payouts", args: { amount: "1" } },
    "write into the bank's file": { command: "export_payouts", args: { new_batch_id: "pb_new" } },
    "write all into the bank's file": { command: "export_payouts", args: { new_batch_id: "pb_new", ids: null } },
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
  async subject(merchant) {
    const { id, escrow_id } = await releasedPayout(merchant, 50_000);
    await closedDispute(merchant, escrow_id);
    const [row] = await statements("vezne_system")<
      { amount: string }[]
    >`select amount::text from payouts where id = ${id}`;
    return { id, names: { id, ids: [id], payout_id: id, of_amount: row?.amount } };
  },
};
