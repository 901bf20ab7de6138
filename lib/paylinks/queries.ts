import "server-only";
import { and, desc, eq, gte, lt, or, type SQL, sql } from "drizzle-orm";
import { paylinks } from "@/db/schema/paylinks";
import { withMerchant } from "@/db/tenancy";
import { seesOnlyOwn } from "@/lib/auth/permissions";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";
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

/** Exact id or reference, e-mail or name prefix, last digits of the phone. */
function matches(q: string): SQL | undefined {
  const text = q.trim();
  const prefix = `${text.toLocaleLowerCase("tr").replace(/[%_\\]/g, "\\$&")}%`;
  const digits = text.replace(/\D/g, "");
  return or(
    eq(paylinks.id, text),
    eq(paylinks.referenceNo, text),
    eq(paylinks.providerReference, text),
    sql`lower(${paylinks.customerEmail}) like ${prefix}`,
    sql`lower(translate(${paylinks.customerName}, 'İI', 'iı')) like ${prefix}`,
    digits.length >= 4 ? sql`${paylinks.customerPhone} like ${`%${digits.slice(-10)}`}` : undefined,
  );
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

async function cursorOf(ctx: Context, id: string): Promise<{ createdAt: Date; id: string }> {
  const [row] = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select({ createdAt: paylinks.createdAt, id: paylinks.id })
      .from(paylinks)
      .where(and(visible(ctx), eq(paylinks.id, id))),
  );
  if (!row)
    throw new AppError("invalid_input", "starting_after names no paylink", {
      errors: [{ path: "starting_after", message: "unknown_id" }],
    });
  return row;
}

/** Newest first, keyset paging. @throws AppError forbidden, invalid_input */
export async function listPaylinks(ctx: Context, filter: PaylinkFilter): Promise<ListPage<PaylinkView>> {
  requireRead(ctx);
  const after = filter.starting_after === undefined ? undefined : await cursorOf(ctx, filter.starting_after);
  const rows = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select()
      .from(paylinks)
      .where(
        and(
          visible(ctx),
          filter.status === undefined ? undefined : eq(paylinks.status, filter.status),
          filter.reference_no === undefined ? undefined : eq(paylinks.referenceNo, filter.reference_no),
          filter.created_from === undefined ? undefined : gte(paylinks.createdAt, new Date(filter.created_from)),
          filter.created_to === undefined ? undefined : lt(paylinks.createdAt, new Date(filter.created_to)),
          filter.q === undefined || filter.q.trim() === "" ? undefined : matches(filter.q),
          after === undefined
            ? undefined
            : sql`(${paylinks.createdAt}, ${paylinks.id}) < (${after.createdAt.toISOString()}::timestamptz, ${after.id})`,
        ),
      )
      .orderBy(desc(paylinks.createdAt), desc(paylinks.id))
      .limit(filter.limit + 1),
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
