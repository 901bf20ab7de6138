import "server-only";
import { sql } from "drizzle-orm";
import { type Tx, withMerchant } from "@/db/tenancy";
import type { DayTotals } from "@/lib/providers/port";
import { UNDER_WAY } from "./compare-refunds";
import type { OurRefund, OurSale } from "./differences";

type Of = { merchantId: string; accountId: string };
type Days = { dayFrom: string; dayTo: string };
/** Ids and references that the provider's list of these days names. */
type Named = { transactionIds: string[]; references: string[] };

const start = (day: string) => sql`(${day}::date::timestamp at time zone 'Europe/Istanbul')`;
const end = (day: string) => sql`((${day}::date + 1)::timestamp at time zone 'Europe/Istanbul')`;

/** An account has one mode, and the lists' indexes begin with it. */
const modeOf = (of: Of) =>
  sql`(select mode from provider_accounts where merchant_id = ${of.merchantId} and id = ${of.accountId})`;

async function rowsOf<T>(tx: Tx, query: ReturnType<typeof sql>): Promise<T[]> {
  return (await tx.execute(query)).rows as T[];
}

const big = (value: string | null) => (value === null ? null : BigInt(value));
const at = (value: Date | string | null) => (value === null ? null : new Date(value));

type SaleRow = Record<"payment_id" | "status" | "currency" | "amount_refunded", string> & {
  transaction_id: string | null;
  other_ids: string[];
  reference: string | null;
  review: string | null;
  amount: string | null;
  net: string | null;
  commission: string | null;
  commission_tax: string | null;
  paid_at: Date | string | null;
  has_chargeback: boolean;
};

function toSale(row: SaleRow): OurSale {
  return {
    paymentId: row.payment_id,
    transactionId: row.transaction_id,
    otherIds: row.other_ids,
    reference: row.reference,
    status: row.status,
    review: row.review,
    amount: big(row.amount),
    amountRefunded: BigInt(row.amount_refunded),
    net: big(row.net),
    commission: big(row.commission),
    commissionTax: big(row.commission_tax),
    currency: row.currency,
    paidAt: at(row.paid_at),
    hasChargeback: row.has_chargeback,
  };
}

/**
 * Each row of `from` looked up by its key, and never joined otherwise: the planner cannot know how few a day names of a long
 * history, and would walk all of it (ADR 0021).
 */
const each = (table: "payments" | "refunds", from: string, id: string, name: string) =>
  sql.raw(`cross join lateral (
    select * from ${table} k where k.merchant_id = ${from}.merchant_id and k.id = ${from}.${id} limit 1) ${name}`);

/** Payments of the given ids with what the comparison needs. The capture of a hold is its money, the hold one of its other ids. */
const SALES = sql`
  select p.id as payment_id, p.status, p.review, p.amount_charged as amount, p.amount_refunded, p.net, p.commission, p.commission_tax,
    p.currency, p.paid_at, coalesce(c.capture_transaction_id, t.taken) as transaction_id,
    array(select distinct x from unnest(t.ids) x where x is distinct from coalesce(c.capture_transaction_id, t.taken)) as other_ids,
    case when p.metadata ? 'adopted' then p.reference_no else coalesce(t.reference, p.provider_reference) end as reference,
    coalesce((select true from disputes d where d.merchant_id = p.merchant_id and d.payment_id = p.id and d.kind = 'chargeback' limit 1), false)
      as has_chargeback
  from wanted w ${each("payments", "w", "id", "p")}
  cross join lateral (
    select max(a.provider_transaction_id) filter (where a.status = 'captured') as taken,
      coalesce(max(a.provider_reference) filter (where a.status = 'captured'), max(a.provider_reference)) as reference,
      coalesce(array_agg(a.provider_transaction_id) filter (where a.provider_transaction_id is not null), '{}') as ids
    from attempts a where a.merchant_id = p.merchant_id and a.payment_id = p.id) t
  left join captures c on c.merchant_id = p.merchant_id and c.payment_id = p.id and c.kind = 'capture' and c.status = 'confirmed'
    and c.capture_transaction_id is not null`;

