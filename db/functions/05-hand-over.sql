-- The payer presses "go to payment": a payment and its first attempt are born here, or an open one of the same
-- browser is used again. Refuses what may not start; never touches money.
-- p: merchant_id, paylink_id, payment_id (of this browser, or null), new_payment_id, new_payment_token,
--    new_token_hash, new_attempt_id
create or replace function hand_over(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  link paylinks;
  pay payments;
  own payments;
  payer jsonb := jsonb_build_object('kind', 'payer', 'id', p->>'new_payment_id');
begin
  perform set_config('app.merchant_id', m, true);
  select * into link from paylinks where merchant_id = m and id = p->>'paylink_id' for update;
  if link.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if link.status <> 'active' or link.expires_at <= vezne_now() or link.uses >= link.max_uses then
    return jsonb_build_object('result', 'closed');
  end if;

  select * into own from payments where merchant_id = m and paylink_id = link.id and id = p->>'payment_id';
  if own.status in ('created', 'processing') then pay := own; end if;
  if pay.id is null then
    if link.max_uses = 1 and exists (
      select 1 from attempts a join payments y on y.merchant_id = a.merchant_id and y.id = a.payment_id
      where y.merchant_id = m and y.paylink_id = link.id and a.status in ('returned', 'charging', 'authorised')
        and y.status in ('created', 'processing', 'authorised', 'unknown')
    ) then
      return jsonb_build_object('result', 'in_progress');
    end if;
    insert into payments (merchant_id, id, mode, channel, paylink_id, provider, provider_account_id, token, status, because,
        trust, amount_requested, amount_refunded, currency, customer_name, customer_email, customer_phone, reference_no,
        provider_reference, provider_refs, metadata, payer_id, created_at, updated_at)
    values (m, p->>'new_payment_id', link.mode, 'paylink', link.id, link.provider, link.provider_account_id,
        p->>'new_payment_token', 'created', jsonb_build_object('text', 'payer_went_to_provider', 'actor', payer, 'at', vezne_now()),
        'unsigned', link.amount, 0, link.currency, link.customer_name, link.customer_email, link.customer_phone,
        link.reference_no, link.provider_reference, '{}', link.metadata, coalesce(own.payer_id, p->>'new_payment_id'), vezne_now(), vezne_now())
    returning * into pay;
    insert into pay_tokens (token_hash, merchant_id, subject_kind, subject_id, created_at)
    values (p->>'new_token_hash', m, 'payment', pay.id, vezne_now());
    insert into attempts (merchant_id, id, mode, payment_id, provider_account_id, provider, status, provider_reference, started_at)
    values (m, p->>'new_attempt_id', link.mode, pay.id, link.provider_account_id, link.provider, 'redirected',
        link.provider_reference, vezne_now());
    perform append_audit(m, link.mode, payer, 'payment.handed_over', 'payment', pay.id, link.id, pay.id, null, 'created', '{}');
    perform append_outbox(m, link.mode, 'payment', pay.id, '{}');
  end if;

  -- The ladder starts again with every hand-over: 30 seconds, then 1, 2, 5, 10, 20 minutes.
  update paylinks set next_check_at = vezne_now() + interval '30 seconds', check_step = 0, absent_answers = 0, absent_since = null
  where merchant_id = m and id = link.id;
  return jsonb_build_object('result', 'handed_over', 'payment_id', pay.id, 'payment_token', pay.token,
                            'provider_url', link.provider_url);
end $$;
alter function hand_over(jsonb) owner to vezne_ledger;
