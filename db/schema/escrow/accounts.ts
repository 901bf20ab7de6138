import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { currency, instant, merchantId, minorUnits, mode } from "../../columns";
import { payments } from "../payments";

/** Money of one payment that the merchant may not use before its delivery is confirmed. Amounts in minor units. */
export const escrowAccounts = pgTable(
  "escrow_accounts",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    paymentId: text("payment_id").notNull(),
    status: text("status", { enum: ["pending", "held", "released", "refunded"] }).notNull(),
    /** What a person has to know beside the status; written with every step, never by itself. */
    substate: text("substate").notNull(),
    because: jsonb("because").notNull(),
    amountTotal: minorUnits("amount_total").notNull(),
    amountHeld: minorUnits("amount_held").notNull(),
    /** Promised to a release, a refund or a chargeback that has not ended. */
    amountPending: minorUnits("amount_pending").notNull(),
    amountReleased: minorUnits("amount_released").notNull(),
    amountRefunded: minorUnits("amount_refunded").notNull(),
    currency: currency(),
    /** As the payer saw them before paying; frozen with the payment. */
    terms: jsonb("terms").notNull(),
    /** The strongest proof of delivery so far: none, note, tracking, document, photo, serial, buyer_code. */
    evidenceClass: text("evidence_class").notNull().default("none"),
    /** Who looks after the case; null: nobody yet. */
    ownerId: text("owner_id"),
    heldAt: instant("held_at"),
    shippedAt: instant("shipped_at"),
    deliveredAt: instant("delivered_at"),
    /** Not sent by then: everything held goes back to the payer. */
    shipBy: instant("ship_by"),
    autoReleaseAt: instant("auto_release_at"),
    /** An open dispute stops every timer from here on. */
    pausedAt: instant("paused_at"),
    nextCheckAt: instant("next_check_at"),
    checkStep: integer("check_step").notNull().default(0),
    version: integer("version").notNull().default(0),
    endedAt: instant("ended_at"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique("escrow_accounts_payment").on(t.merchantId, t.paymentId),
    foreignKey({ columns: [t.merchantId, t.paymentId], foreignColumns: [payments.merchantId, payments.id] }),
    index("escrow_accounts_newest").on(t.merchantId, t.mode, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("escrow_accounts_status").on(t.merchantId, t.mode, t.status, t.substate),
    index("escrow_accounts_due").on(t.nextCheckAt).where(sql`next_check_at is not null`),
    // Conservation, in any sequence of releases and refunds (invariant I2).
    check(
      "escrow_accounts_conserved",
      sql`${t.amountTotal} = ${t.amountHeld} + ${t.amountPending} + ${t.amountReleased} + ${t.amountRefunded}`,
    ),
    check(
      "escrow_accounts_amounts",
      sql`${t.amountHeld} >= 0 and ${t.amountPending} >= 0 and ${t.amountReleased} >= 0 and ${t.amountRefunded} >= 0`,
    ),
  ],
);

/** Releases confirmed together; each row is one ordinary release, the limit is held to their sum. */
export const releaseBatches = pgTable(
  "release_batches",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    /** What was confirmed: `[{ escrow_id, amount }]`. */
    rows: jsonb("rows").notNull(),
    evidenceClass: text("evidence_class").notNull(),
    amount: minorUnits("amount").notNull(),
    currency: currency(),
    note: text("note").notNull(),
    requestedBy: text("requested_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.merchantId, t.id] }), check("release_batches_amount", sql`${t.amount} > 0`)],
);

/** A wish to give held money to the seller; above the limit it waits for a second person. */
export const escrowReleases = pgTable(
  "escrow_releases",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    escrowId: text("escrow_id").notNull(),
    status: text("status").notNull(),
    because: jsonb("because").notNull(),
    amount: minorUnits("amount").notNull(),
    /** What the request named; null when it asked for all that was held. */
    amountAsked: minorUnits("amount_asked"),
    currency: currency(),
    note: text("note").notNull(),
    batchId: text("batch_id"),
    /** The case as the requester saw it; the approver is shown what has changed since. */
    snapshot: jsonb("snapshot").notNull(),
    /** A person, or `system` for a timer the payer agreed to. */
    requestedBy: text("requested_by").notNull(),
    decidedBy: text("decided_by"),
    /** Of the amount, what the beneficiary gets; the rest is the merchant's own part of the split. */
    amountBeneficiary: minorUnits("amount_beneficiary").notNull(),
    appliedAt: instant("applied_at"),
    /** Until then it can be taken back; the provider and the bank hear of it only afterwards. */
    undoUntil: instant("undo_until"),
    endedAt: instant("ended_at"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    foreignKey({ columns: [t.merchantId, t.escrowId], foreignColumns: [escrowAccounts.merchantId, escrowAccounts.id] }),
    foreignKey({ columns: [t.merchantId, t.batchId], foreignColumns: [releaseBatches.merchantId, releaseBatches.id] }),
    index("escrow_releases_of").on(t.merchantId, t.escrowId),
    index("escrow_releases_open").on(t.merchantId, t.mode, t.status),
    check("escrow_releases_amount", sql`${t.amount} > 0 and ${t.amountBeneficiary} between 0 and ${t.amount}`),
    // Maker is not checker, whatever door the approval came through (fault F68).
    check("escrow_releases_four_eyes", sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.requestedBy}`),
  ],
);

/** What is known about a delivery: who said it, when, and the hash of what they showed. Never changed. */
export const escrowEvidence = pgTable(
  "escrow_evidence",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    escrowId: text("escrow_id").notNull(),
    kind: text("kind", {
      enum: ["note", "tracking", "document", "photo", "serial", "buyer_code", "complaint"],
    }).notNull(),
    data: jsonb("data").notNull(),
    fileHash: text("file_hash"),
    fileName: text("file_name"),
    /** It says that the goods arrived, not only that they were sent. */
    saysDelivered: boolean("says_delivered").notNull(),
    actor: jsonb("actor").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    foreignKey({ columns: [t.merchantId, t.escrowId], foreignColumns: [escrowAccounts.merchantId, escrowAccounts.id] }),
    index("escrow_evidence_of").on(t.merchantId, t.escrowId, t.at),
  ],
);
