import { defineMachine } from "@/lib/kernel/state-machine";

export const ESCROW_STATUSES = ["pending", "held", "released", "refunded"] as const;
export type EscrowStatus = (typeof ESCROW_STATUSES)[number];

/** `held` while anything is held or promised; back to held only by a release taken back within its ten minutes. */
export const escrowMachine = defineMachine<EscrowStatus>("escrow", {
  pending: ["held"],
  held: ["released", "refunded"],
  released: ["held"],
  refunded: [],
});

export const ESCROW_SUBSTATES = [
  "awaiting_payment",
  "abandoned",
  "awaiting_delivery",
  "shipped",
  "delivered",
  "release_requested",
  "refund_requested",
  "disputed",
  "charged_back",
  "released",
  "mixed",
  "refunded",
] as const;

/** Weakest first; the SQL's `evidence_rank` orders them the same way. */
export const EVIDENCE_CLASSES = ["none", "note", "tracking", "document", "photo", "serial", "buyer_code"] as const;
export type EvidenceClass = (typeof EVIDENCE_CLASSES)[number];

export const RELEASE_STATUSES = [
  "requested",
  "awaiting_approval",
  "applied",
  "rejected",
  "withdrawn",
  "undone",
] as const;
export type ReleaseStatus = (typeof RELEASE_STATUSES)[number];

/** `applied` is booked; for ten minutes it can be undone by a second journal, then provider and bank may hear of it. */
export const releaseMachine = defineMachine<ReleaseStatus>("release", {
  requested: ["awaiting_approval", "applied"],
  awaiting_approval: ["applied", "rejected", "withdrawn"],
  applied: ["undone"],
  rejected: [],
  withdrawn: [],
  undone: [],
});

export const DISPUTE_STATUSES = ["open", "won", "lost", "withdrawn"] as const;
export type DisputeStatus = (typeof DISPUTE_STATUSES)[number];

/** Won: the seller keeps the money. Lost: it goes, or went, back to the payer. */
export const disputeMachine = defineMachine<DisputeStatus>("dispute", {
  open: ["won", "lost", "withdrawn"],
  won: [],
  lost: [],
  withdrawn: [],
});
