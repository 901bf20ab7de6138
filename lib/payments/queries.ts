import "server-only";
import { and, asc, desc, eq, gte, inArray, isNotNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { checkouts } from "@/db/schema/checkouts";
import { escrowAccounts } from "@/db/schema/escrow/accounts";
import { paylinks } from "@/db/schema/paylinks";
import { attempts, payments } from "@/db/schema/payments";
import { posSessions } from "@/db/schema/pos/sessions";
import { type Tx, withMerchant } from "@/db/tenancy";
import { seesOnlyOwn } from "@/lib/auth/permissions";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";
import { contactMeanings } from "@/lib/runtime/list/contact-search";
import { newestPage } from "@/lib/runtime/list/newest-page";
import { placeAfter } from "@/lib/runtime/list/place-after";
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

/** Whatever a searched text may be, each by an index of its own. */
function meanings(q: string): (SQL | undefined)[] {
  const text = q.trim();
  const digits = text.replace(/\D/g, "");
  return [
    eq(payments.id, text),
    eq(payments.referenceNo, text),
    eq(payments.providerReference, text),
    ...contactMeanings(payments, text),
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

const searched = ({ q }: PaymentFilter) => (q === undefined || q.trim() === "" ? [] : meanings(q));

/** The parts of a question of which each has an order that an index gives: a text's meanings, or a tile's statuses. */
function partsOf(filter: PaymentFilter): (SQL | undefined)[] {
  const statuses = filter.tile === undefined ? [] : TILES[filter.tile];
  const texts = searched(filter);
  if (texts.length === 0 && statuses.length > 0) return statuses.map((status) => eq(payments.status, status));
  // An amount has an order of its own, or is looked for within the newest: one part, found within an index alone.
  const isAmount = filter.amount_min !== undefined || filter.amount_max !== undefined;
  if (texts.length === 0) return isAmount ? [undefined] : [];
  return statuses.length === 0 ? texts : texts.map((text) => and(text, inArray(payments.status, [...statuses])));
}

/** Newest first, keyset paging. @throws AppError forbidden, invalid_input */
export async function listPayments(ctx: Context, filter: PaymentFilter): Promise<PaymentPage> {
  requireRead(ctx);
  return withMerchant(ctx.merchantId, async (tx) => {
    const seen = visible(ctx);
    const after = await placeAfter(tx, { at: payments.createdAt, id: payments.id }, seen, filter.starting_after);
    const rows = await newestPage(tx, payments, {
      merchantId: ctx.merchantId,
      where: and(seen, ...filters(filter), after),
      parts: partsOf(filter),
      most: filter.limit + 1,
    });
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