/** Ours that were paid in these days, and ours that the provider's list of these days names. */
export async function readSales(of: Of, days: Days, named: Named): Promise<OurSale[]> {
  const ids = sql.param(named.transactionIds);
  const references = sql.param(named.references);
  const rows = await withMerchant(of.merchantId, (tx) =>
    rowsOf<SaleRow>(
      tx,
      sql`with wanted as (
          select merchant_id, id from payments where merchant_id = ${of.merchantId} and provider_account_id = ${of.accountId}
            and paid_at >= ${start(days.dayFrom)} and paid_at < ${end(days.dayTo)}
          union select merchant_id, payment_id from attempts where merchant_id = ${of.merchantId} and provider_account_id = ${of.accountId}
            and provider_transaction_id = any(${ids}::text[])
          union select merchant_id, payment_id from captures where merchant_id = ${of.merchantId} and provider_account_id = ${of.accountId}
            and capture_transaction_id = any(${ids}::text[])
          union select merchant_id, payment_id from attempts where merchant_id = ${of.merchantId} and provider_account_id = ${of.accountId}
            and provider_reference = any(${references}::text[])
          union select merchant_id, payment_id from pos_sessions where merchant_id = ${of.merchantId}
            and provider_account_id = ${of.accountId} and provider_reference = any(${references}::text[])
          union select y.merchant_id, y.id from paylinks l cross join lateral (
              select * from payments x where x.merchant_id = l.merchant_id and x.paylink_id = l.id offset 0) y
            where l.merchant_id = ${of.merchantId} and l.provider_account_id = ${of.accountId}
              and l.provider_reference = any(${references}::text[]))
        ${SALES}`,
    ),
  );
  return rows.map(toSale);
}

/** Ours of these days at a provider without lists: begun or paid in them, with or without an end. With an id: that one. */
export async function readSalesToAsk(
  of: Of,
  days: Days,
  paymentId?: string,
): Promise<(OurSale & { pending: boolean; askBy: string | null })[]> {
  const own = sql`select merchant_id, id from payments where merchant_id = ${of.merchantId} and provider_account_id = ${of.accountId}`;
  const which =
    paymentId === undefined
      ? sql`${own} and paid_at >= ${start(days.dayFrom)} and paid_at < ${end(days.dayTo)}
          union all ${own} and mode = ${modeOf(of)} and paid_at is null
            and created_at >= ${start(days.dayFrom)} and created_at < ${end(days.dayTo)}`
      : sql`${own} and id = ${paymentId}`;
  const rows = await withMerchant(of.merchantId, (tx) =>
    rowsOf<SaleRow & { pending: boolean; ask_by: string | null }>(
      tx,
      sql`with wanted as (${which})
        select s.*, coalesce((select true from refunds r where r.merchant_id = ${of.merchantId} and r.payment_id = s.payment_id
            and r.status not in ('confirmed', 'rejected', 'withdrawn') limit 1), false) as pending,
          coalesce(s.transaction_id, (select provider_transaction_id from attempts a where a.merchant_id = ${of.merchantId}
            and a.payment_id = s.payment_id and a.provider_transaction_id is not null order by a.started_at desc limit 1)) as ask_by
        from (${SALES}) s order by s.payment_id`,
    ),
  );
  return rows.map((row) => ({ ...toSale(row), pending: row.pending, askBy: row.ask_by }));
}

type RefundRow = Record<"refund_id" | "payment_id" | "transaction_id" | "amount" | "currency" | "status", string> & {
  reversal_id: string | null;
  sent_at: Date | string | null;
};

/** Refunds asked for around these days, those under way, and those behind the provider's records. */
export async function readRefunds(of: Of, days: Days, reversalIds: string[]): Promise<OurRefund[]> {
  const [from, to] = [sql`${start(days.dayFrom)} - interval '1 day'`, sql`${end(days.dayTo)} + interval '1 day'`];
  const rows = await withMerchant(of.merchantId, (tx) =>
    rowsOf<RefundRow>(
      tx,
      // Each part by its own index; what several parts name is one row.
      sql`with wanted as (
          select merchant_id, id from refunds where merchant_id = ${of.merchantId} and provider_account_id = ${of.accountId}
            and provider_reversal_id = any(${sql.param(reversalIds)}::text[])
          union select merchant_id, id from refunds where merchant_id = ${of.merchantId} and provider_account_id = ${of.accountId}
            and mode = ${modeOf(of)} and status = any(${sql.param(UNDER_WAY)}::text[])
          union select merchant_id, id from refunds where merchant_id = ${of.merchantId} and provider_account_id = ${of.accountId}
            and sent_at >= ${from} and sent_at < ${to}
          union select merchant_id, id from refunds where merchant_id = ${of.merchantId} and provider_account_id = ${of.accountId}
            and mode = ${modeOf(of)} and sent_at is null and created_at >= ${from} and created_at < ${to})
        select r.id as refund_id, payment_id, provider_transaction_id as transaction_id, provider_reversal_id as reversal_id, amount,
          currency, status, coalesce(sent_at, created_at) as sent_at
        from wanted w ${each("refunds", "w", "id", "r")}`,
    ),
  );
  return rows.map((row) => ({
    refundId: row.refund_id,
    paymentId: row.payment_id,
    transactionId: row.transaction_id,
    reversalId: row.reversal_id,
    amount: BigInt(row.amount),
    currency: row.currency,
    status: row.status,
    sentAt: at(row.sent_at),
  }));
}

