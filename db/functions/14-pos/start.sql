-- A sale on a phone: its try is written before any call, one at a time on a terminal, never twice for one sale.

create or replace function pos_because(p_text text, p_actor jsonb, p_call text default null) returns jsonb
language sql volatile
as $$ select jsonb_strip_nulls(jsonb_build_object('text', p_text, 'at', public.vezne_now(), 'actor', p_actor, 'call_id', p_call)) $$;

-- Moves a session along its machine with cause, audit and outbox.
create or replace function move_pos(s pos_sessions, p_to text, p_because jsonb, p_actor jsonb, p_data jsonb default '{}') returns pos_sessions
language plpgsql set search_path = public, pg_temp
as $$
declare
  moved pos_sessions;
begin
  update pos_sessions set status = p_to, because = p_because, updated_at = vezne_now(),
      ended_at = case when p_to in ('succeeded', 'declined', 'cancelled', 'expired', 'closed', 'late_success') then coalesce(ended_at, vezne_now()) end,
      alarm_at = case when p_to = 'late_success' then vezne_now() else alarm_at end
  where merchant_id = s.merchant_id and id = s.id returning * into moved;
  if p_to <> s.status then
    perform append_audit(s.merchant_id, s.mode, p_actor, 'pos_session.' || p_to, 'pos_session', s.id, null, s.payment_id, s.status, p_to, p_data);
  end if;
  perform append_outbox(s.merchant_id, s.mode, 'pos_session', s.id, '{}');
  return moved;
end $$;

create or replace function lock_pos_sale(p_merchant text, p_session text) returns pos_sessions
language plpgsql set search_path = public, pg_temp
as $$
declare
  s pos_sessions;
begin
  perform 1 from payments where merchant_id = p_merchant
    and id = (select payment_id from pos_sessions where merchant_id = p_merchant and id = p_session) for update;
  select * into s from pos_sessions where merchant_id = p_merchant and id = p_session for update;
  return s;
end $$;

-- Tries of the same sale that are in the way of another. What a cashier gave up is not: it is watched, and alarms.
create or replace function open_pos_sessions(p_merchant text, p_payment text) returns setof pos_sessions
language sql stable set search_path = public, pg_temp
as $$
  select * from pos_sessions where merchant_id = p_merchant and payment_id = p_payment
    and status in ('authorising', 'ready', 'initiated', 'opened', 'verifying', 'unknown')
  order by created_at desc
$$;

-- The till of this agent and panel user, made when it is first heard of.
create or replace function terminal_of(p jsonb) returns pos_terminals
language plpgsql set search_path = public, pg_temp
as $$
declare
  t pos_terminals;
begin
  insert into pos_terminals (merchant_id, id, mode, provider_account_id, agent_id, panel_user_id, name, created_at, last_seen_at)
  values (p->>'merchant_id', p->>'new_terminal_id', p->>'mode', p->>'provider_account_id', p->>'agent_id', p->>'panel_user_id',
      p->>'panel_user_id', vezne_now(), vezne_now())
  on conflict on constraint pos_terminals_user do update set last_seen_at = greatest(pos_terminals.last_seen_at, vezne_now())
  returning * into t;
  return t;
end $$;

create or replace function new_pos_payment(p jsonb) returns payments
language plpgsql set search_path = public, pg_temp
as $$
declare
  pay payments;
begin
  insert into payments (merchant_id, id, mode, channel, provider, provider_account_id, token, status, because, trust,
      amount_requested, amount_refunded, currency, customer_email, customer_phone, reference_no, provider_reference,
      provider_refs, metadata, payer_id, created_at, updated_at)
  values (p->>'merchant_id', p->>'new_payment_id', p->>'mode', 'pos', p->>'provider', p->>'provider_account_id',
      p->>'new_payment_token', 'created', pos_because('pos_sale_begun', p->'actor'), 'unsigned', (p->>'amount')::bigint, 0,
      p->>'currency', p->>'customer_email', p->>'customer_phone', p->>'reference_no', p->>'reference', '{}', p->'metadata',
      p->>'new_payment_id', vezne_now(), vezne_now())
  returning * into pay;
  insert into pay_tokens (token_hash, merchant_id, subject_kind, subject_id, created_at)
  values (p->>'new_token_hash', pay.merchant_id, 'payment', pay.id, vezne_now());
  perform append_audit(pay.merchant_id, pay.mode, p->'actor', 'payment.pos_sale', 'payment', pay.id, null, pay.id, null, 'created', '{}');
  return pay;
