import "server-only";
import { sql } from "drizzle-orm";
import { withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";
import { knownCodes } from "./read-decline";
import type { UnknownCode, UnknownCodeFilter, UnknownCodePage } from "./schemas";

const MOST = 100;

type Row = Omit<UnknownCode, "first_at" | "last_at"> & { first_at: string | Date; last_at: string | Date };

/** `{"paynet": ["05", ...]}` for every provider that has a table. */
const known = () => JSON.stringify({ paynet: knownCodes("paynet"), paywall: knownCodes("paywall") });

/**
 * Codes of failed tries in the caller's merchant and mode that no table names, the latest first.
 * @throws AppError forbidden
 */
export async function listUnknownCodes(ctx: Context, filter: UnknownCodeFilter): Promise<UnknownCodePage> {
  if (!ctx.permissions.includes("developer:read")) throw new AppError("forbidden", "developer:read is needed");
  const rows = await withMerchant(ctx.merchantId, async (tx) => {
    const answer = await tx.execute(sql`
      select provider, decline->>'code' as code, count(*)::int as count,
        (array_agg(decline->>'message' order by started_at desc))[1] as message,
        min(started_at) as first_at, max(started_at) as last_at
      from attempts
      where merchant_id = ${ctx.merchantId} and mode = ${ctx.mode} and coalesce(decline->>'code', '') <> ''
        and not coalesce((${known()}::jsonb -> provider) ? (decline->>'code'), false)
        ${filter.provider === undefined ? sql`` : sql`and provider = ${filter.provider}`}
      group by provider, decline->>'code'
      order by max(started_at) desc, provider, decline->>'code'
      limit ${MOST + 1}`);
    return answer.rows as Row[];
  });
  const data = rows.slice(0, MOST).map((row) => ({
    ...row,
    message: row.message ?? "",
    first_at: new Date(row.first_at).toISOString(),
    last_at: new Date(row.last_at).toISOString(),
  }));
  return { object: "list", data, has_more: rows.length > MOST };
}
