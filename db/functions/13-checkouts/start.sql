-- One try of a checkout: its intent before any call, and what its start was answered.

-- Tries whose end nobody knows yet.
create or replace function live_attempts(p_merchant text, p_checkout text) returns setof attempts
language sql stable set search_path = public, pg_temp
as $$
  select a.* from attempts a join payments y on y.merchant_id = a.merchant_id and y.id = a.payment_id
  where y.merchant_id = p_merchant and y.checkout_id = p_checkout
    and a.status in ('created', 'redirected', 'returned', 'charging', 'authorised', 'unknown')
$$;

create or replace function move_checkout(c checkouts, p_to text, p_because jsonb, p_actor jsonb) returns void
language plpgsql set search_path = public, pg_temp
as $$
begin
  if c.status = p_to then return; end if;
  update checkouts set status = p_to, because = p_because, updated_at = vezne_now()
  where merchant_id = c.merchant_id and id = c.id;
  perform append_audit(c.merchant_id, c.mode, p_actor, 'checkout.' || p_to, 'checkout', c.id, null, c.payment_id, c.status, p_to, '{}');
  perform append_outbox(c.merchant_id, c.mode, 'checkout', c.id, '{}');
end $$;

-- No try is under way any more: the page opens again, or its time is over.
create or replace function reopen_checkout(p_merchant text, p_checkout text, p_actor jsonb) returns void
language plpgsql set search_path = public, pg_temp
as $$
declare
  c checkouts;
  is_over boolean;
begin
  select * into c from checkouts where merchant_id = p_merchant and id = p_checkout;
  if c.status <> 'processing' or exists (select 1 from live_attempts(p_merchant, p_checkout)) then return; end if;
  is_over := c.closed_at is not null or c.expires_at <= vezne_now();
  perform move_checkout(c, case when is_over then 'expired' else 'open' end,
      jsonb_build_object('text', case when is_over then 'checkout_time_ended' else 'try_not_taken' end, 'at', vezne_now(), 'actor', p_actor), p_actor);
end $$;

-- A try that we alone could have charged is given up: it is never charged, whatever its browser does.
create or replace function give_up_attempt(a attempts, p_code text) returns void
language plpgsql set search_path = public, pg_temp
as $$
begin
  update attempts set status = 'expired', ended_at = vezne_now(), next_check_at = null, sealed_session = null,
      decline = jsonb_build_object('code', p_code, 'class', 'system', 'message', '')
  where merchant_id = a.merchant_id and id = a.id;
end $$;

-- p: as start_attempt
create or replace function payment_of_try(p jsonb, c checkouts) returns payments
language plpgsql set search_path = public, pg_temp
as $$
declare
  own payments;
  pay payments;
  payer jsonb;
begin
  select * into own from payments where merchant_id = c.merchant_id and checkout_id = c.id and id = p->>'payment_id' for update;
  payer := jsonb_build_object('kind', 'payer', 'id', coalesce(own.id, p->>'new_payment_id'));
  if own.id is not null and own.paid_at is null and own.status in ('created', 'processing', 'failed', 'expired') then
    update payments set provider = p->>'provider', provider_account_id = p->>'provider_account_id',
        provider_reference = p->>'reference', status = case when own.status = 'created' then 'created' else 'processing' end,
        customer_name = coalesce(p->>'customer_name', own.customer_name), customer_email = coalesce(p->>'customer_email', own.customer_email),
        customer_phone = coalesce(p->>'customer_phone', own.customer_phone), updated_at = vezne_now(),
        because = jsonb_build_object('text', 'payer_tries_again', 'at', vezne_now(), 'actor', payer)
    where merchant_id = c.merchant_id and id = own.id returning * into pay;
    perform append_audit(c.merchant_id, c.mode, payer, 'payment.tried_again', 'payment', pay.id, null, pay.id, own.status, pay.status, '{}');
    return pay;
  end if;
  insert into payments (merchant_id, id, mode, channel, checkout_id, provider, provider_account_id, token, status, because,
      trust, amount_requested, amount_refunded, currency, customer_name, customer_email, customer_phone, reference_no,
      provider_reference, provider_refs, metadata, payer_id, created_at, updated_at)
  values (c.merchant_id, p->>'new_payment_id', c.mode, 'checkout', c.id, p->>'provider', p->>'provider_account_id',
      p->>'new_payment_token', 'created', jsonb_build_object('text', 'payer_went_to_provider', 'actor', payer, 'at', vezne_now()),
      'unsigned', c.amount, 0, c.currency, coalesce(p->>'customer_name', c.customer_name),
      coalesce(p->>'customer_email', c.customer_email), coalesce(p->>'customer_phone', c.customer_phone),
      c.reference_no, p->>'reference', '{}', c.metadata, coalesce(own.payer_id, p->>'new_payment_id'), vezne_now(), vezne_now())
  returning * into pay;
  insert into pay_tokens (token_hash, merchant_id, subject_kind, subject_id, created_at)
  values (p->>'new_token_hash', c.merchant_id, 'payment', pay.id, vezne_now());
  perform append_audit(c.merchant_id, c.mode, payer, 'payment.handed_over', 'payment', pay.id, null, pay.id, null, 'created', '{}');
  return pay;