end $$;

-- Begins one try. `in_progress` names the try that is in the way: the phone's, or the same sale's on any phone.
-- p: merchant_id, mode, actor, payment_id (to try a sale again, else null), provider, provider_account_id, agent_id,
--    panel_user_id, selected_agent_id, amount, currency, installments, add_commission, description, reference_no, reference,
--    customer_email, customer_phone, callback_url, started_by_us, metadata, deadline_seconds, created_by, new_session_id,
--    new_payment_id, new_payment_token, new_token_hash, new_attempt_id, new_terminal_id
create or replace function start_pos_session(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  t pos_terminals;
  pay payments;
  s pos_sessions;
  busy pos_sessions;
  again text;
begin
  perform set_config('app.merchant_id', m, true);
  -- Two tills with the same order number wait for each other here.
  if p->>'reference_no' is not null then
    perform pg_advisory_xact_lock(hashtextextended('pos|' || m || '|' || (p->>'mode') || '|' || (p->>'reference_no'), 0));
  end if;
  -- Payment, session, terminal: every command locks them in this order.
  perform 1 from payments where merchant_id = m and id = p->>'payment_id' for update;
  t := terminal_of(p);
  select * into s from pos_sessions where merchant_id = m and id = p->>'new_session_id';
  if s.id is not null then return jsonb_build_object('result', 'replayed', 'session_id', s.id); end if;

  if p->>'payment_id' is not null then
    select * into pay from payments where merchant_id = m and id = p->>'payment_id' and mode = p->>'mode' and channel = 'pos' for update;
    if pay.id is null then return jsonb_build_object('result', 'not_found'); end if;
    if pay.paid_at is not null then return jsonb_build_object('result', 'paid'); end if;
    if (pay.amount_requested, pay.currency) is distinct from ((p->>'amount')::bigint, p->>'currency') then
      return jsonb_build_object('result', 'other_amount');
    end if;
    select * into busy from open_pos_sessions(m, pay.id) limit 1;
  elsif p->>'reference_no' is not null then
    select o.* into busy from payments y, lateral open_pos_sessions(m, y.id) o
    where y.merchant_id = m and y.mode = p->>'mode' and y.channel = 'pos' and y.reference_no = p->>'reference_no' limit 1;
  end if;
  if busy.id is null then
    select * into busy from pos_sessions where merchant_id = m and terminal_id = t.id
      and status in ('authorising', 'ready', 'initiated', 'opened', 'verifying') limit 1;
  end if;
  if busy.id is not null then return jsonb_build_object('result', 'in_progress', 'session_id', busy.id, 'status', busy.status); end if;

  if pay.id is null then
    pay := new_pos_payment(p);
  else
    again := case when pay.status in ('failed', 'expired') then 'processing' else pay.status end;
    update payments set status = again, provider_account_id = p->>'provider_account_id', provider_reference = p->>'reference',
        because = pos_because('pos_sale_tried_again', p->'actor'), updated_at = vezne_now()
    where merchant_id = m and id = pay.id;
    perform append_audit(m, pay.mode, p->'actor', 'payment.tried_again', 'payment', pay.id, null, pay.id, pay.status, again, '{}');
  end if;
  insert into attempts (merchant_id, id, mode, payment_id, provider_account_id, provider, status, provider_reference, started_at,
      amount, installments)
  values (m, p->>'new_attempt_id', pay.mode, pay.id, p->>'provider_account_id', p->>'provider', 'created', p->>'reference', vezne_now(),
      case when (p->>'add_commission')::boolean then null else (p->>'amount')::bigint end, (p->>'installments')::int);
  insert into pos_sessions (merchant_id, id, mode, status, because, payment_id, attempt_id, terminal_id, provider_account_id, provider,
      amount, currency, installments, add_commission, description, reference_no, provider_reference, selected_agent_id, callback_url,
      started_by_us, deadline_at, next_check_at, escrow, metadata, created_by, created_at, updated_at)
  values (m, p->>'new_session_id', p->>'mode', 'authorising', pos_because('pos_key_being_opened', p->'actor'), pay.id,
      p->>'new_attempt_id', t.id, p->>'provider_account_id', p->>'provider', (p->>'amount')::bigint, p->>'currency',
      (p->>'installments')::int, (p->>'add_commission')::boolean, p->>'description', p->>'reference_no', p->>'reference',
      p->>'selected_agent_id', p->>'callback_url', (p->>'started_by_us')::boolean,
      vezne_now() + (p->>'deadline_seconds')::int * interval '1 second', vezne_now() + interval '60 seconds', nullif(p->'escrow', 'null'::jsonb), p->'metadata',
      p->>'created_by', vezne_now(), vezne_now())
  returning * into s;
  update payments set pos_session_id = s.id where merchant_id = m and id = pay.id;
  perform append_audit(m, s.mode, p->'actor', 'pos_session.authorising', 'pos_session', s.id, null, pay.id, null, 'authorising',
      jsonb_build_object('amount', s.amount::text, 'terminal_id', t.id, 'reference', s.provider_reference));
  perform append_outbox(m, s.mode, 'payment', pay.id, '{}');
  perform append_outbox(m, s.mode, 'pos_session', s.id, '{}');
  return jsonb_build_object('result', 'started', 'session_id', s.id);
end $$;

-- The payment of a try that took nothing, once none of its tries can any more.
create or replace function rest_pos_payment(p_merchant text, p_payment text, p_because jsonb, p_actor jsonb) returns void
language plpgsql set search_path = public, pg_temp
as $$
declare
  pay payments;
begin
  select * into pay from payments where merchant_id = p_merchant and id = p_payment for update;
  if pay.status not in ('created', 'processing', 'unknown') then return; end if;
  if exists (select 1 from pos_sessions where merchant_id = p_merchant and payment_id = p_payment and (status in
      ('authorising', 'ready', 'initiated', 'opened', 'verifying', 'unknown')
      or status = 'cancelled' and sent_at is not null and absent_answers < 3)) then return; end if;
  update payments set status = 'expired', because = p_because, updated_at = vezne_now(),
      trust = case when p_because ? 'call_id' then 'confirmed' else trust end
  where merchant_id = p_merchant and id = p_payment;
  perform append_audit(p_merchant, pay.mode, p_actor, 'payment.expired', 'payment', pay.id, null, pay.id, pay.status, 'expired', '{}');
  perform append_outbox(p_merchant, pay.mode, 'payment', pay.id, '{}');
end $$;

-- A try that never reached a phone: its attempt and, where nothing else is open, its payment end with it.
create or replace function drop_pos(s pos_sessions, p_text text, p_decline jsonb, p_actor jsonb, p_call text) returns pos_sessions
language plpgsql set search_path = public, pg_temp
as $$
declare
  dropped pos_sessions;
begin
  update pos_sessions set next_check_at = null where merchant_id = s.merchant_id and id = s.id;
  update attempts set status = 'failed', decline = p_decline, ended_at = vezne_now()
  where merchant_id = s.merchant_id and id = s.attempt_id and status in ('created', 'redirected');
  dropped := move_pos(s, 'closed', pos_because(p_text, p_actor, p_call), p_actor, coalesce(jsonb_build_object('decline', p_decline), '{}'));
  perform rest_pos_payment(s.merchant_id, s.payment_id, pos_because(p_text, p_actor, p_call), p_actor);
  return dropped;
end $$;

-- What our one start was answered. `lost`: the phone may have it, so it is asked for by its reference and never sent again.
-- p: merchant_id, session_id, outcome (started rejected lost), payment_session_id, deeplink_url, sealed_encryption_key,
--    decline, call_id, actor
create or replace function settle_pos_start(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  s pos_sessions;
begin
  perform set_config('app.merchant_id', m, true);
  s := lock_pos_sale(m, p->>'session_id');
  if s.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if p->>'outcome' = 'started' then
    -- Whatever happened meanwhile: the provider's own name of the try is what it can be asked by.
    update pos_sessions set payment_session_id = p->>'payment_session_id', deeplink_url = p->>'deeplink_url',
        sealed_encryption_key = p->>'sealed_encryption_key', initiated_at = vezne_now(), check_step = 0,
        next_check_at = case when status not in ('succeeded', 'late_success') then vezne_now() + interval '3 seconds' end
    where merchant_id = m and id = s.id and payment_session_id is null returning * into s;
    if s.id is null then return jsonb_build_object('result', 'replayed'); end if;
    if s.status = 'ready' then
      s := move_pos(s, 'initiated', pos_because('provider_started_pos_sale', p->'actor', p->>'call_id'), p->'actor');
      perform begin_pos_payment(s, p->'actor');
    end if;
  elsif s.status <> 'ready' then
    return jsonb_build_object('result', 'replayed', 'status', s.status);
  elsif p->>'outcome' = 'rejected' then
    s := drop_pos(s, 'provider_refused_pos_sale', p->'decline', p->'actor', p->>'call_id');
  else
    update pos_sessions set check_step = 0, next_check_at = vezne_now() + interval '3 seconds' where merchant_id = m and id = s.id;
    s := move_pos(s, 'unknown', pos_because('pos_start_answer_lost', p->'actor'), p->'actor');
    perform begin_pos_payment(s, p->'actor');
    perform doubt_pos_payment(s, p->'actor', 'pos_start_answer_lost');
  end if;
  return jsonb_build_object('result', 'applied', 'status', s.status);
end $$;

-- From here on a card may be charged.
create or replace function begin_pos_payment(s pos_sessions, p_actor jsonb) returns void
language plpgsql set search_path = public, pg_temp
as $$
declare
  pay payments;
begin
  update attempts set status = 'redirected' where merchant_id = s.merchant_id and id = s.attempt_id and status = 'created';
  select * into pay from payments where merchant_id = s.merchant_id and id = s.payment_id for update;
  if pay.status <> 'created' then return; end if;
  update payments set status = 'processing', because = pos_because('pos_sale_on_phone', p_actor), updated_at = vezne_now()
  where merchant_id = s.merchant_id and id = pay.id;
  perform append_audit(s.merchant_id, s.mode, p_actor, 'payment.processing', 'payment', pay.id, null, pay.id, 'created', 'processing', '{}');
  perform append_outbox(s.merchant_id, s.mode, 'payment', pay.id, '{}');
end $$;

create or replace function doubt_pos_payment(s pos_sessions, p_actor jsonb, p_text text) returns void
language plpgsql set search_path = public, pg_temp
as $$
declare
  pay payments;
begin
  select * into pay from payments where merchant_id = s.merchant_id and id = s.payment_id for update;
  if pay.status not in ('created', 'processing') then return; end if;
  update payments set status = 'unknown', because = pos_because(p_text, p_actor), updated_at = vezne_now()
  where merchant_id = s.merchant_id and id = pay.id;
  perform append_audit(s.merchant_id, s.mode, p_actor, 'payment.unknown', 'payment', pay.id, null, pay.id, pay.status, 'unknown', '{}');
  perform append_outbox(s.merchant_id, s.mode, 'payment', pay.id, '{}');
end $$;

create or replace trigger pos_sessions_step before update of status on pos_sessions for each row execute function demand_step('pos_session');
grant select, insert, update on pos_sessions, pos_terminals to vezne_ledger;
grant insert, update (name, branch_id, last_seen_at) on pos_terminals to vezne_app;
grant update on pos_sessions, attempts to vezne_system;
alter function start_pos_session(jsonb) owner to vezne_ledger;
alter function settle_pos_start(jsonb) owner to vezne_ledger;
