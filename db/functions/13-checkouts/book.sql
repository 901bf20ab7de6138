-- What the provider answered about a try of a checkout, applied to try, payment, checkout and books in one statement.

-- The try that carries the transaction. One reference may hold several (a decline, then a success on a hosted page).
create or replace function attempt_of_row(p jsonb, named attempts) returns attempts
language plpgsql set search_path = public, pg_temp
as $$
declare
  att attempts;
begin
  select * into att from attempts
  where merchant_id = named.merchant_id and provider_account_id = named.provider_account_id
    and provider_transaction_id = p->>'transaction_id';
  if att.id is not null then return att; end if;
  update attempts set provider_transaction_id = p->>'transaction_id'
  where merchant_id = named.merchant_id and id = named.id and provider_transaction_id is null returning * into att;
  if att.id is not null then return att; end if;
  insert into attempts (merchant_id, id, mode, payment_id, provider_account_id, provider, status, provider_reference,
      provider_transaction_id, started_at, card_entry, charge_by, amount, installments)
  values (named.merchant_id, p->>'new_attempt_id', named.mode, named.payment_id, named.provider_account_id, named.provider,
      'redirected', named.provider_reference, p->>'transaction_id', vezne_now(), named.card_entry, named.charge_by, named.amount,
      named.installments)
  returning * into att;
  return att;
end $$;

-- The payment a taken sum belongs to: the try's own, or a new one where that was taken already by another try.
create or replace function payment_of_row(p jsonb, att attempts) returns payments
language plpgsql set search_path = public, pg_temp
as $$
declare
  pay payments;
  other payments;
begin
  select * into pay from payments where merchant_id = att.merchant_id and id = att.payment_id for update;
  if p->>'verdict' = 'failed' or (pay.paid_at is null and pay.status <> 'authorised') or att.status = 'authorised' then return pay; end if;
  insert into payments (merchant_id, id, mode, channel, checkout_id, provider, provider_account_id, token, status, because,
      trust, amount_requested, amount_refunded, currency, customer_name, customer_email, customer_phone, reference_no,
      provider_reference, provider_refs, metadata, payer_id, created_at, updated_at)
  values (pay.merchant_id, p->>'new_payment_id', pay.mode, pay.channel, pay.checkout_id, att.provider, att.provider_account_id,
      p->>'new_payment_token', 'processing',
      jsonb_build_object('text', 'provider_reported_transaction', 'actor', p->'actor', 'at', vezne_now()), 'confirmed',
      pay.amount_requested, 0, pay.currency, pay.customer_name, pay.customer_email, pay.customer_phone, pay.reference_no,
      att.provider_reference, '{}', pay.metadata, pay.payer_id, vezne_now(), vezne_now())
  returning * into other;
  insert into pay_tokens (token_hash, merchant_id, subject_kind, subject_id, created_at)
  values (p->>'new_token_hash', pay.merchant_id, 'payment', other.id, vezne_now());
  update attempts set payment_id = other.id where merchant_id = att.merchant_id and id = att.id;
  return other;
end $$;

-- Why a person has to look, or null. The sum of a try is known before it starts, but on a hosted page with added
-- commission, where the net is what was asked.
create or replace function checkout_review(p jsonb, c checkouts, pay payments, att attempts) returns text
language plpgsql stable set search_path = public, pg_temp
as $$
declare
  charged bigint := (p->>'amount_charged')::bigint;
  net bigint := (p->>'net')::bigint;
begin
  if charged <> net + (p->>'commission')::bigint + (p->>'commission_tax')::bigint then return 'anatomy'; end if;
  if att.amount is not null and charged <> att.amount then return 'amount'; end if;
  if att.amount is null and c.payer_bears_difference and abs(net - c.amount) > 1 then return 'amount'; end if;
  if att.amount is null and not c.payer_bears_difference and charged <> c.amount then return 'amount'; end if;
  -- Another plan than the payer chose costs the merchant another commission.
  if att.installments is not null and greatest(att.installments, 1) <> greatest((p->>'installments')::int, 1) then return 'amount'; end if;
  if exists (select 1 from payments y where y.merchant_id = c.merchant_id and y.checkout_id = c.id and y.id <> pay.id
      and (y.paid_at is not null or y.status = 'authorised')) then return 'duplicate'; end if;
  if c.closed_at is not null then return 'late'; end if;
  return null;
end $$;

-- A sum was taken or is held: the checkout is done.
create or replace function complete_checkout(pay payments, p_why jsonb, p_actor jsonb) returns void
language plpgsql set search_path = public, pg_temp
as $$
declare
  c checkouts;
begin
  select * into c from checkouts where merchant_id = pay.merchant_id and id = pay.checkout_id;
  if c.id is null or c.status = 'complete' then return; end if;
  update checkouts set payment_id = pay.id where merchant_id = c.merchant_id and id = c.id returning * into c;
  if c.status = 'open' then
    update checkouts set status = 'processing' where merchant_id = c.merchant_id and id = c.id returning * into c;
  end if;
  perform move_checkout(c, 'complete', p_why, p_actor);
