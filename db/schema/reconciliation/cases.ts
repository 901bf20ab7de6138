import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { currency, instant, merchantId, minorUnits, mode } from "../../columns";
import { providerAccounts } from "../merchants";

/** One comparison of an account with its provider over a window of Istanbul days, or of our books with the bank. */
export const reconciliationRuns = pgTable(
  "reconciliation_runs",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    providerAccountId: text("provider_account_id").notNull(),
    kind: text("kind", { enum: ["nightly", "weekly", "person"] }).notNull(),
    dayFrom: date("day_from").notNull(),
    dayTo: date("day_to").notNull(),
    /** `incomplete`: something of the provider's could not be read; nothing was opened or closed by its absence. */
    status: text("status", { enum: ["running", "complete", "incomplete"] }).notNull(),
    why: text("why"),
    /** Counts and sums of both sides: `{ ours: { sales, amount, refunds }, theirs: { ... }, asked }`; minor units as text. */
    read: jsonb("read"),
    /** What a provider that compares days by itself said of each: `[{ day, verdict, ours, theirs }]`. */
    verdicts: jsonb("verdicts"),
    found: integer("found").notNull().default(0),
    opened: integer("opened").notNull().default(0),
    resolved: integer("resolved").notNull().default(0),
    startedBy: jsonb("started_by").notNull(),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    foreignKey({
      columns: [t.merchantId, t.providerAccountId],
      foreignColumns: [providerAccounts.merchantId, providerAccounts.id],
    }),
    // Single flight: one comparison of an account at a time.
    uniqueIndex("reconciliation_runs_one").on(t.merchantId, t.providerAccountId).where(sql`status = 'running'`),
    index("reconciliation_runs_newest").on(
      t.merchantId,
      t.mode,
      t.startedAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    check("reconciliation_runs_days", sql`${t.dayFrom} <= ${t.dayTo}`),
  ],
);

/** One thing on which our books, the provider and the bank do not agree. */
export const reconciliationCases = pgTable(
  "reconciliation_cases",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    /** Null for a line of the bank that names nobody. */
    providerAccountId: text("provider_account_id"),
    source: text("source", { enum: ["provider", "bank"] }).notNull(),
    reason: text("reason").notNull(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: text("subject_id").notNull(),
    /** Subject with its account: with the reason, one case stands for it at a time. */
    subjectKey: text("subject_key").notNull(),
    paymentId: text("payment_id"),
    /** The Istanbul day it belongs to. */
    day: date("day").notNull(),
    ours: jsonb("ours"),
    theirs: jsonb("theirs"),
    bank: jsonb("bank"),
    /** Minor units: what could be lost, or is shown as something it is not. */
    amountAtRisk: minorUnits("amount_at_risk").notNull(),
    currency: currency(),
    status: text("status", { enum: ["open", "accepted", "resolved"] }).notNull(),
    /** agrees_again, adopted, asked, chargeback_recorded; null while it stands. */
    resolution: text("resolution"),
    comment: text("comment"),
    decidedBy: jsonb("decided_by"),
    decidedAt: instant("decided_at"),
    ownerId: text("owner_id"),
    version: integer("version").notNull().default(1),
    firstSeen: instant("first_seen").notNull(),
    lastSeen: instant("last_seen").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    uniqueIndex("reconciliation_cases_one")
      .on(t.merchantId, t.mode, t.subjectKey, t.reason)
      .where(sql`status <> 'resolved'`),
    index("reconciliation_cases_board").on(t.merchantId, t.mode, t.status, t.firstSeen, t.id),
    // The list's own order, with a status and without one.
    index("reconciliation_cases_risk").on(t.merchantId, t.mode, t.status, t.amountAtRisk.desc().nullsFirst(), t.id),
    index("reconciliation_cases_all").on(t.merchantId, t.mode, t.amountAtRisk.desc().nullsFirst(), t.id),
    index("reconciliation_cases_account").on(t.merchantId, t.providerAccountId, t.day).where(sql`status <> 'resolved'`),
    check("reconciliation_cases_amount", sql`${t.amountAtRisk} >= 0`),
    // Whoever lets a difference stand says why, by name.
    check(
      "reconciliation_cases_accepted",
      sql`${t.status} <> 'accepted' or (${t.comment} is not null and ${t.decidedBy} is not null)`,
    ),
  ],
);
