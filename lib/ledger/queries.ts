import "server-only";
import { sql } from "drizzle-orm";
import { type Tx, withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";
import { type Arrival, type ArrivalFilter, type ArrivalPayment, BalanceDto, type SettlementTermsDto } from "./schemas";

/** Minor units; what we are owed is positive, what we owe is negative. Debit and credit are both positive. */
export type Balance = { account: string; currency: string; debit: number; credit: number; amount: number };

/** How far back days without a seen payout are listed one by one. */
const PAST_DAYS = 14;
const MOST_PAYMENTS = 100;

// A cashier sees the payments of their own links; these sums are everybody's.
function requireReadAll(ctx: Context): void {
  if (!ctx.permissions.includes("payments:read-all")) throw new AppError("forbidden", "payments:read-all is needed");
}

async function rowsOf<T>(tx: Tx, query: ReturnType<typeof sql>): Promise<T[]> {
  return (await tx.execute(query)).rows as T[];
}

async function readBalances(tx: Tx, ctx: Context): Promise<Balance[]> {
  const rows = await rowsOf<{ account: string; currency: string; debit: string; credit: string }>(
    tx,
    sql`select account_code as account, currency, amount_debit as debit, amount_credit as credit
      from account_balances(${ctx.merchantId}, ${ctx.mode})
      where amount_debit <> 0 or amount_credit <> 0 order by account_code, currency`,
  );
  return rows.map(({ account, currency, debit, credit }) => ({
    account,
    currency,
    debit: Number(debit),
    credit: Number(credit),
    amount: Number(BigInt(debit) - BigInt(credit)),
  }));
}

/**
 * What every account of the caller's merchant holds in the caller's mode: its newest checkpoint and the entries after
 * it; the sums of each currency are zero together.
 * @throws AppError forbidden
 */
export async function balancesOf(ctx: Context): Promise<Balance[]> {
  requireReadAll(ctx);
  return withMerchant(ctx.merchantId, (tx) => readBalances(tx, ctx));
}

/** No receivable older than this can still be expected: the longest term in days, twice, and a month of feasts. */
const sinceOf = (ctx: Context) => sql`(
  select vezne_now() - (coalesce(max(days_after_capture), 0) * 2 + 40 + ${PAST_DAYS}) * interval '1 day'
  from settlement_terms where merchant_id = ${ctx.merchantId})`;

async function readArrivals(tx: Tx, ctx: Context): Promise<{ today: string; arrivals: Arrival[] }> {
  const [clock] = await rowsOf<{ today: string }>(tx, sql`select istanbul_day(vezne_now())::text as today`);
  const today = clock?.today ?? "";
  const rows = await rowsOf<Arrival & { net: string }>(
    tx,
    sql`select r.due::text as day, r.provider_account_id, a.provider, a.label, r.currency,
        sum(r.amount) as net, count(distinct r.payment_id)::int as payments
      from expected_receivables(${ctx.merchantId}, ${ctx.mode}, ${sinceOf(ctx)}) r
      join provider_accounts a on a.merchant_id = ${ctx.merchantId} and a.id = r.provider_account_id
      where r.due >= ${today}::date - ${PAST_DAYS}::int
      group by r.due, r.provider_account_id, a.provider, a.label, r.currency
      order by r.due, a.label`,
  );
  return { today, arrivals: rows.map((row) => ({ ...row, net: Number(row.net) })) };
}

async function readTerms(tx: Tx, ctx: Context): Promise<SettlementTermsDto[]> {
  return rowsOf<SettlementTermsDto>(
    tx,
    sql`select distinct on (a.label, a.id) a.id as provider_account_id, a.provider, a.label, t.days_after_capture, t.day_rule,
        t.cut_off, t.valid_from::text as valid_from, t.source
      from provider_accounts a join settlement_terms t on t.merchant_id = a.merchant_id and t.provider_account_id = a.id
      where a.merchant_id = ${ctx.merchantId} and a.mode = ${ctx.mode} and t.valid_from <= istanbul_day(vezne_now())
      order by a.label, a.id, t.valid_from desc`,
  );
}

async function readHeld(tx: Tx, ctx: Context): Promise<BalanceDto["held"]> {
  const rows = await rowsOf<{ reason: string; payments: number; amount: string }>(
    tx,
    sql`select review as reason, count(*)::int as payments, sum(coalesce(amount_charged, amount_requested)) as amount
      from payments where merchant_id = ${ctx.merchantId} and mode = ${ctx.mode} and review is not null
      group by review order by review`,
  );
  return rows.map((row) => ({ ...row, amount: Number(row.amount) }));
}

/** The moment of the last money event: the same books answer with the same bytes. */
async function readAsOf(tx: Tx, ctx: Context): Promise<string> {
  const [row] = await rowsOf<{ at: string }>(
    tx,
    sql`select coalesce(
        (select max(effective_at) from journals where merchant_id = ${ctx.merchantId} and mode = ${ctx.mode}),
        (select created_at from merchants where merchant_id = ${ctx.merchantId})) as at`,
  );
  return new Date(row?.at ?? 0).toISOString();
}

const total = (balances: Balance[], matches: (account: string) => boolean) =>
  balances.filter(({ account }) => matches(account)).reduce((sum, { amount }) => sum + amount, 0);
const net = (arrivals: Arrival[]) => arrivals.reduce((sum, arrival) => sum + arrival.net, 0);

/**
 * The books of the caller's mode and when the money is expected in the bank. Expected dates follow the account's dated
 * terms; nothing here has seen a bank. @throws AppError forbidden
 */
export async function getBalance(ctx: Context): Promise<BalanceDto> {
  requireReadAll(ctx);
  return withMerchant(ctx.merchantId, async (tx) => {
    const balances = (await readBalances(tx, ctx)).filter(({ currency }) => currency === "TRY");
    const { today, arrivals } = await readArrivals(tx, ctx);
    const coming = arrivals.filter(({ day }) => day >= today);
    const receivable = total(balances, (account) => account.startsWith("provider_receivable:"));
    return BalanceDto.parse({
      id: `bal_${ctx.mode}_${ctx.merchantId.slice(4)}`,
      object: "balance",
      mode: ctx.mode,
      created_at: await readAsOf(tx, ctx),
      currency: "TRY",
      receivable,
      expected_later: net(coming),
      past_due: receivable - net(coming),
      payable: 0 - total(balances, (account) => account === "merchant_payable"),
      refunds_in_flight: 0 - total(balances, (account) => account === "refund_clearing"),
      suspense: total(balances, (account) => account === "suspense"),
      accounts: balances,
      arrivals: coming,
      past_arrivals: arrivals.filter(({ day }) => day < today).reverse(),
      held: await readHeld(tx, ctx),
      terms: await readTerms(tx, ctx),
    });
  });
}

/** The payments behind one expected day of one account, largest first, at most 100. @throws AppError forbidden */
export async function listArrivalPayments(ctx: Context, filter: ArrivalFilter): Promise<{ data: ArrivalPayment[] }> {
  requireReadAll(ctx);
  const rows = await withMerchant(ctx.merchantId, (tx) =>
    rowsOf<ArrivalPayment & { amount: string; paid_at: Date | string | null }>(
      tx,
      sql`select p.id as payment_id, p.customer_name, p.reference_no, sum(r.amount) as amount, p.paid_at
        from expected_receivables(${ctx.merchantId}, ${ctx.mode}, ${sinceOf(ctx)}) r
        join payments p on p.merchant_id = ${ctx.merchantId} and p.id = r.payment_id
        where r.due = ${filter.day}::date and r.provider_account_id = ${filter.account}
        group by p.id, p.customer_name, p.reference_no, p.paid_at
        order by abs(sum(r.amount)) desc, p.id limit ${MOST_PAYMENTS}`,
    ),
  );
  return {
    data: rows.map((row) => ({
      ...row,
      amount: Number(row.amount),
      paid_at: row.paid_at === null ? null : new Date(row.paid_at).toISOString(),
    })),
  };
}
