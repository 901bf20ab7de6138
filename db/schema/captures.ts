import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { currency, instant, merchantId, minorUnits, mode } from "../columns";
import { payments } from "./payments";

/** What becomes of an authorised amount: taken (`capture`) or let go (`void`). Sent once, settled by the provider's own record. */
export const captures = pgTable(
  "captures",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    paymentId: text("payment_id").notNull(),
    providerAccountId: text("provider_account_id").notNull(),
    provider: text("provider").notNull(),
    kind: text("kind", { enum: ["capture", "void"] }).notNull(),
    status: text("status").notNull(),
    because: jsonb("because").notNull(),
    /** Minor units; for a void all that was authorised. */
    amount: minorUnits("amount").notNull(),
    currency: currency(),
    /** Null when it was made in the provider's own panel and found there. */
    requestedBy: text("requested_by"),
    /** The pre-authorisation at the provider. */
    authorisationTransactionId: text("authorisation_transaction_id").notNull(),
    /** The provider's own transaction of the capture; the one that refunds name. */
    captureTransactionId: text("capture_transaction_id"),
    nextCheckAt: instant("next_check_at"),
    checkStep: integer("check_step").notNull(),
    absentAnswers: integer("absent_answers").notNull(),
    absentSince: instant("absent_since"),
    sentAt: instant("sent_at"),
    endedAt: instant("ended_at"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique("captures_transaction").on(t.merchantId, t.providerAccountId, t.captureTransactionId),
    foreignKey({ columns: [t.merchantId, t.paymentId], foreignColumns: [payments.merchantId, payments.id] }),
    // One decision about an authorisation at a time, and money is taken once.
    uniqueIndex("captures_one_open")
      .on(t.merchantId, t.paymentId)
      .where(sql`status in ('requested', 'sending', 'unknown')`),
    uniqueIndex("captures_one_capture")
      .on(t.merchantId, t.paymentId)
      .where(sql`kind = 'capture' and status = 'confirmed'`),
    index("captures_due").on(t.nextCheckAt).where(sql`next_check_at is not null`),
    check("captures_amount", sql`${t.amount} > 0`),
  ],
);
