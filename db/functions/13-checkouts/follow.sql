-- From the bank's page to the provider's word: returns, our own charge, and what silence means.

-- The payer's browser came back: their try waits for the provider's word and is asked about at once.
create or replace function record_attempt_return(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  a attempts;
  pay payments;
  payer jsonb;
begin
  perform set_config('app.merchant_id', m, true);
  perform lock_checkout_of(m, p->>'attempt_id');
  select * into a from attempts where merchant_id = m and id = p->>'attempt_id' for update;
  if a.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if a.status in ('returned', 'charging', 'unknown', 'failed') and a.next_check_at is not null or a.status = 'redirected' then
    update attempts set status = case when a.status = 'redirected' then 'returned' else a.status end,
        next_check_at = vezne_now() + interval '5 seconds', check_step = 0, absent_answers = 0, absent_since = null
    where merchant_id = m and id = a.id;
  end if;
  if a.status <> 'redirected' then return jsonb_build_object('result', 'replayed', 'status', a.status); end if;
  payer := jsonb_build_object('kind', 'payer', 'id', a.payment_id);
  select * into pay from payments where merchant_id = m and id = a.payment_id for update;
  if pay.status in ('created', 'processing') then
    update payments set status = 'processing', updated_at = vezne_now(),
        because = jsonb_build_object('text', 'payer_came_back', 'at', vezne_now(), 'actor', payer)
    where merchant_id = m and id = pay.id;
    perform append_audit(m, pay.mode, payer, 'payment.returned', 'payment', pay.id, null, pay.id, pay.status, 'processing', '{}');
    perform append_outbox(m, pay.mode, 'payment', pay.id, '{}');
  end if;
  return jsonb_build_object('result', 'applied', 'status', 'returned');
end $$;

-- May this try be charged now? Exactly one try of a checkout ever is, and it is charged again only with its own session.
-- p: merchant_id, attempt_id, actor
create or replace function claim_charge(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  c checkouts;
  a attempts;
begin
  perform set_config('app.merchant_id', m, true);
  c := lock_checkout_of(m, p->>'attempt_id');
  select * into a from attempts where merchant_id = m and id = p->>'attempt_id' for update;
  if a.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if a.charge_by <> 'ours' or a.status not in ('returned', 'charging', 'unknown') or a.sealed_session is null then
    return jsonb_build_object('result', 'no', 'status', a.status);
  end if;
  if a.status = 'returned' and (c.closed_at is not null or c.status = 'complete' or exists (
      select 1 from live_attempts(m, c.id) l where l.id <> a.id and l.status in ('charging', 'unknown', 'authorised'))) then
    perform give_up_attempt(a, case when c.closed_at is not null then 'checkout_closed' else 'superseded' end);
    perform expire_unpaid(m, a.payment_id, 'try_given_up', null);
    perform reopen_checkout(m, c.id, p->'actor');
    return jsonb_build_object('result', 'given_up');
  end if;
  update attempts set status = 'charging', charges = charges + 1, next_check_at = vezne_now() + interval '60 seconds', check_step = 0
  where merchant_id = m and id = a.id and status <> 'unknown';
  if a.status = 'unknown' then update attempts set charges = charges + 1 where merchant_id = m and id = a.id; end if;
  if a.status = 'returned' then
    perform append_audit(m, a.mode, p->'actor', 'payment.charging', 'payment', a.payment_id, null, a.payment_id, null, null,
        jsonb_build_object('attempt_id', a.id));
  end if;
  return jsonb_build_object('result', 'charge', 'charges', a.charges + 1);
end $$;

-- A charge that took nothing for certain (`refused`), whose session is over and whose record is nowhere (`gone`: a no
-- after 3 such answers over 20 minutes), or whose answer was lost (`unknown`).
-- p: merchant_id, attempt_id, outcome (refused gone unknown), decline, call_id, actor
create or replace function settle_charge(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  c checkouts;
  a attempts;
  pay payments;
  outcome text := p->>'outcome';
begin
  perform set_config('app.merchant_id', m, true);
  c := lock_checkout_of(m, p->>'attempt_id');
  select * into a from attempts where merchant_id = m and id = p->>'attempt_id' for update;
  if a.id is null or a.status not in ('charging', 'unknown') then return jsonb_build_object('result', 'replayed', 'status', a.status); end if;
  select * into pay from payments where merchant_id = m and id = a.payment_id for update;
  if outcome = 'gone' then
    update attempts set absent_answers = absent_answers + 1, absent_since = coalesce(absent_since, vezne_now())
    where merchant_id = m and id = a.id returning * into a;
    if a.absent_answers < 3 or a.absent_since > vezne_now() - interval '20 minutes' then outcome := 'unknown'; end if;
  end if;
  if outcome = 'unknown' then
    if a.status = 'charging' then
      update attempts set status = 'unknown', next_check_at = vezne_now() + interval '10 seconds', check_step = 0
      where merchant_id = m and id = a.id;
      if pay.status in ('created', 'processing') then
        update payments set status = 'unknown', updated_at = vezne_now(), because = jsonb_build_object(
            'text', 'charge_answer_lost', 'at', vezne_now(), 'actor', p->'actor') where merchant_id = m and id = pay.id;
        perform append_audit(m, pay.mode, p->'actor', 'payment.unknown', 'payment', pay.id, null, pay.id, pay.status, 'unknown', '{}');
        perform append_outbox(m, pay.mode, 'payment', pay.id, '{}');
      end if;
    end if;
    return jsonb_build_object('result', 'applied', 'status', 'unknown');
  end if;
  update attempts set status = 'failed', decline = p->'decline', ended_at = vezne_now(), sealed_session = null, next_check_at = null
  where merchant_id = m and id = a.id;
  update provider_events set status = 'applied', applied_at = vezne_now()
  where merchant_id = m and subject_id = a.id and status in ('received', 'unmatched');
  perform enter_failure('{}', pay, jsonb_build_object('text', 'provider_refused_charge', 'at', vezne_now(), 'actor', p->'actor',
      'call_id', p->'call_id'));
  perform append_audit(m, pay.mode, p->'actor', 'payment.failed', 'payment', pay.id, null, pay.id, pay.status, 'failed',
      jsonb_build_object('decline', p->'decline', 'call_id', p->'call_id'));
  perform append_outbox(m, pay.mode, 'payment', pay.id, '{}');
  perform reopen_checkout(m, c.id, p->'actor');
  return jsonb_build_object('result', 'applied', 'status', 'failed');
end $$;

-- The provider charges by itself, and for over a day it names no end of a payment that was begun there: it stays open, is
-- asked about, and a person has to look. A try that we alone charge took nothing before we did: "unknown" would let it be.
create or replace function leave_unknown(a attempts, p jsonb) returns jsonb
language plpgsql set search_path = public, pg_temp
as $$
declare
  pay payments;
begin
  if a.charge_by = 'ours' or a.status not in ('redirected', 'returned') then return jsonb_build_object('result', 'replayed', 'status', a.status); end if;
  update attempts set status = 'unknown', absent_answers = 0, absent_since = null where merchant_id = a.merchant_id and id = a.id;
  select * into pay from payments where merchant_id = a.merchant_id and id = a.payment_id for update;
  if pay.status in ('created', 'processing') then
    update payments set status = 'unknown', updated_at = vezne_now(), because = jsonb_build_object(
        'text', 'provider_names_no_end', 'at', vezne_now(), 'actor', p->'actor') where merchant_id = pay.merchant_id and id = pay.id;
    perform append_audit(pay.merchant_id, pay.mode, p->'actor', 'payment.unknown', 'payment', pay.id, null, pay.id, pay.status, 'unknown', '{}');
    perform append_outbox(pay.merchant_id, pay.mode, 'payment', pay.id, '{}');
  end if;
  return jsonb_build_object('result', 'applied', 'status', 'unknown');
end $$;

-- The provider answered "no such transaction" about a try; counts after 3 answers over 20 minutes. `open`: it knows one
-- and named no end for over a day.
-- p: merchant_id, attempt_id, call_id, actor, answer (absent unless said, open)
create or replace function record_attempt_absence(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  c checkouts;
  a attempts;
  why jsonb := jsonb_build_object('text', 'provider_knows_no_transaction', 'at', vezne_now(), 'actor', p->'actor', 'call_id', p->'call_id');
begin
  perform set_config('app.merchant_id', m, true);
  c := lock_checkout_of(m, p->>'attempt_id');
  if p->>'answer' = 'open' then
    select * into a from attempts where merchant_id = m and id = p->>'attempt_id' for update;
    return leave_unknown(a, p);
  end if;
  update attempts set absent_answers = absent_answers + 1, absent_since = coalesce(absent_since, vezne_now())
  where merchant_id = m and id = p->>'attempt_id' returning * into a;
  if a.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if a.absent_answers < 3 or a.absent_since > vezne_now() - interval '20 minutes' then
    return jsonb_build_object('result', 'waiting');
  end if;
  update provider_events set status = 'rejected', because = why
  where merchant_id = m and subject_id = a.id and status = 'received' and received_at <= vezne_now() - interval '20 minutes';
  -- What may still be charged by us is not over because the provider has no row of it yet.
  if a.status in ('charging', 'authorised') or a.status = 'unknown' and a.sealed_session is not null and a.charge_by = 'ours' then
    return jsonb_build_object('result', 'waiting');
  end if;
  update attempts set next_check_at = null, sealed_session = null where merchant_id = m and id = a.id;
  if a.status in ('created', 'redirected', 'returned', 'unknown') then
    update attempts set status = 'expired', ended_at = vezne_now() where merchant_id = m and id = a.id;
    perform expire_unpaid(m, a.payment_id, 'provider_knows_no_transaction', p->>'call_id');
    perform reopen_checkout(m, c.id, p->'actor');
  end if;
  return jsonb_build_object('result', 'absent');
end $$;

-- Tries whose question is due, and cards that were asked for. The gaps are those of links; while the end is unknown they
-- never stop, but after some 33 hours of them they grow to six hours.
create or replace function queue_due_attempts(p_limit int) returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  taken int := 0;
  due record;
begin
  for due in
    update attempts a set check_step = a.check_step + 1, next_check_at = vezne_now() + case when a.check_step > 200
        then interval '6 hours' else next_check_gap(a.check_step + 1, case when a.status in ('created', 'redirected', 'returned', 'charging', 'unknown') then 'creating' else a.status end) end
    where (a.merchant_id, a.id) in (
      select merchant_id, id from attempts where next_check_at <= vezne_now()
      order by next_check_at limit p_limit for update skip locked)
    returning a.merchant_id, a.id
  loop
    perform enqueue_job('follow-attempt', due.id, jsonb_build_object('merchantId', due.merchant_id, 'attemptId', due.id));
    taken := taken + 1;
  end loop;
  perform forget_card_wishes(p_limit);
  return taken + queue_due_wishes(p_limit);
end $$;

create or replace function expire_due_checkouts() returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  taken int := 0;
  due checkouts;
  actor jsonb := '{"kind":"system","id":"expiry"}';
begin
  for due in
    select * from checkouts where status = 'open' and expires_at <= vezne_now() for update skip locked
  loop
    perform move_checkout(due, 'expired', jsonb_build_object('text', 'checkout_time_ended', 'at', vezne_now(), 'actor', actor), actor);
    taken := taken + 1;
  end loop;
  return taken;
end $$;

alter function record_attempt_return(jsonb) owner to vezne_ledger;
alter function claim_charge(jsonb) owner to vezne_ledger;
alter function settle_charge(jsonb) owner to vezne_ledger;
alter function record_attempt_absence(jsonb) owner to vezne_ledger;
alter function queue_due_attempts(int) owner to vezne_system;
alter function expire_due_checkouts() owner to vezne_system;
