import { openDispute } from "@/lib/escrow/disputes/open-dispute";
import { runCommand } from "@/lib/runtime/run-command";
import { makeContext } from "../../../support/context";
import { heldCase } from "../../../support/escrow/factories-escrow";
import { ago, type Chapter, named, over, pausedFor } from "../asking";
import { closedDispute } from "../closed-dispute";

export const escrow: Chapter = {
  entity: "escrow",
  table: "escrow_accounts",
  asks: {
    "release a part": { command: "request_release", args: { amount: "40000", note: "teslim" } },
    "release all": { command: "request_release", args: { note: "teslim" } },
    "release a part, in a batch above the limit": {
      command: "request_release",
      args: { amount: "40000", note: "teslim", batch_id: "its batch" },
      force: { evidence_class: "'note'", delivered_at: ago(1) },
    },
    "release a part after its delivery": {
      command: "request_release",
      args: { amount: "40000", note: "teslim" },
      force: { delivered_at: ago(1) },
    },
    "release too much": { command: "request_release", args: { amount: "700001", note: "teslim" } },
    "the buyer objects": { command: "open_dispute", args: { kind: "buyer", reason: "kırık" } },
    "more days": {
      command: "extend_escrow",
      args: { days: 3 },
      force: { auto_release_at: "vezne_now() + interval '2 days'" },
    },
    "evidence of shipping": {
      command: "add_evidence",
      args: { kind: "tracking", data: { number: "1" }, says_shipped: true, says_delivered: false },
    },
    "evidence of delivery": {
      command: "add_evidence",
      args: { kind: "note", data: { text: "1" }, says_shipped: false, says_delivered: true },
    },
    "the buyer tells of a problem": { command: "report_problem", args: { reason: "kırık", data: { text: "kırık" } } },
    "a code for the buyer": {
      command: "start_delivery_code",
      args: { new_code_id: "dc_new", code_hash: "right", sent_to: "a***@example.test" },
    },
    "the clock": { command: "fire_escrow_timer", force: { next_check_at: ago(1) } },
    "the clock, release due": {
      command: "fire_escrow_timer",
      force: { next_check_at: ago(1), auto_release_at: ago(1) },
    },
  },
  async subject(merchant) {
    const held = await heldCase(merchant, 700_000, { auto_release_days: 3 });
    await closedDispute(merchant, held.id);
    const rows = [
      { escrow_id: held.id, amount: "40000" },
      { escrow_id: "esc_of_another_row", amount: "100000000" },
    ];
    await runCommand("vezne_app", "open_release_batch", {
      ...{ merchant_id: merchant.id, mode: "test", new_batch_id: `batch_${held.id}`, rows, evidence_class: "note" },
      ...{ note: "teslim", user_id: "usr_second", actor: { kind: "user", id: "usr_second" } },
    });
    return { id: held.id, names: { escrow_id: held.id, of_batch: `batch_${held.id}` } };
  },
};

export const disputes: Chapter = {
  entity: "escrow",
  table: "escrow_accounts",
  asks: {
    ...named(
      "end the dispute",
      over(["release", "refund", "withdrawn"], (outcome) => ({
        command: "resolve_dispute",
        args: { outcome, note: "anlaşıldı" },
      })),
    ),
    "release all": { command: "request_release", args: { note: "teslim" } },
    "the buyer objects once more": { command: "open_dispute", args: { kind: "buyer", reason: "kırık" } },
    "the seller's staff objects": { command: "open_dispute", args: { kind: "staff", reason: "kırık" } },
    "the clock, release due": {
      command: "fire_escrow_timer",
      force: { next_check_at: ago(1), auto_release_at: ago(1) },
    },
    "more days": { command: "extend_escrow", args: { days: 3 } },
  },
  async subject(merchant) {
    const held = await heldCase(merchant, 700_000, { auto_release_days: 3 });
    await openDispute(makeContext(merchant), { id: held.id, reason: "kırık" });
    return { id: held.id, before: pausedFor(merchant, 60), names: { escrow_id: held.id } };
  },
};

/** Held money with a code on its way to the buyer. */
export const deliveryCodes: Chapter = {
  entity: "escrow",
  table: "escrow_accounts",
  asks: {
    "it arrived": { command: "use_delivery_code", args: { code_hash: "right", wish: "delivered" } },
    "it arrived, with a wrong code": { command: "use_delivery_code", args: { code_hash: "wrong", wish: "delivered" } },
    "it is solved": { command: "use_delivery_code", args: { code_hash: "right", wish: "solved" } },
    "another code": {
      command: "start_delivery_code",
      args: { new_code_id: "dc_new", code_hash: "other", sent_to: "a***@example.test" },
    },
  },
  async subject(merchant) {
    const held = await heldCase(merchant, 700_000, { auto_release_days: 3 });
    await closedDispute(merchant, held.id);
    await runCommand("vezne_app", "start_delivery_code", {
      ...{
        merchant_id: merchant.id,
        mode: "test",
        escrow_id: held.id,
        new_code_id: `dc_${held.id}`,
        code_hash: "right",
      },
      ...{ sent_to: "a***@example.test", actor: { kind: "payer", id: held.payment_id } },
    });
    return { id: held.id, names: { escrow_id: held.id, code_id: `dc_${held.id}` } };
  },
};
