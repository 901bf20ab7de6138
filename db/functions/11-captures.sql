-- What becomes of an authorised amount: taken or let go. Sent once, settled by the provider's own record. Amounts are
-- minor units as text.

create or replace function move_capture(c captures, p_to text, p_because jsonb, p_actor jsonb, p_data jsonb) returns captures
language plpgsql set search_path = public, pg_temp
as $$
declare
  moved captures;
  link text;
begin
  update captures set status = p_to, because = p_because, updated_at = vezne_now(),
      ended_at = case when p_to in ('confirmed', 'rejected') then vezne_now() end,
      next_check_at = case when p_to in ('confirmed', 'rejected') then null else next_check_at end
  where merchant_id = c.merchant_id and id = c.id returning * into moved;
  select paylink_id into link from payments where merchant_id = c.merchant_id and id = c.payment_id;
  perform append_audit(c.merchant_id, c.mode, p_actor, c.kind || '.' || p_to, 'capture', c.id, link, c.payment_id, c.status, p_to,
      jsonb_build_object('amount', c.amount::text) || coalesce(p_data, '{}'::jsonb));
  perform append_outbox(c.merchant_id, c.mode, 'payment', c.payment_id, '{}');
  return moved;
end $$;

create or replace function capture_answer(p_result text, c captures) returns jsonb
language sql immutable
as $$ select jsonb_build_object('result', p_result, 'capture_id', c.id, 'status', c.status, 'payment_id', c.payment_id) $$;

-- p: merchant_id, payment_id, capture_id, kind, amount, user_id (null: found at the provider)
create or replace function insert_capture(p jsonb, pay payments, p_why jsonb) returns captures
language plpgsql set search_path = public, pg_temp
as $$
declare
  c captures;
begin
  insert into captures (merchant_id, id, mode, payment_id, provider_account_id, provider, kind, status, because, amount, currency,
      requested_by, authorisation_transaction_id, next_check_at, check_step, absent_answers, created_at, updated_at)
  values (pay.merchant_id, p->>'new_capture_id', pay.mode, pay.id, pay.provider_account_id, pay.provider, p->>'kind', 'requested',
      p_why, (p->>'amount')::bigint, pay.currency, p->>'user_id',
      (select provider_transaction_id from attempts where merchant_id = pay.merchant_id and payment_id = pay.id
        and status in ('authorised', 'captured') order by started_at desc limit 1),
      vezne_now(), 0, 0, vezne_now(), vezne_now())
  returning * into c;
  perform append_audit(pay.merchant_id, pay.mode, p->'actor', c.kind || '.requested', 'capture', c.id, pay.paylink_id, pay.id, null,
      'requested', jsonb_build_object('amount', c.amount::text));
  return c;
end $$;

