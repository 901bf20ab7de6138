import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/tenancy";
import type { SnapshotRow } from "./difference";
import type { AskedSubject } from "./schemas";

/** Everything that hangs on these links, tries and sales, journals with their legs; in the order of kind and id. */
export async function takeSnapshot(
  tx: Tx,
  merchantId: string,
  subjects: readonly Pick<AskedSubject, "kind" | "id">[],
): Promise<SnapshotRow[]> {
  const idsOf = (kind: AskedSubject["kind"]) => subjects.filter((one) => one.kind === kind).map(({ id }) => id);
  const list = (ids: readonly string[]) => sql`${`{${ids.join(",")}}`}::text[]`;
  const [links, tries, sales] = [list(idsOf("paylink")), list(idsOf("attempt")), list(idsOf("pos_session"))];
  const { rows } = await tx.execute<SnapshotRow>(sql`
    with pays as (
      select id, checkout_id from payments where merchant_id = ${merchantId} and (
        paylink_id = any(${links})
        or id in (select payment_id from attempts where merchant_id = ${merchantId} and id = any(${tries}))
        or id in (select payment_id from pos_sessions where merchant_id = ${merchantId} and id = any(${sales}))))
    select * from (
      select 'paylink' as kind, id, to_jsonb(t) as row from paylinks t where merchant_id = ${merchantId} and id = any(${links})
      union all select 'checkout', id, to_jsonb(t) from checkouts t where merchant_id = ${merchantId} and id in (select checkout_id from pays)
      union all select 'payment', id, to_jsonb(t) from payments t where merchant_id = ${merchantId} and id in (select id from pays)
      union all select 'attempt', id, to_jsonb(t) from attempts t where merchant_id = ${merchantId} and payment_id in (select id from pays)
      union all select 'capture', id, to_jsonb(t) from captures t where merchant_id = ${merchantId} and payment_id in (select id from pays)
      union all select 'pos_session', id, to_jsonb(t) from pos_sessions t where merchant_id = ${merchantId} and id = any(${sales})
      union all select 'escrow_account', id, to_jsonb(t) from escrow_accounts t where merchant_id = ${merchantId} and payment_id in (select id from pays)
      union all select 'journal', id, to_jsonb(t) || jsonb_build_object('legs', (
          select jsonb_agg(jsonb_build_object('account', e.account_code, 'amount', e.amount::text) order by e.leg)
          from entries e where e.merchant_id = ${merchantId} and e.journal_id = t.id))
        from journals t where merchant_id = ${merchantId} and payment_id in (select id from pays)
      union all select 'event', id, jsonb_build_object('status', status) from provider_events
        where merchant_id = ${merchantId} and subject_id = any(${list(subjects.map(({ id }) => id))})
    ) every order by kind, id`);
  return rows;
}
