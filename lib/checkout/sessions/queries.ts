import "server-only";
import { and, eq, gte, lt, type SQL } from "drizzle-orm";
import { checkouts } from "@/db/schema/checkouts";
import { withMerchant } from "@/db/tenancy";
import { seesOnlyOwn } from "@/lib/auth/permissions";
import { AppError } from "@/lib/kernel/errors";
import type { ListPage } from "@/lib/paylinks/schemas";
import type { Context } from "@/lib/runtime/context";
import { contactMeanings } from "@/lib/runtime/list/contact-search";
import { newestPage } from "@/lib/runtime/list/newest-page";
import { placeAfter } from "@/lib/runtime/list/place-after";
import { toCheckoutDto } from "./checkout-dto";
import { type CheckoutRecord, newestSessions } from "./repository";
import type { CheckoutFilter, CheckoutView } from "./schemas";

function requireRead(ctx: Context): void {
  if (!ctx.permissions.includes("paylinks:read")) throw new AppError("forbidden", "paylinks:read is needed");
}

/** What this caller may see at all: their merchant, the mode on screen, and for a cashier their own checkouts. */
function visible(ctx: Context): SQL | undefined {
  return and(
    eq(checkouts.merchantId, ctx.merchantId),
    eq(checkouts.mode, ctx.mode),
    seesOnlyOwn(ctx.permissions) && "userId" in ctx.actor ? eq(checkouts.createdBy, ctx.actor.userId) : undefined,
  );
}

/** Whatever a searched text may be, each by an index of its own. */
function meanings(q: string): (SQL | undefined)[] {
  const text = q.trim();
  return [eq(checkouts.id, text), eq(checkouts.referenceNo, text), ...contactMeanings(checkouts, text)];
}

function allowedActions(ctx: Context, checkout: CheckoutRecord): CheckoutView["allowed_actions"] {
  if (!ctx.permissions.includes("paylinks:write")) return { expire: { allowed: false, reason: "not_permitted" } };
  if (checkout.status === "complete" || checkout.status === "expired") {
    return { expire: { allowed: false, reason: `checkout_is_${checkout.status}` } };
  }
  return { expire: { allowed: true } };
}

const toView = (ctx: Context, checkout: CheckoutRecord, providerSessionId: string | null): CheckoutView => ({
  ...toCheckoutDto(checkout, providerSessionId),
  allowed_actions: allowedActions(ctx, checkout),
});

/** Newest first, keyset paging. @throws AppError forbidden, invalid_input */
export async function listCheckouts(ctx: Context, filter: CheckoutFilter): Promise<ListPage<CheckoutView>> {
  requireRead(ctx);
  const seen = visible(ctx);
  return withMerchant(ctx.merchantId, async (tx) => {
    const rows = await newestPage(tx, checkouts, {
      merchantId: ctx.merchantId,
      where: and(
        seen,
        filter.status === undefined ? undefined : eq(checkouts.status, filter.status),
        filter.reference_no === undefined ? undefined : eq(checkouts.referenceNo, filter.reference_no),
        filter.created_from === undefined ? undefined : gte(checkouts.createdAt, new Date(filter.created_from)),
        filter.created_to === undefined ? undefined : lt(checkouts.createdAt, new Date(filter.created_to)),
        await placeAfter(tx, { at: checkouts.createdAt, id: checkouts.id }, seen, filter.starting_after),
      ),
      parts: filter.q === undefined || filter.q.trim() === "" ? [] : meanings(filter.q),
      most: filter.limit + 1,
    });
    const shown = rows.slice(0, filter.limit);
    const sessions = await newestSessions(
      tx,
      ctx.merchantId,
      shown.map(({ id: checkoutId }) => checkoutId),
    );
    const data = shown.map((row) => toView(ctx, row, sessions.get(row.id) ?? null));
    return { object: "list", data, has_more: rows.length > filter.limit };
  });
}

/** @throws AppError forbidden, not_found (also for another merchant's id and the other mode) */
export async function getCheckout(ctx: Context, id: string): Promise<CheckoutView> {
  requireRead(ctx);
  return withMerchant(ctx.merchantId, async (tx) => {
    const [row] = await tx
      .select()
      .from(checkouts)
      .where(and(visible(ctx), eq(checkouts.id, id)));
    if (!row) throw new AppError("not_found", "no such checkout");
    const sessions = await newestSessions(tx, ctx.merchantId, [row.id]);
    return toView(ctx, row, sessions.get(row.id) ?? null);
  });
}
