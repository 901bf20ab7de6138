import "server-only";
import { sql } from "drizzle-orm";
import { type Tx, withMerchant } from "@/db/tenancy";
import type { Mode } from "@/lib/runtime/context";
import type { BankInput, BankLine, Covered, Expected, PaidOut } from "./compare-bank";

async function rowsOf<T>(tx: Tx, query: ReturnType<typeof sql>): Promise<T[]> {
  return (await tx.execute(query)).rows as T[];
}

type Amounts<T, K extends keyof T> = Omit<T, K> & Record<K, string>;

/** How far back lines are judged again. */
const DAYS = 120;

/** Everything that the bank's comparison needs of one merchant and mode; undefined where no statement was brought. */
export async function readBankSides(merchantId: string, mode: Mode): Promise<BankInput | undefined> {
  return withMerchant(merchantId, async (tx) => {
    const since = sql`(istanbul_day(vezne_now()) - ${DAYS}::int)`;
    const covered = await rowsOf<Covered>(
      tx,
      sql`select day_from::text as "dayFrom", day_to::text as "dayTo" from bank_imports
        where merchant_id = ${merchantId} and mode = ${mode} and day_to >= ${since}`,
    );
    if (covered.length === 0) return undefined;
    const lines = await rowsOf<Amounts<BankLine, "amount">>(
      tx,
      sql`select id, day::text as day, amount, text, reference, iban, matched_kind as "matchedKind", matched_id as "matchedId" from bank_lines
        where merchant_id = ${merchantId} and mode = ${mode} and day >= ${since} order by day, id`,
    );
    const expected = await rowsOf<Amounts<Expected, "net">>(
      tx,
      sql`select r.provider_account_id as "accountId", a.provider, a.label, r.due::text as day, sum(r.amount) as net,
          count(distinct r.payment_id)::int as payments
        from expected_receivables(${merchantId}, ${mode}, vezne_now() - ${DAYS + 60}::int * interval '1 day') r
        join provider_accounts a on a.merchant_id = ${merchantId} and a.id = r.provider_account_id
        where r.currency = 'TRY' and r.due <= istanbul_day(vezne_now()) group by 1, 2, 3, 4 order by 4, 1`,
    );
    const payouts = await rowsOf<Amounts<PaidOut, "amount">>(
      tx,
      sql`select id as "payoutId", payment_id as "paymentId", istanbul_day(ended_at)::text as day, amount, iban, beneficiary_name as beneficiary,
          bank_reference as reference
        from payouts where merchant_id = ${merchantId} and mode = ${mode} and status = 'paid' and istanbul_day(ended_at) >= ${since} order by id`,
    );
    return {
      covered,
      lines: lines.map((row) => ({ ...row, amount: BigInt(row.amount) })),
      expected: expected.map((row) => ({ ...row, net: BigInt(row.net) })),
      payouts: payouts.map((row) => ({ ...row, amount: BigInt(row.amount) })),
    };
  });
}

/** Which of these lines an earlier statement brought. */
export async function knownLines(merchantId: string, mode: Mode, hashes: string[]): Promise<Set<string>> {
  const rows = await withMerchant(merchantId, (tx) =>
    rowsOf<{ sha256: string }>(
      tx,
      sql`select sha256 from bank_lines where merchant_id = ${merchantId} and mode = ${mode} and sha256 = any(${sql.param(hashes)}::text[])`,
    ),
  );
  return new Set(rows.map(({ sha256 }) => sha256));
}

/** When the very same file was brought before. */
export async function importedBefore(merchantId: string, mode: Mode, sha256: string): Promise<Date | undefined> {
  const [row] = await withMerchant(merchantId, (tx) =>
    rowsOf<{ created_at: Date | string }>(
      tx,
      sql`select created_at from bank_imports where merchant_id = ${merchantId} and mode = ${mode} and sha256 = ${sha256}`,
    ),
  );
  return row === undefined ? undefined : new Date(row.created_at);
}
