-- What the passing of time does to links and payments. Each function is one statement and safe to run twice.

-- Gaps between the questions at 30 s, 1, 2, 5, 10, 20 and 21 minutes after a hand-over or a return.
create or replace function next_check_gap(p_step int, p_status text) returns interval
language sql immutable
as $$
  select coalesce((array['30 seconds', '30 seconds', '1 minute', '3 minutes', '5 minutes', '10 minutes', '1 minute'])[p_step + 1]::interval,
                  case when p_status in ('creating', 'deactivating', 'exhausted') then interval '10 minutes' end)
$$;

-- Commands at a provider whose turn has come or whose answer is awaited: takes them, moves their ladder on, queues the job.
-- The gaps grow to an hour and never end. The table's name comes from the functions below alone.
create or replace function queue_due(p_table text, p_statuses text[], p_queue text, p_id_name text, p_limit int) returns int
language plpgsql set search_path = public, pg_temp
as $$
declare
  taken int := 0;
  due record;
begin
  for due in execute format(
    'update %1$I d set check_step = d.check_step + 1,
        next_check_at = vezne_now() + least(interval ''10 seconds'' * power(2, least(d.check_step, 10)), interval ''1 hour'')
     where (d.merchant_id, d.id) in (
       select merchant_id, id from %1$I where next_check_at <= vezne_now() and status = any($1)
       order by next_check_at limit $2 for update skip locked)
     returning d.merchant_id, d.id', p_table) using p_statuses, p_limit
  loop
    perform enqueue_job(p_queue, due.id, jsonb_build_object('merchantId', due.merchant_id, p_id_name, due.id));
    taken := taken + 1;
  end loop;
  return taken;
end $$;

-- Links whose question is due: takes them, moves their ladder on and queues the question.
create or replace function queue_due_paylinks(p_limit int) returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  taken int := 0;
  due record;
begin
  for due in
    update paylinks l set check_step = l.check_step + 1,
           next_check_at = vezne_now() + next_check_gap(l.check_step + 1, l.status)
    where (l.merchant_id, l.id) in (
      select merchant_id, id from paylinks where next_check_at <= vezne_now()
      order by next_check_at limit p_limit for update skip locked)
    returning l.merchant_id, l.id
  loop
    perform enqueue_job('follow-paylink', due.id, jsonb_build_object('merchantId', due.merchant_id, 'paylinkId', due.id));
    taken := taken + 1;
  end loop;
  return taken;
end $$;

-- Accounts whose complete list is due: one pass every five minutes.
create or replace function queue_due_accounts() returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  taken int := 0;
  due record;
begin
  for due in
    update provider_accounts set next_sweep_at = vezne_now() + interval '5 minutes'
    where next_sweep_at <= vezne_now() returning merchant_id, id
  loop
    perform enqueue_job('sweep-account', due.id, jsonb_build_object('merchantId', due.merchant_id, 'accountId', due.id));
    taken := taken + 1;
  end loop;
  return taken;
end $$;

create or replace function expire_due_paylinks() returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  taken int := 0;
  due record;
  actor jsonb := '{"kind":"system","id":"expiry"}';
begin
  for due in
    update paylinks set status = 'expired', updated_at = vezne_now(),
        because = jsonb_build_object('text', 'link_time_ended', 'at', vezne_now(), 'actor', actor)
    where status = 'active' and expires_at <= vezne_now() returning merchant_id, id, mode
  loop
    perform append_audit(due.merchant_id, due.mode, actor, 'paylink.expired', 'paylink', due.id, due.id, null, 'active', 'expired', '{}');
    perform append_outbox(due.merchant_id, due.mode, 'paylink', due.id, '{}');
    taken := taken + 1;
  end loop;
  return taken;
end $$;

-- Events that were stored but whose question got lost with the queue: asked again (the queue is expendable). One
-- question a link, however many events wait for its answer.
create or replace function requeue_forgotten_events() returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  taken int := 0;
  due record;
begin
  for due in
    with forgotten as (
      update provider_events set last_received_at = vezne_now()
      where status = 'received' and subject_kind in ('paylink', 'attempt', 'pos_session') and last_received_at < vezne_now() - interval '60 seconds'
      returning merchant_id, id, subject_kind, subject_id)
    select distinct on (merchant_id, subject_id) * from forgotten order by merchant_id, subject_id, id
  loop
    perform enqueue_job(case due.subject_kind when 'attempt' then 'follow-attempt' when 'pos_session' then 'follow-pos' else 'follow-paylink' end, due.subject_id,
        jsonb_build_object('merchantId', due.merchant_id, 'eventId', due.id,
            case due.subject_kind when 'attempt' then 'attemptId' when 'pos_session' then 'sessionId' else 'paylinkId' end, due.subject_id));
    taken := taken + 1;
  end loop;
  return taken;
end $$;

alter function queue_due_paylinks(int) owner to vezne_system;
alter function queue_due_accounts() owner to vezne_system;
alter function expire_due_paylinks() owner to vezne_system;
alter function requeue_forgotten_events() owner to vezne_system;
grant insert on pgboss.job to vezne_system;

-- The provider answered "no such transaction". Counts, and after 3 answers over 20 minutes ends the open payments.
create or replace function record_absence(p_merchant text, p_paylink text, p_call text) returns text
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  link paylinks;
  pay payments;
  actor jsonb := '{"kind":"system","id":"follow-paylink"}';
  why jsonb;
begin
  perform set_config('app.merchant_id', p_merchant, true);
  update paylinks set absent_answers = absent_answers + 1, absent_since = coalesce(absent_since, vezne_now())
  where merchant_id = p_merchant and id = p_paylink returning * into link;
  -- The ladder alone may end before twenty minutes of absence: an open payment is asked about until it ends.
  update paylinks set next_check_at = vezne_now() + interval '10 minutes'
  where merchant_id = p_merchant and id = p_paylink and next_check_at is null and exists (
    select 1 from payments y where y.merchant_id = p_merchant and y.paylink_id = p_paylink and y.status in ('created', 'processing')
      and (y.created_at > vezne_now() - interval '20 minutes' or link.absent_answers < 3 or link.absent_since > vezne_now() - interval '20 minutes'));
  if link.absent_answers < 3 or link.absent_since > vezne_now() - interval '20 minutes' then return 'waiting'; end if;

  why := jsonb_build_object('text', 'provider_knows_no_transaction', 'at', vezne_now(), 'actor', actor, 'call_id', p_call);
  -- What was told of a payment that the provider does not know stops being asked about; told again, it is asked again.
  update provider_events set status = 'rejected', because = why
  where merchant_id = p_merchant and subject_id = p_paylink and status = 'received'
    and received_at <= vezne_now() - interval '20 minutes';
  for pay in
    select * from payments where merchant_id = p_merchant and paylink_id = p_paylink
      and status in ('created', 'processing') and created_at <= vezne_now() - interval '20 minutes' for update
  loop
    update attempts set status = 'expired', ended_at = vezne_now()
    where merchant_id = p_merchant and payment_id = pay.id and status in ('created', 'redirected', 'returned');
    update payments set status = 'expired', because = why, trust = 'confirmed', updated_at = vezne_now()
    where merchant_id = p_merchant and id = pay.id;
    perform append_audit(p_merchant, pay.mode, actor, 'payment.expired', 'payment', pay.id, p_paylink, pay.id, pay.status, 'expired',
        jsonb_build_object('call_id', p_call));
    perform append_outbox(p_merchant, pay.mode, 'payment', pay.id, '{}');
  end loop;
  return 'absent';
end $$;
alter function record_absence(text, text, text) owner to vezne_ledger;

-- The payer's browser came back: the payment waits for the provider's word and is asked about sooner.
create or replace function record_return(p_merchant text, p_paylink text, p_payment text) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  pay payments;
begin
  perform set_config('app.merchant_id', p_merchant, true);
  update paylinks set next_check_at = vezne_now() + interval '5 seconds', check_step = 0
  where merchant_id = p_merchant and id = p_paylink;
  update attempts set status = 'returned'
  where merchant_id = p_merchant and payment_id = p_payment and status = 'redirected';
  update payments set status = 'processing', updated_at = vezne_now(),
      because = jsonb_build_object('text', 'payer_came_back', 'at', vezne_now(), 'actor', jsonb_build_object('kind', 'payer', 'id', p_payment))
  where merchant_id = p_merchant and paylink_id = p_paylink and id = p_payment and status = 'created' returning * into pay;
  if pay.id is not null then
    perform append_audit(p_merchant, pay.mode, jsonb_build_object('kind', 'payer', 'id', pay.id), 'payment.returned', 'payment', pay.id,
        p_paylink, pay.id, 'created', 'processing', '{}');
    perform append_outbox(p_merchant, pay.mode, 'payment', pay.id, '{}');
  end if;
end $$;
alter function record_return(text, text, text) owner to vezne_ledger;
