import "server-only";
import { and, eq, gte, lt, type SQL } from "drizzle-orm";
import { paylinks } from "@/db/schema/paylinks";
import { withMerchant } from "@/db/tenancy";
import { seesOnlyOwn } from "@/lib/auth/permissions";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";
import { contactMeanings } from "@/lib/runtime/list/contact-search";
import { newestPage } from "@/lib/runtime/list/newest-page";
import { placeAfter } from "@/lib/runtime/list/place-after";
import { type PaylinkStatus, paylinkMachine } from "./paylink";
import { toPaylinkDto } from "./paylink-dto";
import type { PaylinkRecord } from "./repository";
import type { ListPage, PaylinkFilter, PaylinkView } from "./schemas";

function requireRead(ctx: Context): void {
  if (!ctx.permissions.includes("paylinks:read")) throw new AppError("forbidden", "paylinks:read is needed");
}

/** What this caller may see at all: their merchant, the mode on screen, and for a cashier their own links. */
function visible(ctx: Context): SQL | undefined {
  return and(
    eq(paylinks.merchantId, ctx.merchantId),
    eq(paylinks.mode, ctx.mode),
    seesOnlyOwn(ctx.permissions) && "userId" in ctx.actor ? eq(paylinks.createdBy, ctx.actor.userId) : undefined,
  );
}

/** Whatever a searched text may be, each by an index of its own. */
function meanings(q: string): (SQL | undefined)[] {
  const text = q.trim();
  return [
    eq(paylinks.id, text),
    eq(paylinks.referenceNo, text),
    eq(paylinks.providerReference, text),
    ...contactMeanings(paylinks, text),
  ];
}

function allowedActions(ctx: Context, link: PaylinkRecord): PaylinkView["allowed_actions"] {
  if (!ctx.permissions.includes("paylinks:write")) return { deactivate: { allowed: false, reason: "not_permitted" } };
  if (!paylinkMachine.can(link.status as PaylinkStatus, "deactivating")) {
    return { deactivate: { allowed: false, reason: `paylink_is_${link.status}` } };
  }
  return { deactivate: { allowed: true } };
}

const toView = (ctx: Context, link: PaylinkRecord): PaylinkView => ({
  ...toPaylinkDto(link),
  allowed_actions: allowedActions(ctx, link),
});

/** Newest first, keyset paging. @throws AppError forbidden, invalid_input */
export async function listPaylinks(ctx: Context, filter: PaylinkFilter): Promise<ListPage<PaylinkView>> {
  requireRead(ctx);
  const seen = visible(ctx);
  const rows = await withMerchant(ctx.merchantId, async (tx) =>
    newestPage(tx, paylinks, {
      merchantId: ctx.merchantId,
      where: and(
        seen,
        filter.status === undefined ? undefined : eq(paylinks.status, filter.status),
        filter.reference_no === undefined ? undefined : eq(paylinks.referenceNo, filter.reference_no),
        filter.created_from === undefined ? undefined : gte(paylinks.createdAt, new Date(filter.created_from)),
        filter.created_to === undefined ? undefined : lt(paylinks.createdAt, new Date(filter.created_to)),
        await placeAfter(tx, { at: paylinks.createdAt, id: paylinks.id }, seen, filter.starting_after),
      ),
      parts: filter.q === undefined || filter.q.trim() === "" ? [] : meanings(filter.q),
      most: filter.limit + 1,
    }),
  );
  return {
    object: "list",
    data: rows.slice(0, filter.limit).map((row) => toView(ctx, row)),
    has_more: rows.length > filter.limit,
  };
}

/** @throws AppError forbidden, not_found (also for another merchant's id and the other mode) */
export async function getPaylink(ctx: Context, id: string): Promise<PaylinkView> {
  requireRead(ctx);
  const [row] = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select()
      .from(paylinks)
      .where(and(visible(ctx), eq(paylinks.id, id))),
  );
  if (!row) throw new AppError("not_found", "no such paylink");
  return toView(ctx, row);
}
