import { z } from "zod";
import { MAX_MINOR_UNITS } from "@/lib/kernel/money";
import { type AllowedAction, Because, FreeText } from "@/lib/paylinks/schemas";
import { DISPUTE_STATUSES, ESCROW_STATUSES, ESCROW_SUBSTATES, EVIDENCE_CLASSES } from "./account";
import { MIRROR_DECISIONS, MIRROR_STATUSES } from "./mirror/mirror";
import { EscrowTerms } from "./terms-schemas";

const instant = z.iso.datetime({ offset: true });
const id = z.string().max(40);
const minor = z.int().min(1).max(Number(MAX_MINOR_UNITS)).transform(BigInt);
const Note = FreeText(500);

/** A request with files as base64: two of the largest, or six ordinary photos. */
export const EVIDENCE_BODY_BYTES = 15 * 1_024 * 1_024;

/** Files as base64; type and size are read from the bytes. At most 5 MiB each. */
const EvidenceFile = z.strictObject({ name: FreeText(120), content_base64: z.string().min(4).max(7_000_000) });

/** What shows that the goods were sent or arrived. Every field may be absent, but not all of them. */
const EvidenceFields = z
  .strictObject({
    note: Note.optional(),
    carrier: FreeText(60).optional(),
    /** Exempt from the card-number tripwire: parcel numbers may look like one. */
    tracking_no: z.string().trim().min(3).max(60).optional(),
    /** IMEI or serial number of what was handed over; every valid IMEI passes the card numbers' check. */
    serial: z.string().trim().min(3).max(60).optional(),
    files: z.array(EvidenceFile).max(6).default([]),
  })
  .refine(({ note, tracking_no, serial, files }) => Boolean(note ?? tracking_no ?? serial) || files.length > 0, {
    message: "evidence_is_empty",
  });
export type EvidenceFields = z.output<typeof EvidenceFields>;

export const ConfirmDeliveryInput = z.strictObject({ id, evidence: EvidenceFields });
export const AddEvidenceInput = z.strictObject({ id, evidence: EvidenceFields });
/** `carrier` and `tracking_no` of the parcel: the goods are on their way. */
export const ShipInput = z.strictObject({
  id,
  carrier: FreeText(60),
  tracking_no: z.string().trim().min(3).max(60),
});
/** `amount` in minor units; absent means all that is held. */
export const ReleaseInput = z.strictObject({ id, amount: minor.optional(), note: Note });
export const RefundHeldInput = z.strictObject({ id, amount: minor.optional(), note: Note });
/** The second person types the amount; `seen_version` refuses when the case changed since they looked. */
export const ApproveInput = z.strictObject({
  id,
  request_id: id,
  amount: minor,
  seen_version: z.int().min(0).optional(),
});
/** `note`: why the second person said no; kept with the decision. */
export const RequestIdInput = z.strictObject({ id, request_id: id, note: Note.optional() });
export const DisputeInput = z.strictObject({ id, reason: Note });
export const ResolveInput = z.strictObject({
  id,
  outcome: z.enum(["release", "refund", "withdrawn"]),
  note: Note.optional(),
});
export const ExtendInput = z.strictObject({ id, days: z.int().min(1).max(90) });
export const AssignInput = z.strictObject({ id, owner_id: id.nullable() });

/** Several releases of one evidence class with the sum that was confirmed. Minor units. */
export const BulkReleaseInput = z.strictObject({
  evidence_class: z.enum(EVIDENCE_CLASSES),
  ids: z.array(id).min(1).max(100),
  amount: minor,
  note: Note,
});

export const OpenChargebackInput = z.strictObject({
  payment_id: id,
  amount: minor.optional(),
  reason: Note,
  provider_reference: FreeText(80).optional(),
  /** By when the bank wants an answer. */
  deadline_at: instant.optional(),
});
export const SettleChargebackInput = z.strictObject({ id, outcome: z.enum(["won", "lost"]), note: Note.optional() });
export const AssignDisputeInput = z.strictObject({ id, owner_id: id.nullable(), deadline_at: instant.nullable() });

export const EvidenceDto = z.strictObject({
  id: z.string(),
  kind: z.string(),
  note: z.string().nullable(),
  carrier: z.string().nullable(),
  tracking_no: z.string().nullable(),
  serial: z.string().nullable(),
  /** Whether the serial is the one of the terms; null where the terms name none. */
  serial_matches: z.boolean().nullable(),
  file: z.strictObject({ sha256: z.string(), name: z.string() }).nullable(),
  says_delivered: z.boolean(),
  actor: z.string(),
  at: instant,
});
export type EvidenceDto = z.output<typeof EvidenceDto>;