-- Asks for an authorised amount to be taken (all or a part of it) or let go. One at a time for a payment.
-- p: merchant_id, mode, payment_id, kind (capture void), amount (or null: all of it), actor, user_id, new_capture_id
create or replace function request_capture(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  pay payments;
  c captures;
  wanted bigint;
begin
  perform set_config('app.merchant_id', m, true);
  select * into pay from payments where merchant_id = m and id = p->>'payment_id' and mode = p->>'mode' for update;
  if pay.id is null then return jsonb_build_object('result', 'not_found'); end if;
  -- Below the lock, so that a command repeated while its first run commits sees what that run wrote.
  select * into c from captures where merchant_id = m and id = p->>'new_capture_id';
  if c.id is not null then
    return capture_answer(case when (c.payment_id, c.kind, c.requested_by, c.amount) is not distinct from
      (pay.id, p->>'kind', p->>'user_id', coalesce((p->>'amount')::bigint, pay.amount_authorised)) then 'replayed' else 'mismatch' end, c);
  end if;
  if pay.status <> 'authorised' then return jsonb_build_object('result', 'wrong_state', 'status', pay.status); end if;
  select * into c from captures where merchant_id = m and payment_id = pay.id and status in ('requested', 'sending', 'unknown');
  if c.id is not null then return capture_answer('in_progress', c); end if;
  wanted := coalesce((p->>'amount')::bigint, pay.amount_authorised);
  if wanted < 1 or wanted > pay.amount_authorised then
    return jsonb_build_object('result', 'too_much', 'left', pay.amount_authorised::text);
  end if;
  c := insert_capture(p || jsonb_build_object('amount', wanted::text), pay,
      refund_because((p->>'kind') || '_requested', p->'actor', null));
  perform append_outbox(m, pay.mode, 'payment', pay.id, '{}');
  perform enqueue_job('follow-capture', c.id, jsonb_build_object('merchantId', m, 'captureId', c.id));
  return capture_answer('reserved', c);
end $$;

-- Exactly one caller gets `send`; from then on it is only asked about. p: merchant_id, capture_id, actor
create or replace function claim_capture(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  c captures;
  held bigint;
begin
  perform set_config('app.merchant_id', m, true);
  select * into c from captures where merchant_id = m and id = p->>'capture_id' for update;
  if c.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if c.status <> 'requested' then return capture_answer('follow', c); end if;
  select amount_authorised into held from payments where merchant_id = m and id = c.payment_id;
  update captures set sent_at = vezne_now(), next_check_at = vezne_now() + interval '1 minute', check_step = 0
  where merchant_id = m and id = c.id returning * into c;
  c := move_capture(c, 'sending', refund_because(c.kind || '_being_sent', p->'actor', null), p->'actor', null);
  return capture_answer('send', c) || jsonb_build_object('kind', c.kind, 'amount', c.amount::text, 'authorised', held::text,
      'transaction_id', c.authorisation_transaction_id);
end $$;

-- What the provider answered about a capture or a void that did not take money.
-- p: merchant_id, capture_id, outcome (refused unknown absent voided), detail, transaction_id, call_id, actor
create or replace function settle_capture(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  c captures;
  pay payments;
  outcome text := p->>'outcome';
  why jsonb;
  detail jsonb := jsonb_build_object('call_id', p->>'call_id', 'detail', p->>'detail');
begin
  perform set_config('app.merchant_id', m, true);
  select payment_id into c.payment_id from captures where merchant_id = m and id = p->>'capture_id';
  -- Payment before capture, as booking locks them.
  select * into pay from payments where merchant_id = m and id = c.payment_id for update;
  select * into c from captures where merchant_id = m and id = p->>'capture_id' for update;
  if c.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if c.status not in ('sending', 'unknown') then return capture_answer('replayed', c); end if;
  if outcome = 'absent' then
    update captures set absent_answers = absent_answers + 1, absent_since = coalesce(absent_since, vezne_now())
    where merchant_id = m and id = c.id returning * into c;
    if c.absent_answers < 3 or c.absent_since > vezne_now() - interval '20 minutes' then
      if c.status = 'unknown' then return capture_answer('waiting', c); end if;
      outcome := 'unknown';
    end if;
  end if;
  if outcome = 'unknown' and c.status = 'unknown' then return capture_answer('replayed', c); end if;
  why := refund_because('provider_' || outcome || '_' || c.kind, p->'actor', p->>'call_id') ||
         jsonb_strip_nulls(jsonb_build_object('detail', p->>'detail'));
  if outcome = 'voided' then
    update captures set capture_transaction_id = p->>'transaction_id' where merchant_id = m and id = c.id returning * into c;
    c := move_capture(c, 'confirmed', why, p->'actor', detail);
    perform end_authorisation(pay, why, p);
    return capture_answer('applied', c);
  end if;
  c := move_capture(c, case outcome when 'unknown' then 'unknown' else 'rejected' end, why, p->'actor', detail);
  return capture_answer('applied', c);
end $$;

-- The block on the card is gone and nothing was taken.
create or replace function end_authorisation(pay payments, p_why jsonb, p jsonb) returns void
language plpgsql set search_path = public, pg_temp
as $$
begin
  if pay.status <> 'authorised' then return; end if;
  update payments set status = 'voided', because = p_why, updated_at = vezne_now()
  where merchant_id = pay.merchant_id and id = pay.id;
  perform append_audit(pay.merchant_id, pay.mode, p->'actor', 'payment.voided', 'payment', pay.id, pay.paylink_id, pay.id, 'authorised',
      'voided', jsonb_build_object('call_id', p->>'call_id', 'amount', pay.amount_authorised::text));
  perform append_outbox(pay.merchant_id, pay.mode, 'payment', pay.id, '{}');
end $$;

-- The provider says that an authorisation was let go although we never asked for it: its panel, or its own expiry.
-- p: merchant_id, payment_id, transaction_id, call_id, actor, new_capture_id
create or replace function book_authorisation_end(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  pay payments;
  c captures;
  why jsonb := refund_because('provider_reported_void', p->'actor', p->>'call_id');
begin
  perform set_config('app.merchant_id', m, true);
  select * into pay from payments where merchant_id = m and id = p->>'payment_id' for update;
  if pay.id is null or pay.status <> 'authorised' then return jsonb_build_object('result', 'replayed'); end if;
  select * into c from captures where merchant_id = m and payment_id = pay.id and status in ('requested', 'sending', 'unknown') for update;
  if c.id is not null then
    if c.kind = 'void' then
      c := move_capture(c, 'confirmed', why, p->'actor', null);
    else
      c := move_capture(c, 'rejected', why, p->'actor', null);
    end if;
  end if;
  if c.id is null or c.kind <> 'void' then
    c := insert_capture(p || jsonb_build_object('kind', 'void', 'amount', pay.amount_authorised::text), pay, why);
    c := move_capture(c, 'confirmed', why, p->'actor', null);
  end if;
  perform end_authorisation(pay, why, p);
  return capture_answer('applied', c);
end $$;

-- Which authorised payment a capture at the provider belongs to: the one named, the one with its order id, or the only one.
create or replace function payment_of_capture(p jsonb) returns payments
language plpgsql set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  pay payments;
  held int;
begin
  if p->>'payment_id' is not null then
    select * into pay from payments where merchant_id = m and id = p->>'payment_id' for update;
    return pay;
  end if;
  select count(*) into held from payments where merchant_id = m and paylink_id = p->>'paylink_id' and status = 'authorised';
  select * into pay from payments
  where merchant_id = m and paylink_id = p->>'paylink_id' and status = 'authorised'
    and (held = 1 or provider_refs->>'order_id' = p->'provider_refs'->>'order_id')
  order by created_at limit 1 for update;
  return pay;
end $$;

-- Takes the authorised amount into the books as the provider answered it. Idempotent by the provider's capture id.
-- p: merchant_id, paylink_id, payment_id (or null), transaction_id, amount_charged, net, commission, commission_tax, currency,
--    provider_refs, paid_at, call_id, event_id, actor, new_journal_id, new_capture_id
create or replace function book_capture(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  link paylinks;
  pay payments;
  c captures;
  charged bigint := (p->>'amount_charged')::bigint;
  whole boolean;
  bears boolean;
  flag text;
  why jsonb := jsonb_build_object('text', 'provider_answered_captured', 'at', vezne_now(), 'actor', p->'actor',
      'event_id', p->'event_id', 'call_id', p->'call_id');
begin
  perform set_config('app.merchant_id', m, true);
  select * into link from paylinks where merchant_id = m and id = p->>'paylink_id' for update;
  perform 1 from checkouts k join payments y on y.merchant_id = k.merchant_id and y.checkout_id = k.id
  where y.merchant_id = m and y.id = p->>'payment_id' for update of k;
  select y.* into pay from captures x join payments y on y.merchant_id = x.merchant_id and y.id = x.payment_id
  where x.merchant_id = m and x.capture_transaction_id = p->>'transaction_id';
  if pay.id is not null then return jsonb_build_object('result', 'replayed', 'payment_id', pay.id, 'payment_token', pay.token); end if;
  pay := payment_of_capture(p);
  if pay.id is null or pay.status <> 'authorised' then return jsonb_build_object('result', 'unmatched'); end if;
  if p->>'currency' <> pay.currency then
    if pay.review is distinct from 'currency' then
      update payments set review = 'currency', updated_at = vezne_now() where merchant_id = m and id = pay.id;
      perform append_outbox(m, pay.mode, 'payment', pay.id, '{}');
    end if;
    return jsonb_build_object('result', 'refused_currency', 'payment_id', pay.id, 'payment_token', pay.token);
  end if;
  if not post_capture(p, pay) then
    return jsonb_build_object('result', 'replayed', 'payment_id', pay.id, 'payment_token', pay.token);
  end if;

  select * into c from captures where merchant_id = m and payment_id = pay.id and status in ('requested', 'sending', 'unknown') for update;
  if c.kind = 'void' then
    perform move_capture(c, 'rejected', refund_because('provider_captured_instead', p->'actor', p->>'call_id'), p->'actor', null);
    c := null;
  end if;
  flag := case
    when charged <> (p->>'net')::bigint + (p->>'commission')::bigint + (p->>'commission_tax')::bigint then 'anatomy'
    when charged > pay.amount_authorised or charged <> coalesce(c.amount, pay.amount_authorised) then 'amount'
    when link.max_uses = 1 and link.uses >= 1 then 'duplicate'
    when link.uses >= link.max_uses then 'over_limit'
    else pay.review end;
  if c.id is null then
    c := insert_capture(p || jsonb_build_object('kind', 'capture', 'amount', p->>'amount_charged'), pay,
        refund_because('provider_reported_capture', p->'actor', p->>'call_id'));
  end if;
  update captures set capture_transaction_id = p->>'transaction_id' where merchant_id = m and id = c.id returning * into c;
  perform move_capture(c, 'confirmed', why, p->'actor', jsonb_build_object('transaction_id', p->>'transaction_id', 'call_id', p->>'call_id'));

  whole := charged = pay.amount_authorised;
  bears := coalesce(link.add_commission,
      (select payer_bears_difference from checkouts where merchant_id = m and id = pay.checkout_id), false);
  update attempts set status = 'captured', ended_at = vezne_now()
  where merchant_id = m and payment_id = pay.id and status = 'authorised';
  update payments set status = 'captured', because = why, review = flag, trust = 'confirmed', amount_charged = charged,
      net = (p->>'net')::bigint, commission = (p->>'commission')::bigint, commission_tax = (p->>'commission_tax')::bigint,
      installment_difference = case when whole and bears and coalesce(pay.installments, 0) > 1 then charged - pay.amount_requested else 0 end,
      commission_added = case when whole and bears and coalesce(pay.installments, 0) <= 1 then charged - pay.amount_requested else 0 end,
      provider_refs = pay.provider_refs || coalesce(p->'provider_refs', '{}'),
      paid_at = coalesce((p->>'paid_at')::timestamptz, vezne_now()), updated_at = vezne_now()
  where merchant_id = m and id = pay.id returning * into pay;
  if link.id is not null then perform settle_link_after_capture(p, link, pay, why); end if;
  if pay.checkout_id is not null then perform complete_checkout(pay, why, p->'actor'); end if;
  perform append_audit(m, pay.mode, p->'actor', 'payment.captured', 'payment', pay.id, pay.paylink_id, pay.id, 'authorised', 'captured',
      jsonb_build_object('transaction_id', p->>'transaction_id', 'amount_charged', p->>'amount_charged', 'net', p->>'net',
                         'review', flag, 'call_id', p->'call_id', 'event_id', p->'event_id'));
  perform append_outbox(m, pay.mode, 'payment', pay.id, jsonb_build_object('status', pay.status));
  return jsonb_build_object('result', 'applied', 'payment_id', pay.id, 'payment_token', pay.token, 'review', flag);
end $$;

-- Captures and voids whose answer is awaited. The gaps grow to an hour and never end.
create or replace function queue_due_captures(p_limit int) returns int
language sql security definer set search_path = public, pg_temp
as $$ select queue_due('captures', array['requested', 'sending', 'unknown'], 'follow-capture', 'captureId', p_limit) $$;

create or replace trigger captures_step before update of status on captures for each row execute function demand_step('capture');

grant select, insert, update on captures to vezne_ledger;
grant update on captures to vezne_system;
alter function request_capture(jsonb) owner to vezne_ledger;
alter function claim_capture(jsonb) owner to vezne_ledger;
alter function settle_capture(jsonb) owner to vezne_ledger;
alter function book_capture(jsonb) owner to vezne_ledger;
alter function book_authorisation_end(jsonb) owner to vezne_ledger;
alter function queue_due_captures(int) owner to vezne_system;
