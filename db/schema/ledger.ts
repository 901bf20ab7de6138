import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, primaryKey, smallint, text, unique } from "drizzle-orm/pg-core";
import { currency, instant, merchantId, minorUnits, mode } from "../columns";

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
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.journalId, t.leg] }),
    foreignKey({ columns: [t.merchantId, t.journalId], foreignColumns: [journals.merchantId, journals.id] }),
    foreignKey({
      columns: [t.merchantId, t.mode, t.accountCode, t.currency],
      foreignColumns: [ledgerAccounts.merchantId, ledgerAccounts.mode, ledgerAccounts.code, ledgerAccounts.currency],
    }),
    check("entries_not_zero", sql`${t.amount} <> 0`),
  ],
);
