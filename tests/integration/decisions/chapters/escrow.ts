import { openDispute } from "@/lib/escrow/disputes/open-dispute";
import { makeContext } from "../../../support/context";
import { heldCase } from "../../../support/escrow/factories-escrow";
import { createMerchant } from "../../../support/factories";
import { ago, type Chapter, named, over, pausedFor } from "../asking";

export const escrow: Chapter = {
  entity: "escrow",
  table: "escrow_accounts",
  asks: {
    "release a part": { command: "request_release", args: { amount: "40000", note: "teslim" } },
    "release all": { command: "request_release", args: { note: "teslim" } },
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
    "the clock": { command: "fire_escrow_timer", force: { next_check_at: ago(1) } },
    "the clock, release due": {
      command: "fire_escrow_timer",
      force: { next_check_at: ago(1), auto_release_at: ago(1) },
    },
  },
  async subject() {
    const merchant = await createMerchant();
    const held = await heldCase(merchant, 700_000, { auto_release_days: 3 });
    return { merchant, id: held.id, names: { escrow_id: held.id } };
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
  async subject() {
    const merchant = await createMerchant();
    const held = await heldCase(merchant, 700_000, { auto_release_days: 3 });
    await openDispute(makeContext(merchant), { id: held.id, reason: "kırık" });
    return { merchant, id: held.id, before: pausedFor(merchant, 60), names: { escrow_id: held.id } };
  },
};
