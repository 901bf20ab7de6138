import "server-only";
import { and, asc, desc, eq, getTableColumns, gte, inArray, isNotNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, union } from "drizzle-orm/pg-core";
import { checkouts } from "@/db/schema/checkouts";
import { escrowAccounts } from "@/db/schema/escrow/accounts";
import { paylinks } from "@/db/schema/paylinks";
import { attempts, payments } from "@/db/schema/payments";
import { posSessions } from "@/db/schema/pos/sessions";
import { type Tx, withMerchant } from "@/db/tenancy";
import { seesOnlyOwn } from "@/lib/auth/permissions";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";
import type { PaymentStatus } from "./payment";
import { toPaymentDto } from "./payment-dto";
import type { PaymentCounts, PaymentDto, PaymentFilter } from "./schemas";

export type PaymentPage = { object: "list"; data: PaymentDto[]; has_more: boolean };

function requireRead(ctx: Context): void {
  if (!ctx.permissions.includes("payments:read")) throw new AppError("forbidden", "payments:read is needed");
}

/** The caller's merchant and mode; a cashier sees the payments of their own links, checkouts and phone sales only. */
function visible(ctx: Context): SQL | undefined {
  const own =
    seesOnlyOwn(ctx.permissions) && "userId" in ctx.actor
      ? sql`(exists (select 1 from ${paylinks} where ${paylinks.merchantId} = ${payments.merchantId}
          and ${paylinks.id} = ${payments.paylinkId} and ${paylinks.createdBy} = ${ctx.actor.userId})
          or exists (select 1 from ${checkouts} where ${checkouts.merchantId} = ${payments.merchantId}
          and ${checkouts.id} = ${payments.checkoutId} and ${checkouts.createdBy} = ${ctx.actor.userId})
          or exists (select 1 from ${posSessions} where ${posSessions.merchantId} = ${payments.merchantId}
          and ${posSessions.paymentId} = ${payments.id} and ${posSessions.createdBy} = ${ctx.actor.userId}))`
      : undefined;
  return and(eq(payments.merchantId, ctx.merchantId), eq(payments.mode, ctx.mode), own);
}

/** Beginning with these letters, as a range: `like` may not use an index under row-level security. */
function beginsWith(column: AnyPgColumn, prefix: string): SQL | undefined {
  return and(gte(column, prefix), lt(column, `${prefix}\u{10ffff}`));
}

/** Whatever a searched text may be, each by an index of its own. */
function meanings(q: string): (SQL | undefined)[] {
  const text = q.trim();
  const digits = text.replace(/\D/g, "");
  const fromTheEnd = [...digits.slice(-10)].reverse().join("");
  return [
    eq(payments.id, text),
    eq(payments.referenceNo, text),
    eq(payments.providerReference, text),
    beginsWith(payments.emailKey, text.toLocaleLowerCase("tr")),
    beginsWith(payments.nameKey, text.toLocaleLowerCase("tr")),
    ...(digits.length >= 4 ? [beginsWith(payments.phoneKey, fromTheEnd)] : []),
    ...(digits.length === 4 ? [eq(payments.cardLast4, digits)] : []),
  ];
}

const TILES: Record<Exclude<keyof PaymentCounts, "all">, readonly PaymentStatus[]> = {
  captured: ["captured", "partially_refunded", "disputed"],
  failed: ["failed"],
  open: ["created", "processing", "authorised", "unknown"],
  refunded: ["refunded", "partially_refunded", "voided"],
  expired: ["expired"],
};

function filters(filter: PaymentFilter): Array<SQL | undefined> {
  const amount = payments.amountShown;
  const when = <T>(value: T | undefined, make: (present: T) => SQL | undefined) =>
    value === undefined ? undefined : make(value);
  return [
    when(filter.status, (status) => eq(payments.status, status)),
    when(filter.review, () => isNotNull(payments.review)),
    when(filter.provider, (provider) => eq(payments.provider, provider)),
    when(filter.channel, (channel) => eq(payments.channel, channel)),
    when(filter.reference_no, (reference) => eq(payments.referenceNo, reference)),
    when(filter.paylink_id, (id) => eq(payments.paylinkId, id)),
    when(filter.checkout_id, (id) => eq(payments.checkoutId, id)),
    when(filter.card_last4, (last4) => eq(payments.cardLast4, last4)),
    when(filter.amount_min, (minimum) => gte(amount, BigInt(minimum))),
    when(filter.amount_max, (maximum) => lte(amount, BigInt(maximum))),
    when(filter.created_from, (from) => gte(payments.createdAt, new Date(from))),
    when(filter.created_to, (to) => lt(payments.createdAt, new Date(to))),
  ];
}

async function withAttempts(tx: Tx, ctx: Context, rows: (typeof payments.$inferSelect)[]): Promise<PaymentDto[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const tries = await tx
    .select()
    .from(attempts)
    .where(and(eq(attempts.merchantId, ctx.merchantId), inArray(attempts.paymentId, ids)))
    .orderBy(asc(attempts.startedAt));
  const held = await tx
    .select({ id: escrowAccounts.id, paymentId: escrowAccounts.paymentId })
    .from(escrowAccounts)
    .where(and(eq(escrowAccounts.merchantId, ctx.merchantId), inArray(escrowAccounts.paymentId, ids)));
  const full = ctx.permissions.includes("contact:read-full");
  return rows.map((row) =>
    toPaymentDto(
      row,
      tries.filter((attempt) => attempt.paymentId === row.id),
      { fullContact: full, escrowId: held.find(({ paymentId }) => paymentId === row.id)?.id ?? null },
    ),
  );
}

