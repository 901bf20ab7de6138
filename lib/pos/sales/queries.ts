import "server-only";
import { and, desc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import { branches } from "@/db/schema/merchants";
import { attempts, payments } from "@/db/schema/payments";
import { posSessions, posTerminals } from "@/db/schema/pos/sessions";
import { type Tx, withMerchant } from "@/db/tenancy";
import { seesOnlyOwn } from "@/lib/auth/permissions";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";
import { placeAfter } from "@/lib/runtime/list/place-after";
import type { PosSessionFilter, PosSessionView } from "../schemas";
import { type PosRow, toPosView } from "./session-dto";

export type PosPage = { object: "list"; data: PosSessionView[]; has_more: boolean };

/** @throws AppError forbidden */
export function requirePosRead(ctx: Context): void {
  if (!ctx.permissions.includes("pos:read")) throw new AppError("forbidden", "pos:read is needed");
}

/** The caller's merchant and mode; a cashier sees the sales they began themselves. */
export function visiblePos(ctx: Context): SQL | undefined {
  return and(
    eq(posSessions.merchantId, ctx.merchantId),
    eq(posSessions.mode, ctx.mode),
    seesOnlyOwn(ctx.permissions) && "userId" in ctx.actor ? eq(posSessions.createdBy, ctx.actor.userId) : undefined,
  );
}

/** Rows of tries with everything a screen or a program reads of them. */
export function selectPos(tx: Tx) {
  return (
    tx
      .select({
        session: posSessions,
        terminal: posTerminals,
        attempt: { card: attempts.card, decline: attempts.decline },
        payment: { id: payments.id, status: payments.status, paidAt: payments.paidAt },
        branch: branches.name,
        tryNumber: sql<number>`(select count(*)::int from pos_sessions o where o.merchant_id = ${posSessions.merchantId}
        and o.payment_id = ${posSessions.paymentId} and (o.created_at, o.id) <= (${posSessions.createdAt}, ${posSessions.id}))`,
      })
      .from(posSessions)
      .innerJoin(
        posTerminals,
        and(eq(posTerminals.merchantId, posSessions.merchantId), eq(posTerminals.id, posSessions.terminalId)),
      )
      // Declined taps of the session stand beside the one that paid; the one that decides is told.
      .innerJoin(
        attempts,
        and(
          eq(attempts.merchantId, posSessions.merchantId),
          sql`${attempts.id} = (select a.id from attempts a where a.merchant_id = ${posSessions.merchantId}
          and a.provider_reference = ${posSessions.providerReference}
          order by a.status = 'captured' desc, a.started_at desc, a.id desc limit 1)`,
        ),
      )
      .innerJoin(payments, and(eq(payments.merchantId, attempts.merchantId), eq(payments.id, attempts.paymentId)))
      .leftJoin(branches, and(eq(branches.merchantId, posTerminals.merchantId), eq(branches.id, posTerminals.branchId)))
  );
}

/** Newest first. @throws AppError forbidden, invalid_input (a cursor that names nothing) */
export async function listPosSessions(ctx: Context, filter: PosSessionFilter): Promise<PosPage> {
  requirePosRead(ctx);
  const seen = visiblePos(ctx);
  return withMerchant(ctx.merchantId, async (tx) => {
    const conditions = and(
      seen,
      filter.status === undefined ? undefined : eq(posSessions.status, filter.status),
      filter.terminal_id === undefined ? undefined : eq(posSessions.terminalId, filter.terminal_id),
      filter.payment_id === undefined ? undefined : eq(posSessions.paymentId, filter.payment_id),
      filter.reference_no === undefined ? undefined : eq(posSessions.referenceNo, filter.reference_no),
      filter.created_from === undefined ? undefined : gte(posSessions.createdAt, new Date(filter.created_from)),
      filter.created_to === undefined ? undefined : lt(posSessions.createdAt, new Date(filter.created_to)),
      await placeAfter(tx, { at: posSessions.createdAt, id: posSessions.id }, seen, filter.starting_after),
    );
    const rows = await selectPos(tx)
      .where(conditions)
      .orderBy(desc(posSessions.createdAt), desc(posSessions.id))
      .limit(filter.limit + 1);
    const data = rows.slice(0, filter.limit).map((row) => toPosView(ctx, row));
    return { object: "list", data, has_more: rows.length > filter.limit };
  });
}

/** The row behind one try. @throws AppError forbidden, not_found (also for another merchant's id and the other mode) */
export async function findPosRow(ctx: Context, id: string): Promise<PosRow> {
  requirePosRead(ctx);
  return withMerchant(ctx.merchantId, async (tx) => {
    const [row] = await selectPos(tx).where(and(visiblePos(ctx), eq(posSessions.id, id)));
    if (!row) throw new AppError("not_found", "no such session");
    return row;
  });
}

/** @throws AppError as findPosRow */
export async function getPosSession(ctx: Context, id: string): Promise<PosSessionView> {
  return toPosView(ctx, await findPosRow(ctx, id));
}
