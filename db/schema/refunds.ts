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
import { currency, instant, merchantId, minorUnits, mode } from "../columns";
import { payments } from "./payments";

/** Refunds asked for together. Each row is one ordinary refund; `amount` is their sum, which the limit is held to. */
export const refundBatches = pgTable(
  "refund_batches",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    /** What was confirmed: `{ asked, rows: [{ payment_id, amount }] }`; `asked` is the request's SHA-256. Never changes. */
    rows: jsonb("rows").notNull(),
    amount: minorUnits("amount").notNull(),
    currency: currency(),
    reason: text("reason").notNull(),
    requestedBy: text("requested_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.merchantId, t.id] }), check("refund_batches_amount", sql`${t.amount} > 0`)],
);

/** Money going back: asked for, perhaps approved, sent once, and confirmed only by the provider's own records. */
export const refunds = pgTable(
  "refunds",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    paymentId: text("payment_id").notNull(),
    providerAccountId: text("provider_account_id").notNull(),
    provider: text("provider").notNull(),
    /** A void ends the payment `voided`; a refund ends it (partially) refunded even when executed as a cancel. */
    kind: text("kind", { enum: ["refund", "void"] }).notNull(),
    status: text("status").notNull(),
    because: jsonb("because").notNull(),
    amount: minorUnits("amount").notNull(),
    /** What the request named; null when it asked for all that was left. A repeated command must ask for the same. */
    amountAsked: minorUnits("amount_asked"),
    batchId: text("batch_id"),
    currency: currency(),
    /** `cancel` on the capture's own Istanbul day and in full, else `refund`; decided when it is sent. */
    method: text("method", { enum: ["cancel", "refund"] }).notNull(),
    reason: text("reason").notNull(),
    /** It is finished on the cashier's phone, whole; the provider only says that it may be. */
    onDevice: boolean("on_device").notNull().default(false),
    requestedBy: text("requested_by").notNull(),
    decidedBy: text("decided_by"),
    scheduledFor: instant("scheduled_for"),
    /** The sale at the provider that is being given back. */
    providerTransactionId: text("provider_transaction_id").notNull(),
    /** The provider's own record of this refund; two equal refunds never share one. */
    providerReversalId: text("provider_reversal_id"),
    nextCheckAt: instant("next_check_at"),
    checkStep: integer("check_step").notNull(),
    /** Complete lists of the provider that did not hold it; three over twenty minutes say it never arrived. */
    absentAnswers: integer("absent_answers").notNull().default(0),
    absentSince: instant("absent_since"),
    sentAt: instant("sent_at"),
    endedAt: instant("ended_at"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique("refunds_reversal").on(t.merchantId, t.providerAccountId, t.providerReversalId),
    foreignKey({ columns: [t.merchantId, t.paymentId], foreignColumns: [payments.merchantId, payments.id] }),
    foreignKey({ columns: [t.merchantId, t.batchId], foreignColumns: [refundBatches.merchantId, refundBatches.id] }),
    index("refunds_batch").on(t.merchantId, t.batchId).where(sql`batch_id is not null`),
    index("refunds_newest").on(t.merchantId, t.mode, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("refunds_status").on(
      t.merchantId,
      t.mode,
      t.status,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index("refunds_sent").on(t.merchantId, t.providerAccountId, t.sentAt),
    index("refunds_payment").on(t.merchantId, t.paymentId),
    index("refunds_due").on(t.nextCheckAt).where(sql`next_check_at is not null`),
    check("refunds_amount", sql`${t.amount} > 0`),
    // Maker is not checker, whatever door the approval came through (fault F68).
    check("refunds_four_eyes", sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.requestedBy}`),
  ],
);
