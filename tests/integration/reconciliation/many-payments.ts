import { systemClock } from "@/lib/kernel/clock";
import type { TestMerchant } from "../../support/factories";
import { book, createLink, transactionOf } from "../../support/factories-paylink";
import type { Product } from "../../support/product-process";

export type Sold = { n: number; paymentId: string; transactionId: string; reference: string; at: Date };

const TABLES = ["paylinks", "payments", "attempts", "journals", "entries", "audit_log"];
/** Between two payments: five thousand of them reach over sixty-two hours. */
const EVERY_SECONDS = 45;

const padded = (prefix: string, n: number) => `${prefix}_${String(n).padStart(26, "0")}`;
export const soldAt = (n: number, now: Date): Date => new Date(now.getTime() - 3_600_000 - n * EVERY_SECONDS * 1_000);

/**
 * So many paid links of a merchant, in the books and at the provider alike: one is made through the product, the others
 * are copies of its rows in every table, each with ids and a moment of its own.
 */
export async function manyPayments(product: Product, merchant: TestMerchant, count: number): Promise<Sold[]> {
  const now = new Date(Math.floor(systemClock.now().getTime() / 1_000) * 1_000);
  const link = await createLink(merchant);
  const transaction = transactionOf(link, { occurredAt: soldAt(0, now) });
  await book(merchant, link, transaction);
  const [made] = await product.rows<Record<"payment" | "attempt" | "journal" | "token", string>>(
    `select p.id as payment, p.token, a.id as attempt, j.id as journal from payments p
     join attempts a on a.payment_id = p.id join journals j on j.payment_id = p.id where p.paylink_id = $1`,
    [link.id],
  );
  if (made === undefined) throw new Error("nothing was booked");
  const fresh = (expression: string) => `${expression} || lpad(n::text, 26, '0')`;
  const share = link.share_url.slice(link.share_url.lastIndexOf("/") + 1);
  const changes: [string, string][] = [
    [made.payment, fresh("'pay_'")],
    [made.attempt, fresh("'att_'")],
    [made.journal, fresh("'jrn_'")],
    [made.token, fresh("'t'")],
    [link.id, fresh("'pl_'")],
    [share, fresh("'s'")],
    [link.provider_reference, "'MANY-' || n"],
    [transaction.transactionId, "'xk_many_' || n"],
  ];
  const copy = changes.reduce((text, [from, to]) => `replace(${text}, '${from}', ${to})`, "to_jsonb(o)::text");
  const moment = `to_char((timestamptz '${soldAt(0, now).toISOString()}' - n * interval '${EVERY_SECONDS} seconds') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
  for (const table of TABLES) {
    const columns = await product.rows<{ name: string }>(
      `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1
         and (table_name, column_name) <> ('audit_log', 'seq') and is_generated = 'NEVER' order by ordinal_position`,
      [table],
    );
    const names = columns.map(({ name }) => `"${name}"`).join(", ");
    const times = { payments: "paid_at", journals: "effective_at" }[table];
    const over = times === undefined ? "'{}'::jsonb" : `jsonb_build_object('${times}', ${moment})`;
    const mine = {
      journals: "o.payment_id = $1",
      entries: "o.journal_id = $2",
      audit_log: "(o.payment_id = $1 or o.subject_id = $3)",
    };
    const where = mine[table as keyof typeof mine] ?? `o.id in ($1, $3, '${made.attempt}')`;
    await product.rows(
      `with given as (select $1::text, $2::text, $3::text)
       insert into ${table} (${names}) select ${columns.map(({ name }) => `c."${name}"`).join(", ")}
       from ${table} o cross join generate_series(1, ${count - 1}) n
       cross join lateral jsonb_populate_record(null::${table}, (${copy})::jsonb || ${over}) c where ${where}`,
      [made.payment, made.journal, link.id],
    );
  }
  const first = {
    n: 0,
    paymentId: made.payment,
    transactionId: transaction.transactionId,
    reference: link.provider_reference,
  };
  return Array.from({ length: count }, (_unused, n) => ({
    ...(n === 0 ? first : { n, paymentId: padded("pay", n), transactionId: `xk_many_${n}`, reference: `MANY-${n}` }),
    at: soldAt(n, now),
  }));
}

const AMOUNT = 100_000;

/** The same payments at the provider. */
export async function atProvider(product: Product, sold: Sold[]): Promise<void> {
  for (let start = 0; start < sold.length; start += 1_000) {
    await product.sandbox.records({
      account: "other",
      transactions: sold.slice(start, start + 1_000).map(({ transactionId, reference, at }) => ({
        ...{ xact_id: transactionId, reference_no: reference, at: at.toISOString() },
        ...{ amount: AMOUNT, commission: 2_000 },
      })),
    });
  }
}
