import "server-only";
import { and, asc, eq, inArray, isNull, lte, ne, or, type SQL, sql } from "drizzle-orm";
import { escrowAccounts, escrowEvidence, escrowReleases } from "@/db/schema/escrow/accounts";
import { escrowMirrors } from "@/db/schema/escrow/mirrors";
import { refunds } from "@/db/schema/refunds";
import { type Tx, withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import { toRefundDto } from "@/lib/refunds/refund-dto";
import type { Context } from "@/lib/runtime/context";
import type { EscrowDto, EscrowFilter, EscrowTab } from "../schemas";
import { toEscrowDto } from "./escrow-dto";

export type EscrowPage = { object: "list"; data: EscrowDto[]; has_more: boolean };

const SOON_HOURS = 48;

function visible(ctx: Context): SQL | undefined {
  if (!ctx.permissions.includes("escrow:read")) throw new AppError("forbidden", "escrow:read is needed");
  return and(eq(escrowAccounts.merchantId, ctx.merchantId), eq(escrowAccounts.mode, ctx.mode));
}

const isOpen = eq(escrowAccounts.status, "held");
const soon = lte(escrowAccounts.autoReleaseAt, sql`vezne_now() + ${SOON_HOURS} * interval '1 hour'`);

/** Every case is in exactly one tab; the first that fits, in the order a person has to act. */
const TABS: Record<EscrowTab, SQL | undefined> = {
  dispute: inArray(escrowAccounts.substate, ["disputed", "charged_back"]),
  second_person: and(isOpen, inArray(escrowAccounts.substate, ["release_requested", "refund_requested"])),
  auto_release: and(isOpen, inArray(escrowAccounts.substate, ["awaiting_delivery", "shipped", "delivered"]), soon),
  evidence: and(
    isOpen,
    eq(escrowAccounts.substate, "delivered"),
    or(isNull(escrowAccounts.autoReleaseAt), sql`not ${soon}`),
  ),
  awaiting_delivery: and(
    isOpen,
    inArray(escrowAccounts.substate, ["awaiting_delivery", "shipped"]),
    or(isNull(escrowAccounts.autoReleaseAt), sql`not ${soon}`),
  ),
  closed: and(
    inArray(escrowAccounts.status, ["released", "refunded"]),
    sql`${escrowAccounts.substate} not in ('disputed', 'charged_back')`,
  ),
};

async function withParts(tx: Tx, ctx: Context, rows: (typeof escrowAccounts.$inferSelect)[]): Promise<EscrowDto[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const evidence = await tx
    .select()
    .from(escrowEvidence)
    .where(and(eq(escrowEvidence.merchantId, ctx.merchantId), inArray(escrowEvidence.escrowId, ids)))
    .orderBy(asc(escrowEvidence.at), asc(escrowEvidence.id));
  const releases = await tx
    .select()
    .from(escrowReleases)
    .where(and(eq(escrowReleases.merchantId, ctx.merchantId), inArray(escrowReleases.escrowId, ids)));
  const paymentIds = rows.map(({ paymentId }) => paymentId);
  const back = await tx
    .select()
    .from(refunds)
    .where(and(eq(refunds.merchantId, ctx.merchantId), inArray(refunds.paymentId, paymentIds)));
  const mirrors = await tx
    .select()
    .from(escrowMirrors)
    .where(and(eq(escrowMirrors.merchantId, ctx.merchantId), inArray(escrowMirrors.escrowId, ids)));
  return rows.map((row) =>
    toEscrowDto(row, {
      mirror: mirrors.find(({ escrowId }) => escrowId === row.id),
      evidence: evidence.filter(({ escrowId }) => escrowId === row.id),
      releases: releases.filter(({ escrowId }) => escrowId === row.id),
      refunds: back.filter(({ paymentId }) => paymentId === row.paymentId).map(toRefundDto),
    }),
  );
}

/** @throws AppError forbidden, not_found (also for another merchant's id and the other mode) */
export async function getEscrow(ctx: Context, id: string): Promise<EscrowDto> {
  const where = and(visible(ctx), eq(escrowAccounts.id, id));
  const [found] = await withMerchant(ctx.merchantId, async (tx) =>
    withParts(tx, ctx, await tx.select().from(escrowAccounts).where(where)),
  );
  if (!found) throw new AppError("not_found", "no such escrow account");
  return found;
}

function conditions(filter: EscrowFilter): (SQL | undefined)[] {
  return [
    filter.status === undefined ? undefined : eq(escrowAccounts.status, filter.status),
    filter.tab === undefined ? undefined : TABS[filter.tab],
    filter.payment_id === undefined ? undefined : eq(escrowAccounts.paymentId, filter.payment_id),
    filter.evidence_class === undefined ? undefined : eq(escrowAccounts.evidenceClass, filter.evidence_class),
    // What was never paid leaves the desk.
    filter.status === undefined && filter.payment_id === undefined ? ne(escrowAccounts.status, "pending") : undefined,
  ];
}

/** What is due first, then newest; keyset paging. @throws AppError forbidden, not_found for an unknown `starting_after` */
export async function listEscrows(ctx: Context, filter: EscrowFilter): Promise<EscrowPage> {
  const seen = visible(ctx);
  const after = filter.starting_after === undefined ? undefined : await getEscrow(ctx, filter.starting_after);
  const due = sql`coalesce(${escrowAccounts.nextCheckAt}, 'infinity'::timestamptz)`;
  return withMerchant(ctx.merchantId, async (tx) => {
    const rows = await tx
      .select()
      .from(escrowAccounts)
      .where(
        and(
          seen,
          ...conditions(filter),
          after === undefined
            ? undefined
            : sql`(${due}, ${escrowAccounts.id}) > (
                select coalesce(next_check_at, 'infinity'::timestamptz), id from escrow_accounts
                where merchant_id = ${ctx.merchantId} and id = ${after.id})`,
        ),
      )
      .orderBy(due, escrowAccounts.id)
      .limit(filter.limit + 1);
    const data = await withParts(tx, ctx, rows.slice(0, filter.limit));
    return { object: "list" as const, data, has_more: rows.length > filter.limit };
  });
}

export type EscrowCounts = Record<EscrowTab, { count: number; held: string }>;

/** How many cases each tab holds and what is held in them, minor units as text. @throws AppError forbidden */
export async function countEscrows(ctx: Context): Promise<EscrowCounts> {
  const seen = visible(ctx);
  const columns = Object.fromEntries(
    Object.entries(TABS).flatMap(([tab, condition]) => [
      [`${tab}_count`, sql<string>`count(*) filter (where ${condition})`],
      [`${tab}_held`, sql<string>`coalesce(sum(amount_held + amount_pending) filter (where ${condition}), 0)`],
    ]),
  );
  const [row] = await withMerchant(ctx.merchantId, (tx) => tx.select(columns).from(escrowAccounts).where(seen));
  return Object.fromEntries(
    Object.keys(TABS).map((tab) => [
      tab,
      { count: Number(row?.[`${tab}_count`] ?? 0), held: String(row?.[`${tab}_held`] ?? "0") },
    ]),
  ) as EscrowCounts;
}
