import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { currency, instant, merchantId, minorUnits, mode } from "../../columns";
import { payments } from "../payments";
import { escrowAccounts, escrowReleases } from "./accounts";

/** One file for the bank. Its rows are frozen, so that the file is the same to the byte whenever it is read again. */
export const payoutBatches = pgTable(
  "payout_batches",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    /** `[{ payout_id, round, name, iban, amount, text }]` in the order of the file. Never changed. */
    rows: jsonb("rows").notNull(),
    amount: minorUnits("amount").notNull(),
    currency: currency(),
    madeBy: text("made_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    index("payout_batches_newest").on(t.merchantId, t.mode, t.createdAt),
    check("payout_batches_amount", sql`${t.amount} > 0`),
  ],
);

/** The beneficiary's part of one release on its way to their bank: one a release, asked for by one, approved by another. */
export const payouts = pgTable(
  "payouts",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    releaseId: text("release_id").notNull(),
    escrowId: text("escrow_id").notNull(),
    paymentId: text("payment_id").notNull(),
    status: text("status").notNull(),
    because: jsonb("because").notNull(),
    amount: minorUnits("amount").notNull(),
    currency: currency(),
    /** As the payer's terms name them; frozen with the payment. */
    beneficiaryName: text("beneficiary_name").notNull(),
    iban: text("iban").notNull(),
    /** Before then the release can be undone and nothing is asked for. */
    readyAt: instant("ready_at").notNull(),
    /** `approval`: the provider pays it by itself once the case is approved there. */
    way: text("way", { enum: ["file", "provider", "approval"] }),
    providerAccountId: text("provider_account_id"),
    /** How often it was asked for: after a failure two people decide again. */
    round: integer("round").notNull().default(0),
    batchId: text("batch_id"),
    requestedBy: text("requested_by"),
    decidedBy: text("decided_by"),
    /** What the provider knows it by; another one each round. */
    providerReference: text("provider_reference"),
    providerPayoutId: text("provider_payout_id"),
    bankReference: text("bank_reference"),
    absentAnswers: integer("absent_answers").notNull().default(0),
    absentSince: instant("absent_since"),
    nextCheckAt: instant("next_check_at"),
    checkStep: integer("check_step").notNull().default(0),
    sentAt: instant("sent_at"),
    endedAt: instant("ended_at"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique("payouts_release").on(t.merchantId, t.releaseId),
    unique("payouts_reference").on(t.merchantId, t.providerReference),
    foreignKey({
      columns: [t.merchantId, t.releaseId],
      foreignColumns: [escrowReleases.merchantId, escrowReleases.id],
    }),
    foreignKey({ columns: [t.merchantId, t.escrowId], foreignColumns: [escrowAccounts.merchantId, escrowAccounts.id] }),
    foreignKey({ columns: [t.merchantId, t.paymentId], foreignColumns: [payments.merchantId, payments.id] }),
    foreignKey({ columns: [t.merchantId, t.batchId], foreignColumns: [payoutBatches.merchantId, payoutBatches.id] }),
    index("payouts_newest").on(t.merchantId, t.mode, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("payouts_status").on(t.merchantId, t.mode, t.status),
    index("payouts_of").on(t.merchantId, t.escrowId),
    index("payouts_due").on(t.nextCheckAt).where(sql`next_check_at is not null`),
    check("payouts_amount", sql`${t.amount} > 0`),
    check("payouts_iban", sql`${t.iban} ~ '^TR[0-9]{24}$'`),
    // Maker is not checker, whatever door the approval came through (fault F68).
    check("payouts_four_eyes", sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.requestedBy}`),
    // Nothing leaves that two people have not seen.
    check(
      "payouts_decided",
      sql`${t.status} in ('waiting', 'awaiting_approval', 'withdrawn', 'failed') or (${t.requestedBy} is not null and ${t.decidedBy} is not null)`,
    ),
  ],
);
