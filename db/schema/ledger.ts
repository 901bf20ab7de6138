import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { currency, instant, merchantId, minorUnits, mode, xid8 } from "../columns";
import { providerAccounts } from "./merchants";

export const ledgerAccounts = pgTable(
  "ledger_accounts",
  { merchantId: merchantId(), mode: mode(), code: text("code").notNull(), currency: currency() },
  (t) => [primaryKey({ columns: [t.merchantId, t.mode, t.code, t.currency] })],
);

/** One money event. `ref` makes it impossible to book the same event twice (invariant I1). */
export const journals = pgTable(
  "journals",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    kind: text("kind").notNull(),
    ref: text("ref").notNull(),
    paymentId: text("payment_id").notNull(),
    reverses: text("reverses"),
    effectiveAt: instant("effective_at").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique("journals_once").on(t.merchantId, t.mode, t.kind, t.ref),
    index("journals_payment").on(t.merchantId, t.paymentId),
    index("journals_effective").on(t.merchantId, t.mode, t.effectiveAt),
  ],
);

/** Debits are positive, credits negative. Insert-only; a deferred trigger demands a zero sum. */
export const entries = pgTable(
  "entries",
  {
    merchantId: merchantId(),
    journalId: text("journal_id").notNull(),
    leg: smallint("leg").notNull(),
    mode: mode(),
    accountCode: text("account_code").notNull(),
    amount: minorUnits("amount").notNull(),
    currency: currency(),
    /** The transaction that wrote it: what lies below every running one can gain no more entries (checkpoints). */
    writtenBy: xid8("written_by").notNull().default(sql`pg_current_xact_id()`),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.journalId, t.leg] }),
    foreignKey({ columns: [t.merchantId, t.journalId], foreignColumns: [journals.merchantId, journals.id] }),
    foreignKey({
      columns: [t.merchantId, t.mode, t.accountCode, t.currency],
      foreignColumns: [ledgerAccounts.merchantId, ledgerAccounts.mode, ledgerAccounts.code, ledgerAccounts.currency],
    }),
    check("entries_not_zero", sql`${t.amount} <> 0`),
    index("entries_tail").on(t.merchantId, t.mode, t.accountCode, t.currency, t.writtenBy),
  ],
);

/**
 * What an account held up to a horizon below which no transaction was running, so that nothing can be added there.
 * Insert-only. Transaction numbers mean nothing in another cluster: a restored copy starts its own checkpoints.
 */
export const balanceCheckpoints = pgTable(
  "balance_checkpoints",
  {
    merchantId: merchantId(),
    mode: mode(),
    accountCode: text("account_code").notNull(),
    currency: currency(),
    cluster: bigint("cluster", { mode: "bigint" }).notNull(),
    horizon: xid8("horizon").notNull(),
    amountDebit: minorUnits("amount_debit").notNull(),
    amountCredit: minorUnits("amount_credit").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.merchantId, t.mode, t.accountCode, t.currency, t.cluster, t.horizon] })],
);

/** When a provider account's money is expected in the bank: dated, and it says who says so. */
export const settlementTerms = pgTable(
  "settlement_terms",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    providerAccountId: text("provider_account_id").notNull(),
    daysAfterCapture: integer("days_after_capture").notNull(),
    dayRule: text("day_rule", { enum: ["business", "calendar"] }).notNull(),
    /** Istanbul time; a capture at or after it counts as the next day's. */
    cutOff: text("cut_off").notNull(),
    validFrom: date("valid_from").notNull(),
    validTo: date("valid_to"),
    source: text("source", { enum: ["assumed", "contract"] }).notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique("settlement_terms_from").on(t.merchantId, t.providerAccountId, t.validFrom),
    foreignKey({
      columns: [t.merchantId, t.providerAccountId],
      foreignColumns: [providerAccounts.merchantId, providerAccounts.id],
    }),
    check("settlement_terms_days", sql`${t.daysAfterCapture} between 0 and 120`),
    check("settlement_terms_cut_off", sql`${t.cutOff} ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'`),
  ],
);

/** Days on which Turkish banks pay nothing out, besides weekends; filled by db/functions. */
export const bankHolidays = pgTable("bank_holidays", {
  day: date("day").primaryKey(),
  name: text("name").notNull(),
  source: text("source").notNull(),
});

/** What the online verifiers found the last time: every invariant, and the audit chains. */
export const ledgerChecks = pgTable("ledger_checks", {
  id: text("id", { enum: ["latest", "audit"] }).primaryKey(),
  checkedAt: instant("checked_at").notNull(),
  durationMs: integer("duration_ms").notNull(),
  invariants: integer("invariants").notNull(),
  /** `{ name, rows, merchants }` an invariant that does not hold. */
  findings: jsonb("findings").notNull(),
});
