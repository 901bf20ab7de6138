-- Each query answers the rows that break its invariant; none may answer any (reference: reliability 3.1).
-- Queries marked "settled" hold once faults have stopped and every question was asked.

-- I1 journals: one journal an event
select merchant_id, mode, kind, ref, count(*) from journals group by 1, 2, 3, 4 having count(*) > 1;

-- I1 payments: one capture a payment
select merchant_id, payment_id, count(*) from journals where kind = 'capture' group by 1, 2 having count(*) > 1;

-- I1 attempts: one attempt a provider transaction
select merchant_id, provider_account_id, provider_transaction_id, count(*) from attempts
where provider_transaction_id is not null group by 1, 2, 3 having count(*) > 1;

-- I2 balance: every journal sums to zero in every currency
select merchant_id, journal_id, currency, sum(amount) from entries group by 1, 2, 3 having sum(amount) <> 0;

-- I2 legs: no journal without entries
select j.merchant_id, j.id from journals j
where not exists (select 1 from entries e where e.merchant_id = j.merchant_id and e.journal_id = j.id);

-- I2 suspense: only what a person was asked to look at
select p.merchant_id, p.id, p.review from entries e
join journals j on j.merchant_id = e.merchant_id and j.id = e.journal_id
join payments p on p.merchant_id = j.merchant_id and p.id = j.payment_id
where e.account_code = 'suspense' and p.review is distinct from 'anatomy';

-- I2 refunds: never more given back or promised than was taken
select merchant_id, id, amount_charged, amount_refunded, amount_refund_pending from payments
where amount_refunded < 0 or amount_refund_pending < 0 or amount_refunded + amount_refund_pending > coalesce(amount_charged, 0);

-- I2 refund sums: a payment has given back what its confirmed refunds gave, and promised what its open ones ask
select p.merchant_id, p.id, p.amount_refunded, p.amount_refund_pending, sums.* from payments p
cross join lateral (
  select coalesce(sum(amount) filter (where status = 'confirmed'), 0) as confirmed,
         coalesce(sum(amount) filter (where status not in ('confirmed', 'rejected', 'withdrawn')), 0) as open
  from refunds r where r.merchant_id = p.merchant_id and r.payment_id = p.id) sums
where (p.amount_refunded, p.amount_refund_pending) is distinct from (sums.confirmed::bigint, sums.open::bigint);

-- I2 escrow total: an account holds what its payment took, or nothing yet
select e.merchant_id, e.id, e.status, e.amount_total, p.amount_charged from escrow_accounts e
join payments p on p.merchant_id = e.merchant_id and p.id = e.payment_id
where e.amount_total <> coalesce(p.amount_charged, 0) or (e.status = 'pending') <> (p.paid_at is null);

-- I2 escrow sums: the four amounts are what releases, refunds and chargebacks say
select e.merchant_id, e.id, e.amount_pending, e.amount_released, e.amount_refunded, r.*, b.*, c.* from escrow_accounts e
cross join lateral (
  select coalesce(sum(amount) filter (where status = 'applied'), 0) as released,
         coalesce(sum(amount) filter (where status = 'awaiting_approval'), 0) as asked
  from escrow_releases x where x.merchant_id = e.merchant_id and x.escrow_id = e.id) r
cross join lateral (
  select coalesce(sum(amount) filter (where status = 'confirmed'), 0) as back,
         coalesce(sum(amount) filter (where status not in ('confirmed', 'rejected', 'withdrawn')), 0) as promised
  from refunds x where x.merchant_id = e.merchant_id and x.payment_id = e.payment_id) b
cross join lateral (
  select coalesce(sum(from_held) filter (where status = 'lost'), 0) as lost,
         coalesce(sum(from_held) filter (where status = 'open'), 0) as frozen
  from disputes x where x.merchant_id = e.merchant_id and x.payment_id = e.payment_id and x.kind = 'chargeback') c
where (e.amount_released, e.amount_refunded, e.amount_pending)
  is distinct from (r.released::bigint, (b.back + c.lost)::bigint, (r.asked + b.promised + c.frozen)::bigint);

-- I2 escrow liability: the books owe for a payment exactly what is held or waits for a second person
select e.merchant_id, e.id, e.amount_held, asked.amount, booked.amount from escrow_accounts e
cross join lateral (
  select coalesce(sum(amount), 0) as amount from escrow_releases x
  where x.merchant_id = e.merchant_id and x.escrow_id = e.id and x.status = 'awaiting_approval') asked
