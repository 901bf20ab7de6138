import "server-only";
import { sql } from "drizzle-orm";
import { withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";

/** `since` is when the first of the unanswered calls was sent. */
export type ProviderOutage = { provider: string; since: string; calls: number };

/**
 * Providers whose calls of this merchant and mode have all gone unanswered (no answer, or 5xx) since the last good
 * answer. One lost answer is no outage; two in a row are. A refusal is an answer.
 * @throws AppError forbidden
 */
export async function listProviderOutages(ctx: Context): Promise<ProviderOutage[]> {
  if (!ctx.permissions.includes("payments:read")) throw new AppError("forbidden", "payments:read is needed");
  const { rows } = await withMerchant(ctx.merchantId, (tx) =>
    tx.execute<{ provider: string; since: string; calls: number }>(sql`
      select f.provider, min(f.started_at)::text as since, count(*)::int as calls
      from provider_accounts a
      cross join lateral (
        select coalesce((
          select g.id from provider_calls g
          where g.merchant_id = a.merchant_id and g.provider_account_id = a.id
            and g.state = 'answered' and g.http_status < 500
          order by g.id desc limit 1), '') as id) good
      join provider_calls f on f.merchant_id = a.merchant_id and f.provider_account_id = a.id and f.id > good.id
        and f.state <> 'sending'
      where a.merchant_id = ${ctx.merchantId} and a.mode = ${ctx.mode}
      group by a.id, f.provider having count(*) >= 2`),
  );
  return rows.map(({ provider, since, calls }) => ({ provider, since: new Date(since).toISOString(), calls }));
}
