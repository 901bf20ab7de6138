-- What a person does about a difference. Money is booked only in the direction "what the provider has", by the commands that
-- book it elsewhere too; the rest says that somebody looked.

create or replace function case_answer(p_result text, c reconciliation_cases) returns jsonb
language sql immutable set search_path = public, pg_temp
as $$ select jsonb_build_object('result', p_result, 'case_id', c.id, 'status', c.status, 'version', c.version, 'payment_id', c.payment_id) $$;

-- p: merchant_id, mode, case_id, decision (accept reopen assign recorded), comment, owner_id, version (or null), actor
create or replace function decide_reconciliation(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  c reconciliation_cases;
  was text;
  target text := case p->>'decision' when 'accept' then 'accepted' when 'reopen' then 'open' when 'recorded' then 'resolved' end;
begin
  perform set_config('app.merchant_id', m, true);
  select * into c from reconciliation_cases where merchant_id = m and id = p->>'case_id' and mode = p->>'mode' for update;
  if c.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if p->>'decision' = 'assign' then
    if c.status = 'resolved' then return case_answer('wrong_state', c); end if;
    if c.owner_id is not distinct from p->>'owner_id' then return case_answer('replayed', c); end if;
    update reconciliation_cases set owner_id = p->>'owner_id' where merchant_id = m and id = c.id returning * into c;
    perform append_audit(m, c.mode, p->'actor', 'reconciliation.assigned', 'reconciliation_case', c.id, null, c.payment_id, null, null,
        jsonb_build_object('reason', c.reason, 'owner_id', c.owner_id));
  else
    if c.status = target and (target <> 'accepted' or c.comment = p->>'comment') then return case_answer('replayed', c); end if;
    if c.status = 'resolved' or c.status = target or (target = 'open' and c.status <> 'accepted') then return case_answer('wrong_state', c); end if;
    -- Somebody looked at other figures than these.
    if c.version is distinct from coalesce((p->>'version')::int, c.version) then return case_answer('changed', c); end if;
    if target = 'resolved' then
      perform resolve_case(c, 'chargeback_recorded', p->'actor');
      select * into c from reconciliation_cases where merchant_id = m and id = c.id;
    else
      was := c.status;
      update reconciliation_cases set status = target, comment = case target when 'accepted' then p->>'comment' end, decided_by = p->'actor',
          decided_at = vezne_now(), version = version + 1
      where merchant_id = m and id = c.id returning * into c;
      perform append_audit(m, c.mode, p->'actor', 'reconciliation.' || case target when 'accepted' then 'accepted' else 'reopened' end,
          'reconciliation_case', c.id, null, c.payment_id, was, c.status,
          jsonb_strip_nulls(jsonb_build_object('reason', c.reason, 'comment', c.comment, 'amount', c.amount_at_risk::text)));
    end if;
  end if;
  perform append_outbox(m, c.mode, 'reconciliation', c.id, '{}');
  return case_answer('applied', c);
end $$;

-- A sale that was made in the provider's own panel becomes a payment of ours, at a person's word and with the provider's own
-- figures. p: as book_transaction without a link, and mode, case_id
create or replace function adopt_sale(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  c reconciliation_cases;
  a provider_accounts;
  pay payments;
  known text;
  why jsonb := jsonb_build_object('text', 'adopted_from_provider', 'at', vezne_now(), 'actor', p->'actor', 'call_id', p->'call_id');
begin
  perform set_config('app.merchant_id', m, true);
  select * into c from reconciliation_cases where merchant_id = m and id = p->>'case_id' and mode = p->>'mode' for update;
  if c.id is null then return jsonb_build_object('result', 'not_found'); end if;
  select payment_id into known from attempts
  where merchant_id = m and provider_account_id = c.provider_account_id and provider_transaction_id = p->>'transaction_id';
  if known is not null then
    if c.status <> 'resolved' then perform resolve_case(c, 'adopted', p->'actor'); end if;
    return jsonb_build_object('result', 'replayed', 'payment_id', known);
  end if;
  if c.status = 'resolved' or c.subject_id <> p->>'transaction_id' or c.subject_kind <> 'transaction' then
    return case_answer('wrong_state', c);
  end if;
  if p->>'currency' <> 'TRY' then return case_answer('other_currency', c); end if;
  select * into a from provider_accounts where merchant_id = m and id = c.provider_account_id;
  insert into payments (merchant_id, id, mode, channel, provider, provider_account_id, token, status, because, trust, amount_requested,
      amount_refunded, currency, reference_no, provider_reference, provider_refs, metadata, created_at, updated_at)
  values (m, p->>'new_payment_id', c.mode, 'api', a.provider, a.id, p->>'new_payment_token', 'processing', why, 'confirmed',
      (p->>'amount_charged')::bigint, 0, p->>'currency', p->>'reference', coalesce(p->>'reference', p->>'transaction_id'), '{}',
      jsonb_build_object('adopted', c.id), coalesce((p->>'paid_at')::timestamptz, vezne_now()), vezne_now())
  returning * into pay;
  insert into pay_tokens (token_hash, merchant_id, subject_kind, subject_id, created_at)
  values (p->>'new_token_hash', m, 'payment', pay.id, vezne_now());
  insert into attempts (merchant_id, id, mode, payment_id, provider_account_id, provider, status, provider_reference, provider_transaction_id, card,
      started_at, ended_at)
  values (m, p->>'new_attempt_id', c.mode, pay.id, a.id, a.provider, 'captured', pay.provider_reference, p->>'transaction_id', p->'card',
      pay.created_at, vezne_now());
  pay := enter_capture(p, pay, case when (p->>'amount_charged')::bigint
      <> (p->>'net')::bigint + (p->>'commission')::bigint + (p->>'commission_tax')::bigint then 'anatomy'
      when c.reason = 'duplicate' then 'duplicate' end, pay.amount_requested, false, why);
  if pay.id is null then raise exception 'transaction % is in the books of another payment', p->>'transaction_id' using errcode = 'VZ006'; end if;
  perform append_audit(m, c.mode, p->'actor', 'payment.captured', 'payment', pay.id, null, pay.id, 'processing', 'captured', p);
  perform append_outbox(m, c.mode, 'payment', pay.id, '{}');
  update reconciliation_cases set payment_id = pay.id where merchant_id = m and id = c.id returning * into c;
  perform resolve_case(c, 'adopted', p->'actor');
  perform append_outbox(m, c.mode, 'reconciliation', c.id, '{}');
  return jsonb_build_object('result', 'applied', 'payment_id', pay.id);
end $$;

-- Money that went back in the provider's own panel (fault F63) enters the books as an ordinary refund that has already ended.
-- p: merchant_id, mode, case_id, reversal_id, amount, call_id, actor, new_refund_id, new_journal_id, second_journal_id, new_capture_id
create or replace function adopt_refund(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  wanted bigint := (p->>'amount')::bigint;
  c reconciliation_cases;
  pay payments;
  r refunds;
  held bigint;
begin
  perform set_config('app.merchant_id', m, true);
  -- The payment first, as every refund takes its locks.
  select * into c from reconciliation_cases where merchant_id = m and id = p->>'case_id' and mode = p->>'mode';
  if c.id is null then return jsonb_build_object('result', 'not_found'); end if;
  select * into pay from payments where merchant_id = m and id = c.payment_id for update;
  select * into c from reconciliation_cases where merchant_id = m and id = c.id for update;
  select * into r from refunds where merchant_id = m and provider_account_id = c.provider_account_id and provider_reversal_id = p->>'reversal_id';
  if r.id is not null then
    if c.status <> 'resolved' then perform resolve_case(c, 'adopted', p->'actor'); end if;
    return jsonb_build_object('result', 'replayed', 'payment_id', r.payment_id);
  end if;
  if c.status = 'resolved' or c.reason <> 'refund_only_at_provider' or pay.id is null or pay.status not in ('captured', 'partially_refunded') then
    return case_answer('wrong_state', c);
  end if;
  if wanted < 1 or wanted > pay.amount_charged - pay.amount_refunded - pay.amount_refund_pending - charged_back(pay) then
    return case_answer('too_much', c);
  end if;
  select amount_held into held from escrow_accounts where merchant_id = m and payment_id = pay.id for update;
  if held < wanted then return case_answer('not_held', c); end if;
  insert into refunds (merchant_id, id, mode, payment_id, provider_account_id, provider, kind, status, because, amount, amount_asked, currency, method,
      reason, requested_by, provider_transaction_id, check_step, sent_at, created_at, updated_at)
  values (m, p->>'new_refund_id', pay.mode, pay.id, pay.provider_account_id, pay.provider, 'refund', 'sent',
      refund_because('refund_found_at_provider', p->'actor', p->>'call_id'), wanted, wanted, pay.currency, 'refund', 'provider_panel', 'provider_panel',
      coalesce(c.theirs->>'transaction_id', ''), 0, vezne_now(), vezne_now(), vezne_now())
  returning * into r;
  perform post_refund(r, 'refund_reserved', p->>'new_journal_id', r.id);
  update payments set amount_refund_pending = amount_refund_pending + wanted, updated_at = vezne_now() where merchant_id = m and id = pay.id;
  perform shift_escrow(m, pay.id, -wanted, wanted, 0, 0, r.because);
  perform append_audit(m, r.mode, p->'actor', 'refund.found_at_provider', 'refund', r.id, pay.paylink_id, pay.id, null, 'sent',
      jsonb_build_object('amount', wanted::text, 'kind', 'refund', 'source', 'provider_panel'));
  perform settle_refund(jsonb_build_object('merchant_id', m, 'refund_id', r.id, 'outcome', 'confirmed', 'reversal_id', p->>'reversal_id',
      'call_id', p->>'call_id', 'actor', p->'actor', 'new_journal_id', p->>'second_journal_id', 'new_capture_id', p->>'new_capture_id'));
  perform resolve_case(c, 'adopted', p->'actor');
  perform append_outbox(m, c.mode, 'reconciliation', c.id, '{}');
  return jsonb_build_object('result', 'applied', 'payment_id', pay.id);
end $$;

alter function decide_reconciliation(jsonb) owner to vezne_ledger;
alter function adopt_sale(jsonb) owner to vezne_ledger;
alter function adopt_refund(jsonb) owner to vezne_ledger;