cross join lateral (
  select coalesce(-sum(n.amount), 0) as amount from journals j
  join entries n on n.merchant_id = j.merchant_id and n.journal_id = j.id and n.account_code = 'escrow_liability'
  where j.merchant_id = e.merchant_id and j.payment_id = e.payment_id) booked
where booked.amount <> e.amount_held + asked.amount;

-- I2 escrow elsewhere: nothing is held for a payment without an account
select j.merchant_id, j.payment_id from journals j
join entries n on n.merchant_id = j.merchant_id and n.journal_id = j.id and n.account_code = 'escrow_liability'
where not exists (select 1 from escrow_accounts e where e.merchant_id = j.merchant_id and e.payment_id = j.payment_id);

-- I1 releases: one posting a release, and one more where it was taken back
select r.merchant_id, r.id, r.status, counted.* from escrow_releases r
cross join lateral (
  select count(*) filter (where j.kind = 'release') as given, count(*) filter (where j.kind = 'release_undone') as undone
  from journals j where j.merchant_id = r.merchant_id and j.ref = r.id and j.kind in ('release', 'release_undone')) counted
where (given, undone) is distinct from (
  case when r.status in ('applied', 'undone') then 1 else 0 end::bigint, case when r.status = 'undone' then 1 else 0 end::bigint);

-- I7 escrow people: above nobody's own approval, and what two had to sign two signed
select merchant_id, id from escrow_releases where decided_by = requested_by
union all
select r.merchant_id, r.id from escrow_releases r join audit_log a
  on a.merchant_id = r.merchant_id and a.subject_id = r.id and a.action = 'release.awaiting_approval'
where r.status in ('applied', 'undone') and r.decided_by is null;

-- I6 clocks: nothing happens by itself while a dispute is open, and what is held under a clock has its moment
select merchant_id, id, status, paused_at, next_check_at from escrow_accounts
where (paused_at is not null and next_check_at is not null) or (status <> 'held' and next_check_at is not null)
   or (status = 'held' and paused_at is null and amount_held > 0 and auto_release_at is not null and next_check_at is null);

-- I3 events: applied exactly when it says when
select merchant_id, id, status, applied_at from provider_events where (status = 'applied') <> (applied_at is not null);

-- I3 unapplied (settled): no stored event waits longer than ten minutes
select merchant_id, id, status from provider_events
where status = 'received' and received_at < vezne_now() - interval '10 minutes';

-- I4 journal: the figures of a captured payment are the figures of its journal
select p.merchant_id, p.id, p.amount_charged, p.net, p.commission, p.commission_tax, sums.* from payments p
join journals j on j.merchant_id = p.merchant_id and j.payment_id = p.id and j.kind = 'capture'
cross join lateral (
  select coalesce(-sum(amount) filter (where account_code in ('merchant_payable', 'escrow_liability')), 0) as payable,
         coalesce(sum(amount) filter (where account_code like 'provider_receivable:%'), 0) as receivable,
         coalesce(sum(amount) filter (where account_code = 'fees_expense'), 0) as fee,
         coalesce(sum(amount) filter (where account_code = 'fees_tax'), 0) as tax,
         count(distinct currency) as currencies, min(currency) as currency
  from entries e where e.merchant_id = j.merchant_id and e.journal_id = j.id) sums
where (p.amount_charged, p.net, p.commission, p.commission_tax) is distinct from (payable, receivable, fee, tax)
   or currencies <> 1 or sums.currency <> p.currency;

-- I4 answer: the figures are those of the provider's answer that was stored with the booking
select a.merchant_id, a.payment_id, a.data->>'amount_charged' as booked, answer->>'amount' as answered
from audit_log a
join provider_calls c on c.merchant_id = a.merchant_id and c.id = a.data->>'call_id'
cross join lateral jsonb_array_elements(c.response->'Data') answer
where a.action = 'payment.captured' and answer->>'xact_id' = a.data->>'transaction_id'
  and ((answer->>'amount')::numeric * 100 <> (a.data->>'amount_charged')::numeric
    or (answer->>'netAmount')::numeric * 100 <> (a.data->>'net')::numeric
    or (answer->>'is_succeed')::boolean is not true);

-- I4 evidence: a capture names the call whose answer proved it; tests that book directly name the call "test", the demo books "seed"
select a.merchant_id, a.payment_id, a.data->>'call_id' from audit_log a
left join provider_calls c on c.merchant_id = a.merchant_id and c.id = a.data->>'call_id' and c.state = 'answered'
where a.action in ('payment.captured', 'payment.failed') and c.id is null
  and coalesce(a.data->>'call_id', '') not in ('test', 'seed');

