import "server-only";
import { and, asc, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import { routingRules } from "@/db/schema/checkouts";
import { providerAccounts } from "@/db/schema/merchants";
import type { Tx } from "@/db/tenancy";
import type { Mode } from "@/lib/runtime/context";
import type { ProviderAccount } from "@/lib/settings/provider-account-repository";

export type RoutingRule = typeof routingRules.$inferSelect;

/** The rules in force at an instant, in the merchant's order. */
export async function rulesInForce(tx: Tx, merchantId: string, mode: Mode, at: Date): Promise<RoutingRule[]> {
  return tx
    .select()
    .from(routingRules)
    .where(
      and(
        eq(routingRules.merchantId, merchantId),
        eq(routingRules.mode, mode),
        lte(routingRules.validFrom, at),
        or(isNull(routingRules.validTo), gt(routingRules.validTo, at)),
      ),
    )
    .orderBy(asc(routingRules.position), asc(routingRules.id));
}

/** Every account of the mode, the default one first. */
export async function accountsOfMode(tx: Tx, merchantId: string, mode: Mode): Promise<ProviderAccount[]> {
  return tx
    .select()
    .from(providerAccounts)
    .where(and(eq(providerAccounts.merchantId, merchantId), eq(providerAccounts.mode, mode)))
    .orderBy(sql`${providerAccounts.isDefault} desc`, asc(providerAccounts.createdAt), asc(providerAccounts.id));
}

/** Accounts whose last two calls of the past ten minutes both went unanswered (no answer, or 5xx). */
export async function silentAccounts(tx: Tx, merchantId: string, mode: Mode): Promise<Set<string>> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select a.id from provider_accounts a
    cross join lateral (
      select count(*) filter (where c.state = 'no_answer' or c.http_status >= 500) as silent, count(*) as calls
      from (select state, http_status from provider_calls
            where merchant_id = a.merchant_id and provider_account_id = a.id and state <> 'sending'
              and started_at > vezne_now() - interval '10 minutes'
            order by id desc limit 2) c) last
    where a.merchant_id = ${merchantId} and a.mode = ${mode} and last.calls = 2 and last.silent = 2`);
  return new Set(rows.map(({ id }) => id));
}

/** False when a rule of this id is there already: the command that made it ran before. */
export async function insertRule(tx: Tx, row: typeof routingRules.$inferInsert): Promise<boolean> {
  const made = await tx.insert(routingRules).values(row).onConflictDoNothing().returning({ id: routingRules.id });
  return made.length === 1;
}

/** True when it ended now, false when it had ended before, undefined when there is no such rule. */
export async function endRule(
  tx: Tx,
  merchantId: string,
  mode: Mode,
  id: string,
  at: Date,
): Promise<boolean | undefined> {
  const named = and(eq(routingRules.merchantId, merchantId), eq(routingRules.mode, mode), eq(routingRules.id, id));
  const [known] = await tx.select({ validTo: routingRules.validTo }).from(routingRules).where(named);
  if (known === undefined) return undefined;
  const ended = await tx
    .update(routingRules)
    .set({ validTo: at })
    .where(and(named, isNull(routingRules.validTo)))
    .returning({ id: routingRules.id });
  return ended.length === 1;
}
