import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/tenancy";
import { actorRecord, type Context } from "@/lib/runtime/context";
import type { SettlementTermsInput } from "./schemas";

/** Writes dated terms with their line in the audit log. A second row for the same day is refused, never overwritten. */
export async function insertTerms(
  tx: Tx,
  ctx: Context,
  terms: SettlementTermsInput & { id: string },
): Promise<"written" | "not_found" | "exists"> {
  const account = await tx.execute(sql`select id from provider_accounts
    where merchant_id = ${ctx.merchantId} and mode = ${ctx.mode} and id = ${terms.provider_account_id}`);
  if (account.rows.length === 0) return "not_found";
  const actor = actorRecord(ctx.actor);
  const written = await tx.execute(sql`insert into settlement_terms (merchant_id, id, mode, provider_account_id,
      days_after_capture, day_rule, cut_off, valid_from, source, created_by, created_at)
    values (${ctx.merchantId}, ${terms.id}, ${ctx.mode}, ${terms.provider_account_id}, ${terms.days_after_capture},
      ${terms.day_rule}, ${terms.cut_off}, ${terms.valid_from}, 'contract', ${actor.id}, vezne_now())
    on conflict do nothing returning id`);
  if (written.rows.length === 0) return "exists";
  const { id: _id, provider_account_id: subject, ...data } = terms;
  await tx.execute(sql`select append_audit(${ctx.merchantId}, ${ctx.mode}, ${JSON.stringify(actor)}::jsonb,
    'settlement.terms_set', 'provider_account', ${subject}, null, null, null, null, ${JSON.stringify(data)}::jsonb)`);
  return "written";
}