-- I4 link: a link has taken what its payments took
select l.merchant_id, l.id, l.amount_paid, l.uses, taken.* from paylinks l
cross join lateral (
  select coalesce(sum(amount_charged), 0) as amount, count(*) as uses from payments p
  where p.merchant_id = l.merchant_id and p.paylink_id = l.id and p.paid_at is not null) taken
where l.amount_paid <> taken.amount or l.uses <> taken.uses;

-- I5 steps: every audited step is in the machine, directly or over one state passed within the same statement
select a.merchant_id, a.seq, a.subject_kind, a.from_status, a.to_status from audit_log a
where a.from_status <> a.to_status
  and not exists (select 1 from state_steps s
    where s.entity = a.subject_kind and s.from_status = a.from_status and s.to_status = a.to_status)
  and not exists (select 1 from state_steps s
    join state_steps t on t.entity = s.entity and t.from_status = s.to_status
    where s.entity = a.subject_kind and s.from_status = a.from_status and t.to_status = a.to_status);

-- I6 payments: no money state without a journal
select merchant_id, id, status from payments p
where (paid_at is not null or status in ('captured', 'partially_refunded', 'refunded', 'disputed'))
  and not exists (select 1 from journals j where j.merchant_id = p.merchant_id and j.payment_id = p.id and j.kind = 'capture');

-- I6 journals: no capture of a payment that is not paid
select j.merchant_id, j.id, p.status from journals j
left join payments p on p.merchant_id = j.merchant_id and p.id = j.payment_id
where j.kind = 'capture' and p.paid_at is null;

-- I6 links: no paid link without a captured payment
select merchant_id, id from paylinks l where status in ('paid', 'exhausted')
  and not exists (select 1 from payments p where p.merchant_id = l.merchant_id and p.paylink_id = l.id and p.paid_at is not null);

-- I6 captures: a confirmed capture is a captured payment, a payment that was authorised and charged has one
select p.merchant_id, p.id, p.status, p.amount_charged, count(c.id) from payments p
left join captures c on c.merchant_id = p.merchant_id and c.payment_id = p.id and c.kind = 'capture' and c.status = 'confirmed'
where p.amount_authorised is not null
group by 1, 2, 3, 4 having count(c.id) <> case when p.amount_charged is null then 0 else 1 end;

-- I6 attempts: one captured attempt behind every captured payment
select p.merchant_id, p.id, count(a.id) from payments p
left join attempts a on a.merchant_id = p.merchant_id and a.payment_id = p.id and a.status = 'captured'
where p.paid_at is not null group by 1, 2 having count(a.id) <> 1;

-- I7 tenants: nothing points into another merchant
select 'attempts' as source, a.id from attempts a join payments p on p.id = a.payment_id where p.merchant_id <> a.merchant_id
union all select 'payments', p.id from payments p join paylinks l on l.id = p.paylink_id where l.merchant_id <> p.merchant_id
union all select 'journals', j.id from journals j join payments p on p.id = j.payment_id where p.merchant_id <> j.merchant_id
union all select 'entries', e.journal_id from entries e join journals j on j.id = e.journal_id where j.merchant_id <> e.merchant_id
union all select 'refunds', r.id from refunds r join payments p on p.id = r.payment_id where p.merchant_id <> r.merchant_id
union all select 'captures', c.id from captures c join payments p on p.id = c.payment_id where p.merchant_id <> c.merchant_id
union all select 'escrow', e.id from escrow_accounts e join payments p on p.id = e.payment_id where p.merchant_id <> e.merchant_id
union all select 'disputes', d.id from disputes d join payments p on p.id = d.payment_id where p.merchant_id <> d.merchant_id
union all select 'events', e.id from provider_events e join paylinks l on l.id = e.subject_id where l.merchant_id <> e.merchant_id
union all select 'calls', c.id from provider_calls c join paylinks l on l.id = c.subject_id where l.merchant_id <> c.merchant_id
union all select 'audit', a.seq::text from audit_log a join paylinks l on l.id = a.paylink_id where l.merchant_id <> a.merchant_id
union all select 'audit', a.seq::text from audit_log a join payments p on p.id = a.payment_id where p.merchant_id <> a.merchant_id
union all select 'tokens', t.subject_id from pay_tokens t join paylinks l on l.id = t.subject_id where l.merchant_id <> t.merchant_id
union all select 'tokens', t.subject_id from pay_tokens t join payments p on p.id = t.subject_id where p.merchant_id <> t.merchant_id
union all select 'accounts', x.id from (select merchant_id, id, provider_account_id from paylinks
    union all select merchant_id, id, provider_account_id from payments
    union all select merchant_id, id, provider_account_id from provider_events) x
  join provider_accounts a on a.id = x.provider_account_id where a.merchant_id <> x.merchant_id;

