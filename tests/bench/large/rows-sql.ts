/**
 * The nth payment of a shop, counted back from the moment `$3`: half a minute apart as years of sales leave them, one in
 * twelve failed, a few unknown, a few flagged, names and numbers that repeat. Every table beside it takes the same nth.
 */
const ROWS = `unnest($1::text[], $2::text[]) m(merchant, account), generate_series($4::bigint, $5::bigint, -1) n,
  lateral (select 10000 + (n * 104729) % 5000000 as amount, $3::timestamptz - n * interval '20 seconds' as at,
    case when n % 50000 = 3 then 'unknown' when n % 12 = 0 then 'failed' when n % 17 = 0 then 'expired'
         when n % 101 = 0 then 'refunded' else 'captured' end as status) s,
  lateral (select s.status in ('captured', 'refunded') as paid) p`;
/** Triggers and foreign keys sleep: this is about reading the rows. Ids sort by time, as the product's own do. */
const begin = (table: string, columns: string) => `
  with unguarded as materialized (select set_config('session_replication_role', 'replica', true))
  insert into ${table} (${columns})`;
const id = (prefix: string) => `'${prefix}_' || lpad((1000000000000 - n)::text, 26, '0')`;
/** Name, e-mail and phone, as many have the same first names. */
const CUSTOMER = `(array['Ayşe', 'Mehmet', 'Fatma', 'Ali', 'Zeynep', 'Işıl', 'Çınar', 'Gül'])[1 + n % 8] || ' ' ||
      (array['Yılmaz', 'Kaya', 'Demir', 'Şahin', 'Öztürk'])[1 + (n / 8) % 5] || ' ' || (n % 9973),
    'alici' || n || '@example.com', '+90532' || lpad((n % 10000000)::text, 7, '0')`;
const WHY = `'{"text":"provider_answered_captured"}'::jsonb`;

const payments = `${begin(
  "payments",
  `merchant_id, id, mode, channel, provider, provider_account_id, token, status, because, review, trust, amount_requested,
   amount_charged, commission, commission_tax, net, amount_refunded, currency, installments, card, customer_name, customer_email,
   customer_phone, reference_no, provider_reference, provider_refs, metadata, paid_at, created_at, updated_at`,
)}
  select merchant, ${id("pay")}, 'test', (array['paylink', 'paylink', 'checkout', 'pos'])[1 + n % 4],
    case when n % 3 = 0 then 'paywall' else 'paynet' end, account, ${id("t")}, s.status, ${WHY},
    case when n % 20000 = 7 then 'amount' end, 'confirmed', s.amount, case when paid then s.amount end,
    case when paid then s.amount / 50 end, case when paid then 0 end, case when paid then s.amount - s.amount / 50 end,
    case when s.status = 'refunded' then s.amount else 0 end, 'TRY', 1,
    jsonb_build_object('bin', '435508', 'last4', lpad(((n * 7919) % 10000)::text, 4, '0'), 'brand', 'visa', 'bank', null, 'type', null),
    ${CUSTOMER},
    'SIP-' || n, 'SIP-' || n || '-X', '{}', '{}', case when paid then s.at end, s.at, s.at
  from unguarded, ${ROWS}`;

const attempts = `${begin(
  "attempts",
  "merchant_id, id, mode, payment_id, provider_account_id, provider, status, provider_reference, provider_transaction_id, started_at, ended_at",
)}
  select merchant, ${id("att")}, 'test', ${id("pay")}, account, case when n % 3 = 0 then 'paywall' else 'paynet' end,
    case when paid then 'captured' else s.status end, 'SIP-' || n || '-X', case when paid or s.status = 'failed' then 'xk_' || n end,
    s.at, case when s.status <> 'unknown' then s.at end
  from unguarded, ${ROWS}`;

const refunds = `${begin(
  "refunds",
  `merchant_id, id, mode, payment_id, provider_account_id, provider, kind, status, because, amount, currency, method, reason,
   requested_by, provider_transaction_id, provider_reversal_id, check_step, sent_at, ended_at, created_at, updated_at`,
)}
  select merchant, ${id("ref")}, 'test', ${id("pay")}, account, 'paynet', 'refund', 'confirmed', ${WHY}, s.amount, 'TRY', 'refund',
    'customer_request', 'usr', 'xk_' || n, 'rv_' || n, 0, b.at, b.at, b.at, b.at
  from unguarded, ${ROWS}, lateral (select s.at + interval '10 seconds' as at) b where s.status = 'refunded'`;

/** One sale in ten has a link of its own beside it; three in a shop stand open. */
const paylinks = `${begin(
  "paylinks",
  `merchant_id, id, mode, provider_account_id, provider, status, because, amount, amount_paid, currency, customer_name, customer_email,
   customer_phone, reference_no, provider_reference, share_token, add_commission, send_email, send_sms, send_confirmation_mail, expires_in_hours, expires_at,
   max_uses, uses, metadata, created_by, created_at, updated_at, check_step, absent_answers`,
)}
  select merchant, ${id("pl")}, 'test', account, 'paynet', case when n <= 30 then 'active' when paid then 'paid' else 'expired' end, ${WHY},
    s.amount, case when paid then s.amount else 0 end, 'TRY', ${CUSTOMER}, 'SIP-' || n, 'LNK-' || merchant || n, ${id("s")}, false, false, false,
    false, 24, s.at + interval '1 day', 1, 0, '{}', 'usr', s.at, s.at, 0, 0
  from unguarded, ${ROWS} where n % 10 = 0`;

/** One difference for fifty sales, settled long ago; two hundred stand open at most. */
const cases = `${begin(
  "reconciliation_cases",
  `merchant_id, id, mode, provider_account_id, source, reason, subject_kind, subject_id, subject_key, payment_id, day,
   amount_at_risk, currency, status, resolution, first_seen, last_seen`,
)}
  select merchant, ${id("case")}, 'test', account, 'provider', (array['amount', 'net', 'only_ours', 'reference'])[1 + n % 4], 'payment',
    ${id("pay")}, ${id("pay")}, ${id("pay")}, (s.at at time zone 'Europe/Istanbul')::date, s.amount % 90000, 'TRY',
    case when n <= 10000 then 'open' else 'resolved' end, case when n > 10000 then 'agrees_again' end, s.at, s.at
  from unguarded, ${ROWS} where n % 50 = 0`;

/** Each takes merchants, accounts, the newest moment, and the last and the first n. */
export const WRITERS = { payments, attempts, refunds, paylinks, reconciliation_cases: cases };
