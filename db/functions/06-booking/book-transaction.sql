-- The one way money enters: what the provider answered about one of its transactions, applied to link, payment and
-- ledger in one statement. Idempotent by the provider's transaction id. Amounts are minor units as text.
-- p: merchant_id, paylink_id, verdict (captured authorised failed), transaction_id, amount_charged, net, commission, commission_tax,
--    currency, installments, card, decline, provider_refs, paid_at, call_id, event_id, actor,
--    payment_id (proven by the payer's browser, or null), new_payment_id, new_payment_token, new_token_hash,
--    new_attempt_id, new_journal_id

-- Which payment a transaction belongs to. A payer's page is chosen only where no other payer can be meant.
create or replace function payment_of_transaction(p jsonb, link paylinks) returns payments
language plpgsql set search_path = public, pg_temp
as $$
declare
  pay payments;
begin
  select y.* into pay from attempts a join payments y on y.merchant_id = a.merchant_id and y.id = a.payment_id
  where a.merchant_id = link.merchant_id and a.provider_account_id = link.provider_account_id
    and a.provider_transaction_id = p->>'transaction_id';
  if pay.id is not null then return pay; end if;

  select * into pay from payments
  where merchant_id = link.merchant_id and paylink_id = link.id and id = p->>'payment_id' and paid_at is null;
  if pay.id is not null then return pay; end if;

  -- Every payment of the link came from one browser: the transaction is its open payment's, else its last unpaid one's.
  if (select count(distinct coalesce(payer_id, id)) from payments where merchant_id = link.merchant_id and paylink_id = link.id) = 1 then
    select * into pay from payments
    where merchant_id = link.merchant_id and paylink_id = link.id and paid_at is null
    order by status in ('created', 'processing') desc, created_at desc limit 1;
    if pay.id is not null then return pay; end if;
  end if;

  insert into payments (merchant_id, id, mode, channel, paylink_id, provider, provider_account_id, token, status, because,
      trust, amount_requested, amount_refunded, currency, customer_name, customer_email, customer_phone, reference_no,
      provider_reference, provider_refs, metadata, created_at, updated_at)
  values (link.merchant_id, p->>'new_payment_id', link.mode, 'paylink', link.id, link.provider, link.provider_account_id,
      p->>'new_payment_token', 'processing',
      jsonb_build_object('text', 'provider_reported_transaction', 'actor', p->'actor', 'at', vezne_now()),
      'confirmed', link.amount, 0, link.currency, link.customer_name, link.customer_email, link.customer_phone,
      link.reference_no, link.provider_reference, '{}', link.metadata, vezne_now(), vezne_now())
  returning * into pay;
  insert into pay_tokens (token_hash, merchant_id, subject_kind, subject_id, created_at)
  values (p->>'new_token_hash', link.merchant_id, 'payment', pay.id, vezne_now());
  return pay;
end $$;

-- The attempt that carries the transaction id: the open one of the payment, or a new one.
create or replace function attempt_of_transaction(p jsonb, pay payments) returns attempts
language plpgsql set search_path = public, pg_temp
as $$
declare
  att attempts;
begin
  select * into att from attempts
  where merchant_id = pay.merchant_id and provider_account_id = pay.provider_account_id
    and provider_transaction_id = p->>'transaction_id';
  if att.id is not null then return att; end if;

  update attempts set provider_transaction_id = p->>'transaction_id'
  where (merchant_id, id) = (
    select merchant_id, id from attempts
    where merchant_id = pay.merchant_id and payment_id = pay.id and provider_transaction_id is null
    order by started_at desc limit 1)
  returning * into att;
  if att.id is not null then return att; end if;

  insert into attempts (merchant_id, id, mode, payment_id, provider_account_id, provider, status, provider_reference,
      provider_transaction_id, started_at)
  values (pay.merchant_id, p->>'new_attempt_id', pay.mode, pay.id, pay.provider_account_id, pay.provider, 'redirected',
      pay.provider_reference, p->>'transaction_id', vezne_now())
  returning * into att;
  return att;
end $$;

-- Why a person has to look at a capture, or null. Rules of architecture section 3.
create or replace function capture_review(p jsonb, link paylinks) returns text
language plpgsql stable set search_path = public, pg_temp
as $$
declare
  charged bigint := (p->>'amount_charged')::bigint;
  net bigint := (p->>'net')::bigint;
begin
  if charged <> net + (p->>'commission')::bigint + (p->>'commission_tax')::bigint then return 'anatomy'; end if;
  if link.add_commission and abs(net - link.amount) > 1 then return 'amount'; end if;
  if not link.add_commission and charged <> link.amount then return 'amount'; end if;
  if link.max_uses = 1 and link.uses >= 1 then return 'duplicate'; end if;
  if link.uses >= link.max_uses then return 'over_limit'; end if;
  if link.status in ('expired', 'deactivating', 'deactivated', 'failed') then return 'late'; end if;
  return null;
end $$;

create or replace function settle_link_after_capture(p jsonb, link paylinks, pay payments, why jsonb) returns void
language plpgsql set search_path = public, pg_temp
as $$
declare
  enough boolean := (p->>'amount_charged')::bigint >= link.amount;
  target text := link.status;
begin
  if link.status = 'creating' then
    update paylinks set status = 'active' where merchant_id = link.merchant_id and id = link.id;
    target := 'active';
  end if;
  if enough and link.max_uses = 1 and link.status in ('creating', 'active', 'expired', 'deactivating', 'deactivated') then
    target := 'paid';
  elsif link.uses + 1 >= link.max_uses and link.max_uses > 1 and target = 'active' then
    target := 'exhausted';
  end if;
  update paylinks set status = target, uses = uses + 1, amount_paid = amount_paid + (p->>'amount_charged')::bigint,
      because = case when target <> link.status then why else because end,
      review = coalesce(review, nullif(pay.review, 'anatomy')),
      -- A paid link is asked about again only while another payer of it may be under way.
      next_check_at = case
        when target = 'exhausted' then vezne_now()
        when target = 'paid' and not exists (
          select 1 from payments y where y.merchant_id = link.merchant_id and y.paylink_id = link.id
            and y.status in ('created', 'processing')) then null
        else next_check_at end,
      updated_at = vezne_now()
  where merchant_id = link.merchant_id and id = link.id;
  if target <> link.status then
    perform append_audit(link.merchant_id, link.mode, p->'actor', 'paylink.' || target, 'paylink', link.id, link.id, pay.id,
        link.status, target, jsonb_build_object('transaction_id', p->>'transaction_id'));
  end if;
  perform append_outbox(link.merchant_id, link.mode, 'paylink', link.id, '{}');
end $$;

create or replace function book_transaction(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  link paylinks;
  pay payments;
  att attempts;
  was text;
  target text := p->>'verdict';
  flag text;
  why jsonb;
begin
  perform set_config('app.merchant_id', m, true);
  if target not in ('captured', 'authorised', 'failed') then
    raise exception 'verdict % is not bookable', target using errcode = 'VZ005';
  end if;
  select * into link from paylinks where merchant_id = m and id = p->>'paylink_id' for update;
  if link.id is null then raise exception 'no such paylink' using errcode = 'VZ404'; end if;

  pay := payment_of_transaction(p, link);
  att := attempt_of_transaction(p, pay);
  was := pay.status;
  update provider_events set status = 'applied', applied_at = vezne_now()
  where merchant_id = m and subject_id = link.id and status in ('received', 'unmatched');
  if att.status = target or att.status = 'captured' then
    return jsonb_build_object('result', 'replayed', 'payment_id', pay.id, 'payment_token', pay.token);
  end if;

  why := jsonb_build_object('text', 'provider_answered_' || target, 'at', vezne_now(), 'actor', p->'actor',
                            'event_id', p->'event_id', 'call_id', p->'call_id');
  if p->>'currency' <> link.currency then
    if (was, pay.review) is distinct from ('unknown', 'currency') then
      update payments set status = 'unknown', review = 'currency', because = why, updated_at = vezne_now()
      where merchant_id = m and id = pay.id;
      perform append_audit(m, link.mode, p->'actor', 'payment.foreign_currency', 'payment', pay.id, link.id, pay.id, was, 'unknown', p);
      perform append_outbox(m, link.mode, 'payment', pay.id, '{}');
    end if;
    return jsonb_build_object('result', 'refused_currency', 'payment_id', pay.id, 'payment_token', pay.token);
  end if;

  update attempts set status = target, card = p->'card', decline = nullif(p->'decline', 'null'::jsonb),
      ended_at = case when target <> 'authorised' then vezne_now() end
  where merchant_id = m and id = att.id;

  if target = 'captured' then
    flag := capture_review(p, link);
    pay := enter_capture(p, pay, flag, link.amount, link.add_commission, why);
    if pay.id is null then
      select * into pay from payments where merchant_id = m and id = att.payment_id;
      return jsonb_build_object('result', 'replayed', 'payment_id', pay.id, 'payment_token', pay.token);
    end if;
    perform settle_link_after_capture(p, link, pay, why);
  elsif target = 'authorised' then
    pay := enter_authorisation(p, pay, capture_review(p, link), why);
    if pay.status = 'authorised' then perform append_outbox(m, link.mode, 'paylink', link.id, '{}'); end if;
  else
    pay := enter_failure(p, pay, why);
  end if;

  perform append_audit(m, link.mode, p->'actor', 'payment.' || target, 'payment', pay.id, link.id, pay.id, was, pay.status,
      jsonb_build_object('transaction_id', p->>'transaction_id', 'amount_charged', p->>'amount_charged', 'net', p->>'net',
                         'decline', p->'decline', 'review', flag, 'call_id', p->'call_id', 'event_id', p->'event_id'));
  perform append_outbox(m, link.mode, 'payment', pay.id, jsonb_build_object('status', pay.status));
  return jsonb_build_object('result', 'applied', 'payment_id', pay.id, 'payment_token', pay.token, 'review', flag);
end $$;
alter function book_transaction(jsonb) owner to vezne_ledger;
