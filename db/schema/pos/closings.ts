import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { instant, merchantId, minorUnits, mode } from "../../columns";

/** One cashier's day in one branch: what was expected, what was counted, who signed for it. */
export const posClosings = pgTable(
  "pos_closings",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    /** The day in Istanbul. */
    day: date("day").notNull(),
    cashierId: text("cashier_id").notNull(),
    /** Empty: what belongs to no branch (links, payment pages, tills without one). */
    branchId: text("branch_id").notNull(),
    status: text("status").notNull(),
    because: jsonb("because").notNull(),
    /** { channel: minor units } as text: what the books say, and what the cashier counted. */
    expected: jsonb("expected").notNull(),
    counted: jsonb("counted").notNull(),
    difference: minorUnits("difference").notNull(),
    reason: text("reason"),
    countedBy: text("counted_by").notNull(),
    countedAt: instant("counted_at").notNull(),
    signedBy: text("signed_by"),
    signedAt: instant("signed_at"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique("pos_closings_day").on(t.merchantId, t.mode, t.day, t.cashierId, t.branchId),
    index("pos_closings_newest").on(t.merchantId, t.mode, t.day.desc().nullsFirst()),
    check("pos_closings_two_people", sql`${t.signedBy} is null or ${t.signedBy} <> ${t.countedBy}`),
    check("pos_closings_reason", sql`${t.difference} = 0 or length(${t.reason}) > 0`),
    check("pos_closings_locked", sql`(status = 'locked') = (${t.signedAt} is not null)`),
  ],
);

/** What a day's figure is made of. Every payment and every refund is in one closing, once. */
export const posClosingRows = pgTable(
  "pos_closing_rows",
  {
    merchantId: merchantId(),
    closingId: text("closing_id").notNull(),
    subjectKind: text("subject_kind", { enum: ["payment", "refund"] }).notNull(),
    subjectId: text("subject_id").notNull(),
    channel: text("channel").notNull(),
    /** Minor units; refunds are negative. */
    amount: minorUnits("amount").notNull(),
    /** The Istanbul day it happened on; earlier than the closing's where that day was locked before it was known. */
    happenedOn: date("happened_on").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.subjectKind, t.subjectId] }),
    foreignKey({ columns: [t.merchantId, t.closingId], foreignColumns: [posClosings.merchantId, posClosings.id] }),
    index("pos_closing_rows_of").on(t.merchantId, t.closingId),
  ],
);