async function cursorOf(tx: Tx, ctx: Context, id: string): Promise<SQL> {
  const [row] = await tx
    // As text: a Date has milliseconds only, and rows born within one would be skipped.
    .select({ createdAt: sql<string>`${payments.createdAt}::text` })
    .from(payments)
    .where(and(visible(ctx), eq(payments.id, id)));
  if (!row)
    throw new AppError("invalid_input", "starting_after names no payment", {
      errors: [{ path: "starting_after", message: "unknown_id" }],
    });
  return sql`(${payments.createdAt}, ${payments.id}) < (${row.createdAt}::timestamptz, ${id})`;
}

const searched = ({ q }: PaymentFilter) => (q === undefined || q.trim() === "" ? [] : meanings(q));

/** The parts of a question of which each has an order that an index gives: a text's meanings, or a tile's statuses. */
function partsOf(filter: PaymentFilter): (SQL | undefined)[] {
  const statuses = filter.tile === undefined ? [] : TILES[filter.tile];
  const texts = searched(filter);
  if (texts.length === 0) return statuses.map((status) => eq(payments.status, status));
  return statuses.length === 0 ? texts : texts.map((text) => and(text, inArray(payments.status, [...statuses])));
}

/**
 * One page. Each part's newest by its own index, and the newest of those: `status in (...)` and `or` have no order that an
 * index gives, so a long history would be sorted (ADR 0021).
 */
async function newestOf(tx: Tx, ctx: Context, filter: PaymentFilter, after: SQL | undefined) {
  const newest = [desc(payments.createdAt), desc(payments.id)];
  const most = filter.limit + 1;
  const where = (part?: SQL) => and(visible(ctx), ...filters(filter), after, part);
  const page = (part: SQL | undefined) =>
    tx
      .select({ createdAt: payments.createdAt, id: payments.id })
      .from(payments)
      .where(where(part))
      .orderBy(...newest)
      .limit(most);
  const parts = partsOf(filter);
  const isAmount = filter.amount_min !== undefined || filter.amount_max !== undefined;
  // The places of a page are found within an index alone, and only its own rows are looked at.
  if (parts.length === 0 && !isAmount) {
    return tx
      .select()
      .from(payments)
      .where(where())
      .orderBy(...newest)
      .limit(most);
  }
  const [second, ...others] = parts.slice(1).map(page);
  const first = page(parts[0]);
  const found = second
    ? union(first, second, ...others)
        .orderBy(...newest)
        .limit(most)
        .as("found")
    : first.as("found");
  return tx
    .select(getTableColumns(payments))
    .from(found)
    .innerJoin(payments, and(eq(payments.merchantId, ctx.merchantId), eq(payments.id, found.id)))
    .orderBy(...newest);
}

/** Newest first, keyset paging. @throws AppError forbidden, invalid_input */
export async function listPayments(ctx: Context, filter: PaymentFilter): Promise<PaymentPage> {
  requireRead(ctx);
  return withMerchant(ctx.merchantId, async (tx) => {
    const after = filter.starting_after === undefined ? undefined : await cursorOf(tx, ctx, filter.starting_after);
    const rows = await newestOf(tx, ctx, filter, after);
    const data = await withAttempts(tx, ctx, rows.slice(0, filter.limit));
    return { object: "list" as const, data, has_more: rows.length > filter.limit };
  });
}

/** @throws AppError forbidden, not_found (also for another merchant's id and the other mode) */
export async function getPayment(ctx: Context, id: string): Promise<PaymentDto> {
  requireRead(ctx);
  const [payment] = await withMerchant(ctx.merchantId, async (tx) => {
    const rows = await tx
      .select()
      .from(payments)
      .where(and(visible(ctx), eq(payments.id, id)));
    return withAttempts(tx, ctx, rows);
  });
  if (!payment) throw new AppError("not_found", "no such payment");
  return payment;
}

const COUNT_CAP = 10_000;

/** Counts and sums (minor units) of the newest 10,000 payments that match; above that the tiles say "more than". */
export async function countPaymentsByStatus(ctx: Context, filter: PaymentFilter): Promise<PaymentCounts> {
  requireRead(ctx);
  const { status: _status, tile: _tile, starting_after: _after, ...rest } = filter;
  return withMerchant(ctx.merchantId, async (tx) => {
    const newest = tx
      .select({
        status: payments.status,
        amount: sql<bigint>`${payments.amountShown}`.as("amount"),
      })
      .from(payments)
      .where(and(visible(ctx), ...filters(rest), or(...searched(rest))))
      .orderBy(desc(payments.createdAt))
      .limit(COUNT_CAP + 1)
      .as("newest");
    const columns = Object.fromEntries(
      Object.entries({ all: undefined, ...TILES }).flatMap(([tile, statuses]) => {
        const condition = statuses === undefined ? sql`true` : inArray(newest.status, [...statuses]);
        return [
          [`${tile}Count`, sql<string>`count(*) filter (where ${condition})`],
          [`${tile}Sum`, sql<string>`coalesce(sum(amount) filter (where ${condition}), 0)`],
        ];
      }),
    );
    const [row] = await tx.select(columns).from(newest);
    return Object.fromEntries(
      ["all", ...Object.keys(TILES)].map((tile) => [
        tile,
        {
          count: Number(row?.[`${tile}Count`] ?? 0),
          amount: Number(row?.[`${tile}Sum`] ?? 0),
          capped: Number(row?.allCount ?? 0) > COUNT_CAP,
        },
      ]),
    ) as PaymentCounts;
  });
}
