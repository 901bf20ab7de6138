import type { BenchProduct } from "../bench-product";

export type LargeShop = { merchantId: string; accountId: string; count: number };

const CHUNK = 250_000;

/** Without its indexes a table takes millions of rows in minutes; they are made again from their own definitions. */
async function withoutIndexes(product: BenchProduct, tables: readonly string[], write: () => Promise<void>) {
  const kept = await product.rows<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     where i.indrelid = any ($1::regclass[]) and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)`,
    [tables],
  );
  for (const { name } of kept) await product.rows(`drop index ${name}`);
  await write();
  for (const { definition } of kept) await product.rows(definition);
}

/**
 * Rows as years of sales leave them: half a second to a minute apart, one in twelve failed, a few unknown, a few flagged,
 * names and numbers that repeat. Written past triggers and keys: this is about reading them.
 */
function chunkSql(): string {
  return `with unguarded as materialized (select set_config('session_replication_role', 'replica', true)),
    made as (
      insert into payments (merchant_id, id, mode, channel, provider, provider_account_id, token, status, because, review, trust,
        amount_requested, amount_charged, commission, commission_tax, net, amount_refunded, currency, installments, card,
        customer_name, customer_email, customer_phone, reference_no, provider_reference, provider_refs, metadata, paid_at, created_at, updated_at)
      select $1, 'pay_' || md5($1 || n), 'test',
        (array['paylink', 'paylink', 'checkout', 'pos'])[1 + n % 4], case when n % 3 = 0 then 'paywall' else 'paynet' end, $2,
        md5('t' || $1 || n), s.status, '{"text":"provider_answered_captured"}',
        case when n % 20000 = 7 then 'amount' end, 'confirmed', a.amount, case when s.paid then a.amount end,
        case when s.paid then a.amount / 50 end, case when s.paid then 0 end, case when s.paid then a.amount - a.amount / 50 end, 0, 'TRY', 1,
        jsonb_build_object('bin', '435508', 'last4', lpad(((n * 7919) % 10000)::text, 4, '0'), 'brand', 'visa', 'bank', null, 'type', null),
        (array['Ayşe', 'Mehmet', 'Fatma', 'Ali', 'Zeynep', 'Işıl', 'Çınar', 'Gül'])[1 + n % 8] || ' ' ||
          (array['Yılmaz', 'Kaya', 'Demir', 'Şahin', 'Öztürk'])[1 + (n / 8) % 5] || ' ' || (n % 9973),
        'alici' || n || '@example.com', '+90532' || lpad((n % 10000000)::text, 7, '0'),
        'SIP-' || n, 'SIP-' || n || '-X', '{}', '{}', case when s.paid then t.at end, t.at, t.at
      from unguarded, generate_series($3::bigint, $4::bigint) n,
        lateral (select 10000 + (n * 104729) % 5000000 as amount) a,
        lateral (select vezne_now() - n * interval '20 seconds' as at) t,
        lateral (select case when n % 50000 = 3 then 'unknown' when n % 12 = 0 then 'failed' when n % 17 = 0 then 'expired'
                             when n % 101 = 0 then 'refunded' else 'captured' end as status) w,
        lateral (select w.status, w.status in ('captured', 'refunded') as paid) s
      returning merchant_id, id, mode, provider_account_id, provider, provider_reference, created_at)
    insert into attempts (merchant_id, id, mode, payment_id, provider_account_id, provider, status, provider_reference, started_at)
    select merchant_id, 'att_' || substr(id, 5), mode, id, provider_account_id, provider, 'captured', provider_reference, created_at from made`;
}

/** Fills the shops, each with as many payments as it says, the newest a moment ago. */
export async function writePayments(
  product: BenchProduct,
  shops: readonly LargeShop[],
  say: (line: string) => void,
): Promise<void> {
  await withoutIndexes(product, ["payments", "attempts"], async () => {
    for (const { merchantId, accountId, count } of shops) {
      for (let first = 1; first <= count; first += CHUNK) {
        const last = Math.min(count, first + CHUNK - 1);
        await product.rows(chunkSql(), [merchantId, accountId, first, last]);
        if (count > CHUNK) say(`  ${last} of ${count} payments`);
      }
    }
  });
  say("  indexes made again, analysing");
  await product.rows("vacuum (analyze) payments");
  await product.rows("vacuum (analyze) attempts");
}