export const EscrowRequestDto = z.strictObject({
  id: z.string(),
  kind: z.enum(["release", "refund"]),
  amount: z.int(),
  status: z.string(),
  note: z.string(),
  requested_by: z.string(),
  decided_by: z.string().nullable(),
  created_at: instant,
  /** Until then an applied release can be undone; null otherwise. */
  undo_until: instant.nullable(),
  because: Because,
});
export type EscrowRequestDto = z.output<typeof EscrowRequestDto>;

export const MirrorDto = z.strictObject({
  provider: z.enum(["paynet", "paywall"]),
  status: z.enum(MIRROR_STATUSES),
  because: Because,
  decision: z.enum(MIRROR_DECISIONS).nullable(),
  /** Nothing is said before. */
  ready_at: instant.nullable(),
  sent_at: instant.nullable(),
  /** What the provider itself said last; null where it cannot be asked or was not yet. */
  seen: z.enum(["approved", "not_approved", "partly"]).nullable(),
  seen_at: instant.nullable(),
  /** Why our books and the provider do not say the same. */
  drift: z.enum(["approved_there_only", "not_approved_there", "partly_approved_there"]).nullable(),
});
export type MirrorDto = z.output<typeof MirrorDto>;

/** Money whose delivery is confirmed first (contract 4.1). Amounts in minor units. */
export const EscrowDto = z.strictObject({
  id: z.string(),
  object: z.literal("escrow_account"),
  mode: z.enum(["test", "live"]),
  created_at: instant,
  status: z.enum(ESCROW_STATUSES),
  substate: z.enum(ESCROW_SUBSTATES),
  because: Because,
  amount_total: z.int(),
  amount_held: z.int(),
  amount_pending: z.int(),
  amount_released: z.int(),
  amount_refunded: z.int(),
  currency: z.literal("TRY"),
  payment_id: z.string(),
  terms: EscrowTerms,
  evidence_class: z.enum(EVIDENCE_CLASSES),
  owner_id: z.string().nullable(),
  held_at: instant.nullable(),
  shipped_at: instant.nullable(),
  delivered_at: instant.nullable(),
  ship_by: instant.nullable(),
  auto_release_at: instant.nullable(),
  /** Since when a dispute stops the clocks; null while they run. */
  paused_at: instant.nullable(),
  version: z.int(),
  evidence: z.array(EvidenceDto),
  requests: z.array(EscrowRequestDto),
  /** What the provider that holds the money was told; null where our books alone hold it. */
  mirror: MirrorDto.nullable(),
});
export type EscrowDto = z.output<typeof EscrowDto>;

export const DisputeDto = z.strictObject({
  id: z.string(),
  object: z.literal("dispute"),
  mode: z.enum(["test", "live"]),
  created_at: instant,
  kind: z.enum(["buyer", "staff", "chargeback"]),
  status: z.enum(DISPUTE_STATUSES),
  because: Because,
  reason: z.string(),
  amount: z.int(),
  from_held: z.int(),
  from_released: z.int(),
  currency: z.literal("TRY"),
  payment_id: z.string(),
  escrow_id: z.string().nullable(),
  provider_reference: z.string().nullable(),
  deadline_at: instant.nullable(),
  owner_id: z.string().nullable(),
  outcome: z.string().nullable(),
  ended_at: instant.nullable(),
});
export type DisputeDto = z.output<typeof DisputeDto>;

/** The desk's tabs; a case is in one of them. */
export const ESCROW_TABS = [
  "awaiting_delivery",
  "evidence",
  "second_person",
  "auto_release",
  "dispute",
  "closed",
] as const;
export type EscrowTab = (typeof ESCROW_TABS)[number];

export const EscrowFilter = z.strictObject({
  status: z.enum(ESCROW_STATUSES).optional(),
  tab: z.enum(ESCROW_TABS).optional(),
  payment_id: id.optional(),
  evidence_class: z.enum(EVIDENCE_CLASSES).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  starting_after: id.optional(),
});
export type EscrowFilter = z.output<typeof EscrowFilter>;

export const DisputeFilter = z.strictObject({
  status: z.enum(DISPUTE_STATUSES).optional(),
  kind: z.enum(["buyer", "staff", "chargeback"]).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  starting_after: id.optional(),
});
export type DisputeFilter = z.output<typeof DisputeFilter>;

export const ESCROW_ACTIONS = [
  "confirm_delivery",
  "add_evidence",
  "ship",
  "release",
  "refund",
  "extend",
  "dispute",
  "resolve",
  "assign",
] as const;
export type EscrowAction = (typeof ESCROW_ACTIONS)[number];

/** The dashboard's view: the account, its payer's name, and what this person may do and why not. */
export type EscrowView = EscrowDto & {
  customer_name: string | null;
  reference_no: string | null;
  owner_name: string | null;
  names: Record<string, string>;
  allowed_actions: Record<EscrowAction, AllowedAction>;
};