-- I7 modes: test and live never meet
select 'payments' as source, p.id from payments p join paylinks l on l.merchant_id = p.merchant_id and l.id = p.paylink_id where l.mode <> p.mode
union all select 'journals', j.id from journals j join payments p on p.merchant_id = j.merchant_id and p.id = j.payment_id where p.mode <> j.mode
union all select 'entries', e.journal_id from entries e join journals j on j.merchant_id = e.merchant_id and j.id = e.journal_id where j.mode <> e.mode;

-- I8 people: no two accounts with the same folded address
select email_folded, count(*) from users group by 1 having count(*) > 1;

-- I13 captures: as many audit rows as capture journals
select merchant_id, payment_id, journals, audits from (
  select merchant_id, id as payment_id,
    (select count(*) from journals j where j.merchant_id = p.merchant_id and j.payment_id = p.id and j.kind = 'capture') as journals,
    (select count(*) from audit_log a where a.merchant_id = p.merchant_id and a.payment_id = p.id and a.action = 'payment.captured') as audits
  from payments p) counted
where journals <> audits;

-- I13 present: the last audited status is the status
select last.merchant_id, last.subject_id, last.to_status, coalesce(p.status, l.status, r.status, c.status) as status from (
  select distinct on (merchant_id, subject_kind, subject_id) merchant_id, subject_kind, subject_id, to_status from audit_log
  where to_status is not null order by merchant_id, subject_kind, subject_id, seq desc) last
left join payments p on last.subject_kind = 'payment' and p.merchant_id = last.merchant_id and p.id = last.subject_id
left join paylinks l on last.subject_kind = 'paylink' and l.merchant_id = last.merchant_id and l.id = last.subject_id
left join refunds r on last.subject_kind = 'refund' and r.merchant_id = last.merchant_id and r.id = last.subject_id
left join captures c on last.subject_kind = 'capture' and c.merchant_id = last.merchant_id and c.id = last.subject_id
where last.subject_kind in ('payment', 'paylink', 'refund', 'capture')
  and coalesce(p.status, l.status, r.status, c.status) is distinct from last.to_status;

-- I13 chain: every audited step starts where the one before it ended
select merchant_id, subject_id, seq, before, from_status from (
  select merchant_id, subject_id, seq, from_status,
    lag(to_status) over (partition by merchant_id, subject_kind, subject_id order by seq) as before
  from audit_log where to_status is not null) steps
where before is not null and before is distinct from from_status;

-- I2 refunds: reserved and given back are exactly the payment's refunds, and never more than was charged
select p.merchant_id, p.id, p.amount_refund_pending, p.amount_refunded, sums.* from payments p
cross join lateral (
  select coalesce(sum(amount) filter (where status not in ('confirmed', 'rejected', 'withdrawn')), 0) as open,
         coalesce(sum(amount) filter (where status = 'confirmed'), 0) as back
  from refunds r where r.merchant_id = p.merchant_id and r.payment_id = p.id) sums
where p.amount_refund_pending <> sums.open or p.amount_refunded <> sums.back
   or sums.open + sums.back > coalesce(p.amount_charged, 0);

-- I2 clearing: the refund clearing account owes exactly what is still under way
select a.merchant_id, a.mode, balance, under_way from (
  select merchant_id, mode, sum(amount) filter (where account_code = 'refund_clearing') as balance from entries group by 1, 2) a
cross join lateral (
  select coalesce(sum(amount), 0) as under_way from refunds r
  where r.merchant_id = a.merchant_id and r.mode = a.mode and r.status not in ('confirmed', 'rejected', 'withdrawn')) r
where coalesce(balance, 0) <> -under_way;

-- I1 refunds: one confirmed refund has one journal
select r.merchant_id, r.id from refunds r
where (r.status = 'confirmed') <> exists (
  select 1 from journals j where j.merchant_id = r.merchant_id and j.kind = 'refund'
    and j.ref = r.provider_account_id || ':' || r.provider_reversal_id);

