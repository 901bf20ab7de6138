import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, integer, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { currency, instant, merchantId, minorUnits, mode } from "../../columns";

/** One statement of the bank as a person brought it. The same file again is the same import. */
export const bankImports = pgTable(
  "bank_imports",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    name: text("name").notNull(),
    /** Of the file's bytes. */
    sha256: text("sha256").notNull(),
    lines: integer("lines").notNull(),
    /** Lines that an earlier file had brought already. */
    known: integer("known").notNull(),
    dayFrom: date("day_from").notNull(),
    dayTo: date("day_to").notNull(),
    importedBy: text("imported_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique("bank_imports_once").on(t.merchantId, t.mode, t.sha256),
    index("bank_imports_newest").on(t.merchantId, t.mode, t.createdAt.desc().nullsFirst()),
  ],
);

/** One movement on the merchant's account at the bank. Never changed; what it belongs to is filled in once. */
export const bankLines = pgTable(
  "bank_lines",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    importId: text("import_id").notNull(),
    lineNo: integer("line_no").notNull(),
    /** Of its fields, and of how many lines like it stood before it in the same file. */
    sha256: text("sha256").notNull(),
    day: date("day").notNull(),
    /** Minor units; what came in is positive. */
    amount: minorUnits("amount").notNull(),
    currency: currency(),
    text: text("text").notNull(),
    reference: text("reference"),
    iban: text("iban"),
    matchedKind: text("matched_kind", { enum: ["payout", "settlement_day"] }),
    /** A payout's id, or `account:yyyy-mm-dd`. */
    matchedId: text("matched_id"),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique("bank_lines_once").on(t.merchantId, t.mode, t.sha256),
    foreignKey({ columns: [t.merchantId, t.importId], foreignColumns: [bankImports.merchantId, bankImports.id] }),
    index("bank_lines_day").on(t.merchantId, t.mode, t.day),
    check("bank_lines_amount", sql`${t.amount} <> 0`),
    check("bank_lines_matched", sql`(${t.matchedKind} is null) = (${t.matchedId} is null)`),
  ],
);
