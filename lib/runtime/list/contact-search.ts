import { and, gte, lt, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

type ContactKeys = { emailKey: PgColumn; nameKey: PgColumn; phoneKey: PgColumn };

/** Beginning with these letters, as a range: `like` may not use an index under row-level security. */
function beginsWith(column: PgColumn, prefix: string): SQL | undefined {
  return and(gte(column, prefix), lt(column, `${prefix}\u{10ffff}`));
}

/** Whom a searched text may mean, each by an index of its own: an e-mail's or a name's beginning, a phone's last digits. */
export function contactMeanings({ emailKey, nameKey, phoneKey }: ContactKeys, q: string): (SQL | undefined)[] {
  const text = q.trim();
  const digits = text.replace(/\D/g, "");
  const fromTheEnd = [...digits.slice(-10)].reverse().join("");
  return [
    // An e-mail has no dotless i, however its capitals were typed.
    beginsWith(emailKey, text.replaceAll("İ", "i").toLowerCase()),
    beginsWith(nameKey, text.toLocaleLowerCase("tr")),
    ...(digits.length >= 4 ? [beginsWith(phoneKey, fromTheEnd)] : []),
  ];
}