end $$;

-- p: merchant_id, attempt_id, verdict (captured authorised failed), transaction_id, amount_charged, net, commission,
--    commission_tax, currency, installments, card, decline, provider_refs, paid_at, call_id, event_id, actor,
--    new_attempt_id, new_payment_id, new_payment_token, new_token_hash, new_journal_id
create or replace function book_attempt(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  c checkouts;
  named attempts;
  att attempts;
  pay payments;
  was text;
  target text := p->>'verdict';
  flag text;
  why jsonb := jsonb_build_object('text', 'provider_answered_' || target, 'at', vezne_now(), 'actor', p->'actor',
      'event_id', p->'event_id', 'call_id', p->'call_id');
begin
  perform set_config('app.merchant_id', m, true);
  if target not in ('captured', 'authorised', 'failed') then
    raise exception 'verdict % is not bookable', target using errcode = 'VZ005';
  end if;
  c := lock_checkout_of(m, p->>'attempt_id');
  select * into named from attempts where merchant_id = m and id = p->>'attempt_id' for update;
  if named.id is null or c.id is null then raise exception 'no such attempt' using errcode = 'VZ404'; end if;
  att := attempt_of_row(p, named);
  update provider_events set status = 'applied', applied_at = vezne_now()
  where merchant_id = m and subject_id = named.id and status in ('received', 'unmatched');
  if att.status = target or att.status = 'captured' then
    select * into pay from payments where merchant_id = m and id = att.payment_id;
    return jsonb_build_object('result', 'replayed', 'payment_id', pay.id, 'payment_token', pay.token);
  end if;
  pay := payment_of_row(p, att);
  was := pay.status;
  if p->>'currency' <> pay.currency then
    if (was, pay.review) is distinct from ('unknown', 'currency') then
      update payments set status = 'unknown', review = 'currency', because = why, updated_at = vezne_now()
      where merchant_id = m and id = pay.id;
      perform append_audit(m, pay.mode, p->'actor', 'payment.foreign_currency', 'payment', pay.id, null, pay.id, was, 'unknown', p);
      perform append_outbox(m, pay.mode, 'payment', pay.id, '{}');
    end if;
    return jsonb_build_object('result', 'refused_currency', 'payment_id', pay.id, 'payment_token', pay.token);
  end if;

  -- A start whose answer was lost is failed, one whose answer is still on its way is created: the money itself says it was made.
  update attempts set status = 'redirected' where merchant_id = m and id = att.id and status = 'created';
  update attempts set status = target, card = p->'card', decline = nullif(p->'decline', 'null'::jsonb), sealed_session = null,
      next_check_at = case when target = 'authorised' then next_check_at end,
      ended_at = case when target <> 'authorised' then vezne_now() end
  where merchant_id = m and id = att.id;
  if named.id <> att.id and target <> 'failed' then
    -- The hosted page's own row of this reference is settled by its sibling.
    update attempts set next_check_at = null where merchant_id = m and id = named.id;
  end if;

  if target = 'captured' then
    flag := checkout_review(p, c, pay, att);
    -- The books name the account that took the money.
    pay.provider := att.provider;
    pay.provider_account_id := att.provider_account_id;
    update payments set provider = att.provider, provider_account_id = att.provider_account_id,
        provider_reference = att.provider_reference where merchant_id = m and id = pay.id;
    pay := enter_capture(p, pay, flag, c.amount, c.payer_bears_difference, why);
    if pay.id is null then
      select * into pay from payments where merchant_id = m and id = att.payment_id;
      return jsonb_build_object('result', 'replayed', 'payment_id', pay.id, 'payment_token', pay.token);
    end if;
    perform complete_checkout(pay, why, p->'actor');
  elsif target = 'authorised' then
    flag := checkout_review(p, c, pay, att);
    update payments set provider = att.provider, provider_account_id = att.provider_account_id,
        provider_reference = att.provider_reference where merchant_id = m and id = pay.id returning * into pay;
    pay := enter_authorisation(p, pay, flag, why);
    perform complete_checkout(pay, why, p->'actor');
  else
    pay := enter_failure(p, pay, why);
    perform reopen_checkout(m, c.id, p->'actor');
  end if;

  perform append_audit(m, pay.mode, p->'actor', 'payment.' || target, 'payment', pay.id, null, pay.id, was, pay.status,
      jsonb_build_object('transaction_id', p->>'transaction_id', 'amount_charged', p->>'amount_charged', 'net', p->>'net',
                         'decline', p->'decline', 'review', flag, 'call_id', p->'call_id', 'event_id', p->'event_id'));
  perform append_outbox(m, pay.mode, 'payment', pay.id, jsonb_build_object('status', pay.status));
  return jsonb_build_object('result', 'applied', 'payment_id', pay.id, 'payment_token', pay.token, 'review', flag);
end $$;
alter function book_attempt(jsonb) owner to vezne_ledger;