/** Our links behind these references, with how often each may be paid. */
export async function readLinkUses(of: Of, references: string[]): Promise<Map<string, number>> {
  const rows = await withMerchant(of.merchantId, (tx) =>
    rowsOf<{ reference: string; max_uses: number }>(
      tx,
      sql`select provider_reference as reference, max_uses from paylinks where merchant_id = ${of.merchantId}
        and provider_account_id = ${of.accountId} and provider_reference = any(${sql.param(references)}::text[])`,
    ),
  );
  return new Map(rows.map(({ reference, max_uses }) => [reference, max_uses]));
}

/** Our link behind the reference of a provider's row. */
export async function readLinkOf(of: Of, reference: string): Promise<string | undefined> {
  const rows = await withMerchant(of.merchantId, (tx) =>
    rowsOf<{ id: string }>(
      tx,
      sql`select id from paylinks where merchant_id = ${of.merchantId} and provider_account_id = ${of.accountId}
        and provider_reference = ${reference} limit 1`,
    ),
  );
  return rows[0]?.id;
}

/** Which of our payments a provider's transactions are. */
export async function readPaymentsOf(
  of: Of,
  transactionIds: string[],
): Promise<Map<string, { paymentId: string; currency: string }>> {
  const rows = await withMerchant(of.merchantId, (tx) =>
    rowsOf<{ transaction_id: string; payment_id: string; currency: string }>(
      tx,
      sql`select x.transaction_id, x.payment_id, p.currency from (
          select provider_transaction_id as transaction_id, payment_id, merchant_id from attempts where merchant_id = ${of.merchantId}
            and provider_account_id = ${of.accountId} and provider_transaction_id = any(${sql.param(transactionIds)}::text[])
          union select capture_transaction_id, payment_id, merchant_id from captures where merchant_id = ${of.merchantId}
            and provider_account_id = ${of.accountId} and capture_transaction_id = any(${sql.param(transactionIds)}::text[])) x
        ${each("payments", "x", "payment_id", "p")}`,
    ),
  );
  return new Map(rows.map((row) => [row.transaction_id, { paymentId: row.payment_id, currency: row.currency }]));
}

/** Our twelve totals of one Istanbul day, as our books have them. */
export async function readDayTotals(of: Of, day: string): Promise<DayTotals> {
  type Row = { kind: keyof DayTotals; count: number; amount: string };
  const rows = await withMerchant(of.merchantId, (tx) =>
    rowsOf<Row>(
      tx,
      sql`select 'paid' as kind, count(*)::int as count, coalesce(sum(amount_charged), 0) as amount from payments
          where merchant_id = ${of.merchantId} and provider_account_id = ${of.accountId} and paid_at >= ${start(day)} and paid_at < ${end(day)}
        union all select 'failed', count(*)::int, coalesce(sum(coalesce(a.amount, p.amount_requested)), 0) from attempts a
          ${each("payments", "a", "payment_id", "p")}
          where a.merchant_id = ${of.merchantId} and a.provider_account_id = ${of.accountId} and a.status = 'failed'
            and a.provider_transaction_id is not null and a.ended_at >= ${start(day)} and a.ended_at < ${end(day)}
        union all select case when r.method = 'cancel' then 'cancels' when r.amount < p.amount_charged then 'partialRefunds' else 'refunds' end,
            count(*)::int, coalesce(sum(r.amount), 0)
          from refunds r ${each("payments", "r", "payment_id", "p")}
          where r.merchant_id = ${of.merchantId} and r.provider_account_id = ${of.accountId} and r.status = 'confirmed'
            and r.sent_at >= ${start(day)} and r.sent_at < ${end(day)} group by 1`,
    ),
  );
  const totalOf = (kind: keyof DayTotals) => {
    const row = rows.find((one) => one.kind === kind);
    return { count: row?.count ?? 0, amount: BigInt(row?.amount ?? "0") };
  };
  const [paid, failed] = [totalOf("paid"), totalOf("failed")];
  const all = { count: paid.count + failed.count, amount: paid.amount + failed.amount };
  return {
    all,
    paid,
    failed,
    refunds: totalOf("refunds"),
    partialRefunds: totalOf("partialRefunds"),
    cancels: totalOf("cancels"),
  };
}