end $$;

-- The payer presses "pay": the try is written before any call. Refuses while another try may still take money.
-- p: merchant_id, checkout_id, payment_id (of this browser, or null), provider, provider_account_id, reference, card_entry,
--    charge_by, held_at_provider, amount (null: chosen on the provider's page), installments, address_key, bin, customer_name, customer_email,
--    customer_phone, new_payment_id, new_payment_token, new_token_hash, new_attempt_id, new_freeze_id
create or replace function start_attempt(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  c checkouts;
  pay payments;
  live attempts;
  known attempts;
  frozen payment_freezes;
begin
  perform set_config('app.merchant_id', m, true);
  select * into c from checkouts where merchant_id = m and id = p->>'checkout_id' for update;
  if c.id is null then return jsonb_build_object('result', 'not_found'); end if;
  select * into known from attempts where merchant_id = m and id = p->>'new_attempt_id';
  if known.id is not null then
    select * into pay from payments where merchant_id = m and id = known.payment_id;
    return jsonb_build_object('result', 'started', 'payment_id', pay.id, 'payment_token', pay.token);
  end if;
  if c.status not in ('open', 'processing') or c.closed_at is not null or c.expires_at <= vezne_now() then
    return jsonb_build_object('result', 'closed');
  end if;
  frozen := guard_payments(p, c);
  if frozen.id is not null then return jsonb_build_object('result', 'too_many', 'scope', frozen.scope); end if;
  for live in select * from live_attempts(m, c.id) loop
    if live.charge_by = 'ours' and live.card_entry <> 'redirect' and live.status in ('created', 'redirected') then
      perform give_up_attempt(live, 'superseded');
      if live.payment_id is distinct from p->>'payment_id' then perform expire_unpaid(m, live.payment_id, 'try_given_up', null); end if;
    elsif live.card_entry = 'redirect' and live.status = 'redirected' and live.payment_id = p->>'payment_id' then
      -- The same browser back at the door of the same hosted page: it goes on there, nothing new is made.
      update attempts set next_check_at = vezne_now() + interval '30 seconds', check_step = 0, absent_answers = 0, absent_since = null
      where merchant_id = m and id = live.id;
      select * into pay from payments where merchant_id = m and id = live.payment_id;
      return jsonb_build_object('result', 'resumed', 'payment_id', pay.id, 'payment_token', pay.token);
    else
      return jsonb_build_object('result', 'in_progress');
    end if;
  end loop;

  pay := payment_of_try(p, c);
  insert into attempts (merchant_id, id, mode, payment_id, provider_account_id, provider, status, provider_reference, started_at,
      card_entry, charge_by, amount, installments, address_key, bin, held_at_provider, next_check_at)
  values (m, p->>'new_attempt_id', c.mode, pay.id, p->>'provider_account_id', p->>'provider', 'created', p->>'reference', vezne_now(),
      p->>'card_entry', p->>'charge_by', (p->>'amount')::bigint, (p->>'installments')::int, p->>'address_key', p->>'bin',
      coalesce((p->>'held_at_provider')::boolean, false), vezne_now() + interval '60 seconds');
  update checkouts set payment_id = pay.id where merchant_id = m and id = c.id returning * into c;
  perform move_checkout(c, 'processing', jsonb_build_object('text', 'payer_went_to_provider', 'at', vezne_now(),
      'actor', jsonb_build_object('kind', 'payer', 'id', pay.id)), jsonb_build_object('kind', 'payer', 'id', pay.id));
  perform append_outbox(m, c.mode, 'payment', pay.id, '{}');
  return jsonb_build_object('result', 'started', 'payment_id', pay.id, 'payment_token', pay.token);
end $$;

-- A payment of which no try can take money any more and none did.
create or replace function expire_unpaid(p_merchant text, p_payment text, p_text text, p_call text) returns void
language plpgsql set search_path = public, pg_temp
as $$
declare
  pay payments;
  was text;
  actor jsonb := '{"kind":"system","id":"follow-attempt"}';
begin
  select * into pay from payments where merchant_id = p_merchant and id = p_payment for update;
  was := pay.status;
  if was not in ('created', 'processing', 'unknown') then return; end if;
  if exists (select 1 from attempts where merchant_id = p_merchant and payment_id = p_payment
      and status in ('created', 'redirected', 'returned', 'charging', 'authorised', 'unknown')) then return; end if;
  update payments set status = 'expired', trust = 'confirmed', updated_at = vezne_now(), because = jsonb_strip_nulls(
      jsonb_build_object('text', p_text, 'at', vezne_now(), 'actor', actor, 'call_id', p_call))
  where merchant_id = p_merchant and id = p_payment;
  perform append_audit(p_merchant, pay.mode, actor, 'payment.expired', 'payment', pay.id, null, pay.id, was, 'expired', '{}');
  perform append_outbox(p_merchant, pay.mode, 'payment', pay.id, '{}');
end $$;

-- What the start was answered. `failed` is a definite no; `lost` no answer: the payer was never sent to a bank, so
-- nothing can be charged there, but the provider is asked all the same.
-- p: merchant_id, attempt_id, outcome (redirected failed lost), provider_url, sealed_session, transaction_id, decline
create or replace function settle_start(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  a attempts;
  pay payments;
  actor jsonb := '{"kind":"system","id":"start"}';
begin
  perform set_config('app.merchant_id', m, true);
  perform lock_checkout_of(m, p->>'attempt_id');
  select * into a from attempts where merchant_id = m and id = p->>'attempt_id' for update;
  if a.id is null then return jsonb_build_object('result', 'not_found'); end if;
  select * into pay from payments where merchant_id = m and id = a.payment_id for update;
  if a.status <> 'created' then return jsonb_build_object('result', 'replayed', 'status', a.status); end if;
  if p->>'outcome' = 'redirected' then
    update attempts set status = 'redirected', provider_url = p->>'provider_url', sealed_session = p->>'sealed_session',
        provider_transaction_id = p->>'transaction_id', next_check_at = vezne_now() + interval '30 seconds', check_step = 0
    where merchant_id = m and id = a.id;
  else
    update attempts set status = 'failed', decline = p->'decline', ended_at = vezne_now(), check_step = 0,
        next_check_at = case when p->>'outcome' = 'lost' then vezne_now() + interval '30 seconds' end
    where merchant_id = m and id = a.id;
    perform enter_failure('{}', pay,
        jsonb_build_object('text', 'try_could_not_start', 'at', vezne_now(), 'actor', actor));
    perform append_audit(m, a.mode, actor, 'payment.not_started', 'payment', pay.id, null, pay.id, pay.status, 'failed',
        jsonb_build_object('decline', p->'decline', 'outcome', p->>'outcome'));
    perform reopen_checkout(m, pay.checkout_id, actor);
  end if;
  perform append_outbox(m, a.mode, 'payment', pay.id, '{}');
  return jsonb_build_object('result', 'applied', 'status', case p->>'outcome' when 'redirected' then 'redirected' else 'failed' end);
end $$;

-- Every command about a try locks its checkout first, so that two of them never wait for each other.
create or replace function lock_checkout_of(p_merchant text, p_attempt text) returns checkouts
language plpgsql set search_path = public, pg_temp
as $$
declare
  c checkouts;
begin
  select k.* into c from checkouts k
  where k.merchant_id = p_merchant and k.id = (
    select y.checkout_id from attempts a join payments y on y.merchant_id = a.merchant_id and y.id = a.payment_id
    where a.merchant_id = p_merchant and a.id = p_attempt)
  for update;
  return c;
end $$;

-- p: merchant_id, mode, checkout_id, actor
create or replace function close_checkout(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  c checkouts;
  live attempts;
begin
  perform set_config('app.merchant_id', m, true);
  select * into c from checkouts where merchant_id = m and id = p->>'checkout_id' and mode = p->>'mode' for update;
  if c.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if c.status = 'expired' then return jsonb_build_object('result', 'replayed'); end if;
  if c.status = 'complete' then return jsonb_build_object('result', 'wrong_state', 'status', c.status); end if;
  if exists (select 1 from live_attempts(m, c.id) l
      where l.charge_by <> 'ours' or l.card_entry = 'redirect' or l.status not in ('created', 'redirected')) then
    return jsonb_build_object('result', 'in_progress');
  end if;
  for live in select * from live_attempts(m, c.id) loop
    perform give_up_attempt(live, 'checkout_closed');
    perform expire_unpaid(m, live.payment_id, 'try_given_up', null);
  end loop;
  update checkouts set closed_at = vezne_now() where merchant_id = m and id = c.id returning * into c;
  perform move_checkout(c, 'expired', jsonb_build_object('text', 'checkout_closed_by_merchant', 'at', vezne_now(), 'actor', p->'actor'), p->'actor');
  return jsonb_build_object('result', 'applied');
end $$;

create or replace trigger checkouts_step before update of status on checkouts for each row execute function demand_step('checkout');
grant select, insert, update on checkouts to vezne_ledger;
grant insert on checkouts to vezne_app;
grant insert, update on routing_rules to vezne_app;
grant update on checkouts, attempts to vezne_system;
alter function start_attempt(jsonb) owner to vezne_ledger;
alter function settle_start(jsonb) owner to vezne_ledger;
alter function close_checkout(jsonb) owner to vezne_ledger;
