import { sql } from "drizzle-orm";
import { bigint, char, customType, text, timestamp } from "drizzle-orm/pg-core";

/** First in every primary, unique and foreign key of a tenant table (architecture decision 11). */
export const merchantId = () => text("merchant_id").notNull();

/** `test` or `live`; the two never meet in one list or one account (architecture decision 12). */
export const mode = () => text("mode", { enum: ["test", "live"] }).notNull();

/** Minor units (kuruş). */
export const minorUnits = (name: string) => bigint(name, { mode: "bigint" });

export const currency = () => char("currency", { length: 3 }).notNull();

/** UTC instant; decisions compare it with vezne_now(), never with now(). */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** A transaction's number, for readers that must not pass a running transaction. */
export const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

// What a list is searched by, as columns: under row-level security an expression's index cannot be used.
export const emailKey = () => text("email_key").generatedAlwaysAs(sql`lower(customer_email) collate "C"`);
export const nameKey = () =>
  text("name_key").generatedAlwaysAs(sql`lower(translate(customer_name, 'İI', 'iı')) collate "C"`);
/** Digits from the last to the first, so that the end of a number is a beginning. */
export const phoneKey = () =>
  text("phone_key").generatedAlwaysAs(sql`reverse(regexp_replace(customer_phone, '\\D', '', 'g')) collate "C"`);
