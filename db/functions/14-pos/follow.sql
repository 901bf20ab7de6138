-- Between the start and the provider's word: hints, silence, what people say, and the ladder of questions.

-- Somebody says that something happened (our own page opened the app, the app came back, a notice, the merchant's app):
-- a hint, so it leads to a question and nothing else. p: merchant_id, session_id, hint (opened returned), actor
create or replace function note_pos(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  s pos_sessions;
  target text := case p->>'hint' when 'opened' then 'opened' else 'verifying' end;
begin
  perform set_config('app.merchant_id', m, true);
  s := lock_pos_sale(m, p->>'session_id');
  if s.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if target = 'opened' then
    if s.status <> 'initiated' then return jsonb_build_object('result', 'replayed', 'status', s.status); end if;
    update pos_sessions set opened_at = vezne_now() where merchant_id = m and id = s.id returning * into s;
    s := move_pos(s, 'opened', pos_because('pos_app_opened', p->'actor'), p->'actor');
    return jsonb_build_object('result', 'applied', 'status', s.status);
  end if;
  if s.sent_at is null and s.payment_session_id is null then return jsonb_build_object('result', 'replayed', 'status', s.status); end if;
  update pos_sessions set hinted_at = coalesce(hinted_at, vezne_now()), check_step = 0, next_check_at = vezne_now() + interval '3 seconds'
  where merchant_id = m and id = s.id and status not in ('succeeded', 'late_success');
  if s.status in ('initiated', 'opened') then
    s := move_pos(s, 'verifying', pos_because('pos_told_of_an_end', p->'actor'), p->'actor');
  end if;
  return jsonb_build_object('result', 'applied', 'status', s.status);
end $$;

-- The merchant's own app started the sale with the key it was given. Another try's session is refused.
-- p: merchant_id, mode, session_id, payment_session_id, actor
create or replace function report_pos(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  s pos_sessions;
begin
  perform set_config('app.merchant_id', m, true);
  s := lock_pos_sale(m, p->>'session_id');
  if s.id is null or s.mode <> p->>'mode' then return jsonb_build_object('result', 'not_found'); end if;
  if s.payment_session_id is not null then
    return jsonb_build_object('result', case when s.payment_session_id = p->>'payment_session_id' then 'replayed' else 'other_session' end);
  end if;
  if s.started_by_us or s.status not in ('ready', 'cancelled', 'closed') then
    return jsonb_build_object('result', 'wrong_state', 'status', s.status);
  end if;
  if exists (select 1 from pos_sessions where merchant_id = m and provider_account_id = s.provider_account_id
      and payment_session_id = p->>'payment_session_id') then
    return jsonb_build_object('result', 'other_session');
  end if;
  update pos_sessions set payment_session_id = p->>'payment_session_id', sent_at = vezne_now(), initiated_at = vezne_now(),
      check_step = 0, next_check_at = vezne_now() + interval '3 seconds'
  where merchant_id = m and id = s.id returning * into s;
  if s.status = 'ready' then
    s := move_pos(s, 'initiated', pos_because('pos_app_reported_sale', p->'actor'), p->'actor');
    perform begin_pos_payment(s, p->'actor');
  end if;
  return jsonb_build_object('result', 'applied', 'status', s.status);
end $$;

-- The provider answered that it knows no transaction of this try, or did not answer at all (p: call_id null).
-- After 15 minutes the cashier is asked; after 45, with 3 answers over 20 of them that know nothing, nothing was taken.
-- p: merchant_id, session_id, call_id, actor
create or replace function record_pos_silence(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  s pos_sessions;
  began timestamptz;
begin
  perform set_config('app.merchant_id', m, true);
  s := lock_pos_sale(m, p->>'session_id');
  if s.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if s.status in ('succeeded', 'late_success') then return jsonb_build_object('result', 'replayed', 'status', s.status); end if;
  began := coalesce(s.initiated_at, s.sent_at, s.created_at);
  if p->>'call_id' is not null then
    update pos_sessions set absent_answers = absent_answers + 1, absent_since = coalesce(absent_since, vezne_now())
    where merchant_id = m and id = s.id returning * into s;
    update provider_events set status = 'rejected', because = pos_because('provider_knows_no_pos_sale', p->'actor', p->>'call_id')
    where merchant_id = m and subject_id = s.id and status = 'received' and received_at <= vezne_now() - interval '20 minutes';
  end if;
  if s.status in ('initiated', 'opened', 'verifying') and began <= vezne_now() - interval '15 minutes' then
    s := move_pos(s, 'unknown', pos_because('pos_end_not_known', p->'actor'), p->'actor');
    update attempts set status = 'unknown' where merchant_id = m and id = s.attempt_id and status in ('created', 'redirected');
    perform doubt_pos_payment(s, p->'actor', 'pos_end_not_known');
  end if;
  if s.absent_answers >= 3 and s.absent_since <= vezne_now() - interval '20 minutes' and began <= vezne_now() - interval '45 minutes' then
    if s.status in ('unknown', 'cancelled') then
      update attempts set status = 'expired', ended_at = vezne_now()
      where merchant_id = m and id = s.attempt_id and status in ('created', 'redirected', 'unknown');
      s := move_pos(s, 'expired', pos_because('provider_knows_no_pos_sale', p->'actor', p->>'call_id'), p->'actor');
      perform rest_pos_payment(m, s.payment_id, pos_because('provider_knows_no_pos_sale', p->'actor', p->>'call_id'), p->'actor');
    end if;
  end if;
  return jsonb_build_object('result', 'applied', 'status', s.status);
end $$;

-- What a person does with a try. cancel: nobody waits for it any more, it is watched all the same. slip_paid, slip_declined,
-- no_slip: what the cashier saw while the provider is silent; only the first leaves the sale closed. seen: the alarm was read.
-- p: merchant_id, mode, session_id, decision, user_id, actor
create or replace function decide_pos(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  d text := p->>'decision';
  s pos_sessions;
begin
  perform set_config('app.merchant_id', m, true);
  s := lock_pos_sale(m, p->>'session_id');
  if s.id is null or s.mode <> p->>'mode' then return jsonb_build_object('result', 'not_found'); end if;
  if d = 'cancel' then
    if s.status = 'cancelled' then return jsonb_build_object('result', 'replayed', 'status', s.status); end if;
    if s.status not in ('authorising', 'ready', 'initiated', 'opened', 'verifying', 'unknown') then
      return jsonb_build_object('result', 'wrong_state', 'status', s.status);
    end if;
    s := move_pos(s, 'cancelled', pos_because('pos_given_up', p->'actor'), p->'actor');
    if s.sent_at is null and s.payment_session_id is null then
      update attempts set status = 'expired', ended_at = vezne_now() where merchant_id = m and id = s.attempt_id and status = 'created';
      update pos_sessions set next_check_at = case when s.started_by_us then null else next_check_at end where merchant_id = m and id = s.id;
    else
      update pos_sessions set check_step = 0, next_check_at = vezne_now() + interval '3 seconds' where merchant_id = m and id = s.id;
    end if;
    perform rest_pos_payment(m, s.payment_id, pos_because('pos_given_up', p->'actor'), p->'actor');
  elsif d = 'seen' then
    if s.alarm_at is null then return jsonb_build_object('result', 'wrong_state', 'status', s.status); end if;
    update pos_sessions set alarm_seen_by = p->>'user_id' where merchant_id = m and id = s.id and alarm_seen_by is null;
    if found then
      perform append_audit(m, s.mode, p->'actor', 'pos_session.alarm_seen', 'pos_session', s.id, null, s.payment_id, null, null, '{}');
      perform append_outbox(m, s.mode, 'pos_session', s.id, '{}');
    end if;
  else
    if d not in ('slip_paid', 'slip_declined', 'no_slip') then raise exception 'no such answer: %', d using errcode = 'VZ005'; end if;
    if s.status <> 'unknown' then
      return jsonb_build_object('result', case when s.cashier_answer = d then 'replayed' else 'wrong_state' end, 'status', s.status);
    end if;
    update pos_sessions set cashier_answer = d, cashier_answered_by = p->>'user_id', cashier_answered_at = vezne_now()
    where merchant_id = m and id = s.id returning * into s;
    perform append_audit(m, s.mode, p->'actor', 'pos_session.cashier_answered', 'pos_session', s.id, null, s.payment_id, null, null,
        jsonb_build_object('answer', d));
    if d = 'slip_paid' then
      update payments set review = coalesce(review, 'pos_slip'), updated_at = vezne_now() where merchant_id = m and id = s.payment_id;
      perform append_outbox(m, s.mode, 'payment', s.payment_id, '{}');
      perform move_pos(s, 'unknown', pos_because('cashier_saw_paid_slip', p->'actor'), p->'actor');
    else
      s := move_pos(s, 'expired', pos_because(case d when 'no_slip' then 'cashier_saw_no_slip' else 'cashier_saw_declined_slip' end, p->'actor'), p->'actor');
      update attempts set status = 'expired', ended_at = vezne_now()
      where merchant_id = m and id = s.attempt_id and status in ('created', 'redirected', 'unknown');
      perform rest_pos_payment(m, s.payment_id, s.because, p->'actor');
    end if;
  end if;
  return jsonb_build_object('result', 'applied', 'status', s.status);
end $$;

-- The key was ended at the provider; a try that waited for the merchant's app with it is over.
-- p: merchant_id, session_id, actor
create or replace function close_pos(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  s pos_sessions;
begin
  perform set_config('app.merchant_id', m, true);
  s := lock_pos_sale(m, p->>'session_id');
  if s.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if s.status = 'ready' and s.payment_session_id is null and not s.started_by_us then
    s := drop_pos(s, 'pos_key_ended', null, p->'actor', null);
  end if;
  return jsonb_build_object('result', 'applied', 'status', s.status);
end $$;

-- Where a device reversal is finished. p: merchant_id, session_id, refund_id, deeplink_url
create or replace function note_pos_reversal(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  s pos_sessions;
begin
  perform set_config('app.merchant_id', p->>'merchant_id', true);
  update pos_sessions set reversal_refund_id = p->>'refund_id', reversal_deeplink_url = p->>'deeplink_url', updated_at = vezne_now()
  where merchant_id = p->>'merchant_id' and id = p->>'session_id' returning * into s;
  if s.id is null then return jsonb_build_object('result', 'not_found'); end if;
  perform append_outbox(s.merchant_id, s.mode, 'pos_session', s.id, '{}');
  return jsonb_build_object('result', 'applied');
end $$;

-- 3, 5, 10, 20, 40 s, then a minute for a quarter of an hour, ten minutes for two hours, then an hour.
create or replace function pos_gap(p_step int, p_began timestamptz) returns interval
language sql volatile
as $$
  select case when p_step <= 4 then (array[5, 10, 20, 40])[p_step] * interval '1 second'
    when p_began > public.vezne_now() - interval '15 minutes' then interval '1 minute'
    when p_began > public.vezne_now() - interval '2 hours' then interval '10 minutes' else interval '1 hour' end
$$;

-- Tries whose question is due. What is over is asked about for a day; the account's list finds what comes even later.
create or replace function queue_due_pos(p_limit int) returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  taken int := 0;
  due record;
begin
  for due in
    update pos_sessions s set check_step = s.check_step + 1,
        -- One given up whose start was sent is open until the provider was heard: a silent day ends nothing.
        next_check_at = case when s.status not in ('declined', 'cancelled', 'expired', 'closed') or s.created_at > vezne_now() - interval '24 hours'
            or s.status = 'cancelled' and s.sent_at is not null
          then vezne_now() + pos_gap(s.check_step + 1, coalesce(s.initiated_at, s.sent_at, s.created_at)) end
    where (s.merchant_id, s.id) in (
      select merchant_id, id from pos_sessions where next_check_at <= vezne_now()
      order by next_check_at limit p_limit for update skip locked)
    returning s.merchant_id, s.id
  loop
    perform enqueue_job('follow-pos', due.id, jsonb_build_object('merchantId', due.merchant_id, 'sessionId', due.id));
    taken := taken + 1;
  end loop;
  return taken;
end $$;

-- A process died between the intent and the outcome: a key that never came starts nothing, a start may have reached the phone.
-- p: merchant_id, session_id, actor
create or replace function take_over_pos(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  s pos_sessions;
begin
  perform set_config('app.merchant_id', m, true);
  s := lock_pos_sale(m, p->>'session_id');
  if s.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if s.status = 'authorising' and s.created_at <= vezne_now() - interval '60 seconds' then
    s := drop_pos(s, 'pos_key_answer_lost', null, p->'actor', null);
  elsif s.status = 'ready' and s.started_by_us and s.sent_at <= vezne_now() - interval '60 seconds' then
    s := move_pos(s, 'unknown', pos_because('pos_start_answer_lost', p->'actor'), p->'actor');
    perform begin_pos_payment(s, p->'actor');
    perform doubt_pos_payment(s, p->'actor', 'pos_start_answer_lost');
  elsif s.status = 'ready' and not s.started_by_us and s.created_at <= vezne_now() - interval '24 hours' then
    s := drop_pos(s, 'pos_app_never_reported', null, p->'actor', null);
  end if;
  return jsonb_build_object('result', 'applied', 'status', s.status);
end $$;

alter function note_pos(jsonb) owner to vezne_ledger;
alter function report_pos(jsonb) owner to vezne_ledger;
alter function record_pos_silence(jsonb) owner to vezne_ledger;
alter function decide_pos(jsonb) owner to vezne_ledger;
alter function close_pos(jsonb) owner to vezne_ledger;
alter function note_pos_reversal(jsonb) owner to vezne_ledger;
alter function take_over_pos(jsonb) owner to vezne_ledger;
alter function queue_due_pos(int) owner to vezne_system;