-- I2 checkpoints: each adds exactly the entries between the horizon before and its own
select k.merchant_id, k.mode, k.account_code, k.currency, k.horizon::text, k.amount_debit, k.amount_credit, t.debit, t.credit from (
  select *, lag(horizon) over w as horizon_before, lag(amount_debit) over w as debit_before, lag(amount_credit) over w as credit_before
  from balance_checkpoints where cluster = cluster_id()
  window w as (partition by merchant_id, mode, account_code, currency order by horizon)) k
cross join lateral (
  select coalesce(sum(e.amount) filter (where e.amount > 0), 0) as debit, coalesce(-sum(e.amount) filter (where e.amount < 0), 0) as credit
  from entries e
  where e.merchant_id = k.merchant_id and e.mode = k.mode and e.account_code = k.account_code and e.currency = k.currency
    and e.written_by >= coalesce(k.horizon_before, '0'::xid8) and e.written_by < k.horizon) t
where k.amount_debit - coalesce(k.debit_before, 0) <> t.debit or k.amount_credit - coalesce(k.credit_before, 0) <> t.credit;

-- I14 unrouted: what proves nothing belongs to nobody, is small, and is at most ten thousand an Istanbul day
select 'belongs' as what, id from provider_events where merchant_id = 'mer_unrouted'
  and (subject_id is not null or provider_account_id is not null or status not in ('unmatched', 'rejected') or trust not in ('unsigned', 'address_known'))
union all select 'large', id from provider_events where merchant_id = 'mer_unrouted' and octet_length(body) > 4096
union all select 'many', day::text from (
  select (received_at at time zone 'Europe/Istanbul')::date as day, count(*) as hints from provider_events
  where merchant_id = 'mer_unrouted' and trust = 'unsigned' and status <> 'rejected' group by 1) days where hints > 10000
union all select 'named', id from provider_events where merchant_id <> 'mer_unrouted' and source = 'webhook' and trust = 'unsigned'
  and status <> 'rejected';

-- I14 refused: what was refused at the door stays refused, and nothing was ever booked because of it
select e.merchant_id, e.id, e.status from provider_events e
where e.because->>'text' in ('bad_capability', 'expired_capability', 'bad_signature', 'signature_missing', 'address_not_allowed', 'too_large')
  and (e.status <> 'rejected' or exists (select 1 from audit_log a where a.merchant_id = e.merchant_id
    and a.action in ('payment.captured', 'payment.authorised', 'payment.failed') and a.actor_kind <> 'user' and a.data->>'event_id' = e.id));

-- I2 batches: a refund of a batch is on its list, with its amount, once
select r.merchant_id, r.batch_id, r.payment_id from refunds r
join refund_batches b on b.merchant_id = r.merchant_id and b.id = r.batch_id
where r.mode <> b.mode or r.requested_by <> b.requested_by
  or not exists (select 1 from jsonb_array_elements(b.rows->'rows') e
                 where e->>'payment_id' = r.payment_id and (e->>'amount')::bigint = r.amount)
union all select merchant_id, batch_id, payment_id from refunds where batch_id is not null group by 1, 2, 3 having count(*) > 1;

-- I17 once: a checkout's money is taken or held once; whatever came beside it waits for a person
select merchant_id, checkout_id, count(*) from payments
where checkout_id is not null and review is distinct from 'duplicate'
  and status in ('authorised', 'captured', 'partially_refunded', 'refunded', 'disputed')
group by 1, 2 having count(*) > 1;

-- I17 complete: a checkout is complete exactly when its money was taken or held
select c.merchant_id, c.id, c.status from checkouts c
where (c.status = 'complete') <> exists (
  select 1 from payments y where y.merchant_id = c.merchant_id and y.checkout_id = c.id
    and (y.paid_at is not null or y.amount_authorised is not null));

-- I17 sessions: a try that is over holds no session of the provider, and one that was given up was never charged
select merchant_id, id, status from attempts
where (sealed_session is not null and status in ('captured', 'failed', 'expired'))
   or (status = 'expired' and charges > 0 and decline->>'code' in ('superseded', 'checkout_closed'));

-- I17 books: only a try that the provider answered stands behind a taken payment of a checkout
select y.merchant_id, y.id from payments y
where y.checkout_id is not null and y.paid_at is not null and not exists (
  select 1 from attempts a where a.merchant_id = y.merchant_id and a.payment_id = y.id and a.status = 'captured'
    and a.provider_transaction_id is not null);

-- I18 once: a sale on a phone takes its money once; whatever came beside it waits for a person
select s.merchant_id, s.payment_id, count(distinct y.id) from pos_sessions s
join payments y on y.merchant_id = s.merchant_id and y.pos_session_id = s.id and y.paid_at is not null
where y.review is distinct from 'duplicate'
group by 1, 2 having count(distinct y.id) > 1;

-- I18 taken: a try on a phone is over with success exactly when the provider answered that its money was taken
select s.merchant_id, s.id, s.status from pos_sessions s
where (s.status in ('succeeded', 'late_success')) <> exists (
  select 1 from attempts a where a.merchant_id = s.merchant_id and a.provider_reference = s.provider_reference and a.status = 'captured');

-- I18 late: a sum that nobody waited for any more raised an alarm
select merchant_id, id from pos_sessions where status = 'late_success' and alarm_at is null;

-- I18 references: no reference of a try is another try's
select merchant_id, provider_reference, count(*) from pos_sessions group by 1, 2 having count(*) > 1;

-- I1 payouts: a release that owes a beneficiary has one payout of exactly that, and none leaves for a release that was undone
select r.merchant_id, r.id, r.status, r.amount_beneficiary, o.id as payout, o.amount from escrow_releases r
left join payouts o on o.merchant_id = r.merchant_id and o.release_id = r.id
where (r.status = 'applied' and r.amount_beneficiary > 0 and o.amount is distinct from r.amount_beneficiary)
   or (r.status <> 'applied' and o.status <> 'withdrawn');

-- I2 payouts: what is owed to a beneficiary, on its way and paid is what the releases and their payouts say
select r.merchant_id, r.payment_id, r.given, o.on_way, o.paid, booked.* from (
  select x.merchant_id, e.payment_id, sum(x.amount_beneficiary) filter (where x.status = 'applied') as given
  from escrow_releases x join escrow_accounts e on e.merchant_id = x.merchant_id and e.id = x.escrow_id group by 1, 2) r
cross join lateral (
  select coalesce(sum(amount) filter (where status in ('approved', 'exported', 'sending', 'sent', 'unknown')), 0) as on_way,
         coalesce(sum(amount) filter (where status = 'paid'), 0) as paid
  from payouts q where q.merchant_id = r.merchant_id and q.payment_id = r.payment_id) o
cross join lateral (
  select coalesce(-sum(n.amount) filter (where n.account_code = 'beneficiary_payable'), 0) as owed,
         coalesce(-sum(n.amount) filter (where n.account_code = 'payout_clearing'), 0) as clearing,
         coalesce(-sum(n.amount) filter (where n.account_code = 'bank_paid_out'), 0) as out
  from journals j join entries n on n.merchant_id = j.merchant_id and n.journal_id = j.id
  where j.merchant_id = r.merchant_id and j.payment_id = r.payment_id) booked
where (booked.owed, booked.clearing, booked.out) is distinct from (coalesce(r.given, 0) - o.on_way - o.paid, o.on_way, o.paid);

-- I7 payouts: what left was wanted by one person and approved by another
select merchant_id, id, status from payouts
where decided_by = requested_by
   or (status not in ('waiting', 'awaiting_approval', 'withdrawn', 'failed') and (requested_by is null or decided_by is null));

-- I1 payouts by approval: the provider pays only where its approval was confirmed, and nothing of ours pays beside it
select o.merchant_id, o.id, o.status, o.way, h.status as mirror, h.decision from payouts o
left join escrow_mirrors h on h.merchant_id = o.merchant_id and h.escrow_id = o.escrow_id and h.provider = 'paywall'
where (o.way = 'approval' and o.status = 'sent' and (h.status not in ('confirmed', 'due', 'sending', 'unknown', 'refused') or h.decision is null or h.status is null))
   or (o.way is distinct from 'approval' and o.status in ('awaiting_approval', 'approved', 'exported', 'sending', 'sent') and h.status in ('held', 'due', 'sending', 'unknown', 'confirmed'));

-- I1 payout files: a payout stands in one file a round, and in the one that its row names
select b.merchant_id, w->>'payout_id' as payout, w->>'round' as round, count(*) from payout_batches b, jsonb_array_elements(b.rows) w
group by 1, 2, 3 having count(*) > 1
union all
select o.merchant_id, o.id, o.round::text, 0 from payouts o where o.batch_id is not null and not exists (
  select 1 from payout_batches b, jsonb_array_elements(b.rows) w where b.merchant_id = o.merchant_id and b.id = o.batch_id
    and w->>'payout_id' = o.id and (w->>'round')::int = o.round and w->>'amount' = o.amount::text);
