-- Giving money back: reserve, approve, send once, confirm by the provider's own record. Amounts are minor units as text.

create or replace function istanbul_day(p_at timestamptz) returns date
language sql immutable
as $$ select (p_at at time zone 'Europe/Istanbul')::date $$;

-- The moment after the next Istanbul midnight when a partial refund of today's sale may be sent.
create or replace function next_istanbul_morning(p_at timestamptz) returns timestamptz
language sql immutable
as $$ select ((p_at at time zone 'Europe/Istanbul')::date + 1 + time '00:30') at time zone 'Europe/Istanbul' $$;

create or replace function refund_because(p_text text, p_actor jsonb, p_call text) returns jsonb
language sql volatile
as $$ select jsonb_strip_nulls(jsonb_build_object('text', p_text, 'at', public.vezne_now(), 'actor', p_actor, 'call_id', p_call)) $$;

-- One journal of a refund's life: `refund_reserved`, `refund_returned` (reservation undone) or `refund`.
create or replace function post_refund(r refunds, p_kind text, p_journal text, p_ref text) returns void
language plpgsql set search_path = public, pg_temp
as $$
declare
  source text := payable_account(r.merchant_id, r.payment_id);
  debit text := case p_kind when 'refund_reserved' then source else 'refund_clearing' end;
  credit text := case p_kind when 'refund_reserved' then 'refund_clearing' when 'refund_returned' then source
                 else 'provider_receivable:' || r.provider end;
begin
  insert into ledger_accounts (merchant_id, mode, code, currency)
  select r.merchant_id, r.mode, c, r.currency from unnest(array[debit, credit]) c on conflict do nothing;
  insert into journals (merchant_id, id, mode, kind, ref, payment_id, effective_at, created_at)
  values (r.merchant_id, p_journal, r.mode, p_kind, p_ref, r.payment_id, vezne_now(), vezne_now());
  insert into entries (merchant_id, journal_id, leg, mode, account_code, amount, currency)
  values (r.merchant_id, p_journal, 1, r.mode, debit, r.amount, r.currency),
         (r.merchant_id, p_journal, 2, r.mode, credit, -r.amount, r.currency);
end $$;

create or replace function move_refund(r refunds, p_to text, p_because jsonb, p_actor jsonb, p_data jsonb) returns refunds
language plpgsql set search_path = public, pg_temp
as $$
declare
  moved refunds;
  link text;
begin
  update refunds set status = p_to, because = p_because, updated_at = vezne_now(),
      ended_at = case when p_to in ('confirmed', 'rejected', 'withdrawn') then vezne_now() end,
      next_check_at = case when p_to in ('confirmed', 'rejected', 'withdrawn', 'awaiting_approval') then null else next_check_at end
  where merchant_id = r.merchant_id and id = r.id returning * into moved;
  select paylink_id into link from payments where merchant_id = r.merchant_id and id = r.payment_id;
  perform append_audit(r.merchant_id, r.mode, p_actor, 'refund.' || p_to, 'refund', r.id, link, r.payment_id, r.status, p_to,
      jsonb_build_object('amount', r.amount::text, 'kind', r.kind) || coalesce(p_data, '{}'::jsonb));
  perform append_outbox(r.merchant_id, r.mode, 'refund', r.id, '{}');
  perform append_outbox(r.merchant_id, r.mode, 'payment', r.payment_id, '{}');
  perform refresh_escrow(r.merchant_id, r.payment_id);
  return moved;
end $$;

-- Undoes the reservation of a refund that ended without money going back.
create or replace function free_reservation(r refunds, p_journal text) returns void
language plpgsql set search_path = public, pg_temp
as $$
begin
  perform post_refund(r, 'refund_returned', p_journal, r.id);
  update payments set amount_refund_pending = amount_refund_pending - r.amount, updated_at = vezne_now()
  where merchant_id = r.merchant_id and id = r.payment_id;
  perform shift_escrow(r.merchant_id, r.payment_id, r.amount, -r.amount, 0, 0, refund_because('refund_not_made', r.because->'actor', null));
end $$;

create or replace function refund_answer(p_result text, r refunds) returns jsonb
language sql immutable
as $$ select jsonb_build_object('result', p_result, 'refund_id', r.id, 'status', r.status) $$;

-- Whether a refund is what this request asks for: the same id with another wish is refused, never answered silently.
create or replace function is_same_request(r refunds, p jsonb) returns boolean
language sql immutable
as $$ select (r.payment_id, r.mode, r.kind, r.reason, r.requested_by, r.amount_asked, r.batch_id, r.on_device)
        is not distinct from (p->>'payment_id', p->>'mode', p->>'kind', p->>'reason', p->>'user_id', (p->>'amount')::bigint, p->>'batch_id',
          coalesce((p->>'on_device')::boolean, false)) $$;

-- What a refund of this payment would be at this moment: result (ok wrong_state too_much whole_only void_too_late), left, amount, method,
-- scheduled_for. A dry run and the refund itself ask the same function. p_amount null: all that is left.
create or replace function refund_terms(pay payments, p_amount bigint, p_kind text) returns jsonb
language plpgsql volatile set search_path = public, pg_temp
as $$
declare
  -- Of a payment with a delivery to confirm only what is still held can go back: the rest is the seller's.
  left_over bigint := coalesce((select amount_held from escrow_accounts where merchant_id = pay.merchant_id and payment_id = pay.id),
      pay.amount_charged - pay.amount_refunded - pay.amount_refund_pending - charged_back(pay));
  wanted bigint := coalesce(p_amount, left_over);
  same_day boolean := istanbul_day(pay.paid_at) = istanbul_day(vezne_now());
  is_whole boolean := wanted = pay.amount_charged;
begin
  if pay.status not in ('captured', 'partially_refunded') then
    return jsonb_build_object('result', 'wrong_state', 'status', pay.status);
  end if;
  if wanted < 1 or wanted > left_over then return jsonb_build_object('result', 'too_much', 'left', left_over::text); end if;
  -- The phone gives a sale back whole or not at all (docs/providers/paynet.md, soft POS; fault F75).
  if pay.channel = 'pos' and not is_whole then return jsonb_build_object('result', 'whole_only', 'left', left_over::text); end if;
  if p_kind = 'void' and not (same_day and is_whole) then return jsonb_build_object('result', 'void_too_late'); end if;
  return jsonb_build_object('result', 'ok', 'left', left_over::text, 'amount', wanted::text,
      'method', case when same_day and is_whole then 'cancel' else 'refund' end,
      'scheduled_for', case when same_day and not is_whole then next_istanbul_morning(vezne_now()) else vezne_now() end,
      'waits', same_day and not is_whole);
end $$;

-- The sum of the batch a refund says it belongs to; null unless the batch names this payment with this amount, its maker
-- asks, and no other refund of the batch took the payment. The limit is held to the sum (ADR 0010).
create or replace function amount_of_batch(p jsonb, pay payments) returns bigint
language sql stable set search_path = public, pg_temp
as $$
  select b.amount from refund_batches b
  where b.merchant_id = pay.merchant_id and b.id = p->>'batch_id' and b.mode = pay.mode and b.requested_by = p->>'user_id'
    and exists (select 1 from jsonb_array_elements(b.rows->'rows') e
                where e->>'payment_id' = pay.id and e->>'amount' = p->>'amount')
    and not exists (select 1 from refunds r where r.merchant_id = pay.merchant_id and r.batch_id = b.id and r.payment_id = pay.id)
$$;

-- Asks for money to go back and reserves it. Refuses more than is left, whatever else is under way.
-- p: merchant_id, mode, payment_id, kind (refund void), amount (or null: all that is left), reason, actor, user_id,
--    batch_id (or null), on_device (or absent: false), new_refund_id, new_journal_id
-- p_agreed: by terms the payer agreed to, so that no second person is asked; never for a call from outside.
create or replace function reserve_refund(p jsonb, p_agreed boolean) returns jsonb
language plpgsql set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  pay payments;
  r refunds;
  terms jsonb;
  wanted bigint;
  threshold bigint;
  batch_amount bigint := 0;
begin
  perform set_config('app.merchant_id', m, true);
  select * into pay from payments where merchant_id = m and id = p->>'payment_id' and mode = p->>'mode' for update;
  if pay.id is null then return jsonb_build_object('result', 'not_found'); end if;
  -- Below the lock, so that a command repeated while its first run commits sees what that run wrote.
  select * into r from refunds where merchant_id = m and id = p->>'new_refund_id';
  if r.id is not null then return refund_answer(case when is_same_request(r, p) then 'replayed' else 'mismatch' end, r); end if;
  perform 1 from escrow_accounts where merchant_id = m and payment_id = pay.id for update;
  terms := refund_terms(pay, (p->>'amount')::bigint, p->>'kind');
  if terms->>'result' <> 'ok' then return terms; end if;
  if coalesce((p->>'on_device')::boolean, false) and pay.channel <> 'pos' then
    return jsonb_build_object('result', 'wrong_state', 'status', 'not_on_a_phone');
  end if;
  wanted := (terms->>'amount')::bigint;
  select refund_limit into threshold from merchants where merchant_id = m;
  if p->>'batch_id' is not null then
    batch_amount := amount_of_batch(p, pay);
    if batch_amount is null then return jsonb_build_object('result', 'not_in_batch'); end if;
  end if;

  insert into refunds (merchant_id, id, mode, payment_id, provider_account_id, provider, kind, status, because, amount, amount_asked, batch_id, currency,
      method, reason, on_device, requested_by, scheduled_for, provider_transaction_id, next_check_at, check_step, created_at, updated_at)
  values (m, p->>'new_refund_id', pay.mode, pay.id, pay.provider_account_id, pay.provider, p->>'kind', 'requested',
      refund_because('refund_requested', p->'actor', null), wanted, (p->>'amount')::bigint, p->>'batch_id', pay.currency,
      terms->>'method', p->>'reason', coalesce((p->>'on_device')::boolean, false), p->>'user_id', (terms->>'scheduled_for')::timestamptz,
      coalesce(
        (select capture_transaction_id from captures where merchant_id = m and payment_id = pay.id and kind = 'capture' and status = 'confirmed'),
        (select provider_transaction_id from attempts where merchant_id = m and payment_id = pay.id and status = 'captured')),
      null, 0, vezne_now(), vezne_now())
  returning * into r;
  perform post_refund(r, 'refund_reserved', p->>'new_journal_id', r.id);
  update payments set amount_refund_pending = amount_refund_pending + wanted, updated_at = vezne_now() where merchant_id = m and id = pay.id;
  perform shift_escrow(m, pay.id, -wanted, wanted, 0, 0, refund_because('refund_requested', p->'actor', null));
  perform append_audit(m, pay.mode, p->'actor', 'refund.requested', 'refund', r.id, pay.paylink_id, pay.id, null, 'requested',
      jsonb_build_object('amount', wanted::text, 'kind', r.kind, 'reason', r.reason));
  if greatest(wanted, batch_amount) > threshold and not p_agreed then
    r := move_refund(r, 'awaiting_approval', refund_because('above_one_persons_limit', p->'actor', null), p->'actor', null);
  else
    r := schedule_refund(r, p->'actor');
  end if;
  return refund_answer('reserved', r);
end $$;

-- The command itself: the limit always holds.
create or replace function request_refund(p jsonb) returns jsonb
language sql security definer set search_path = public, pg_temp
as $$ select public.reserve_refund(p, false) $$;

-- Ready to go: now, or after midnight where the provider refuses today.
drop function if exists schedule_refund(refunds, jsonb);
create or replace function schedule_refund(r refunds, p_actor jsonb, p_data jsonb default null) returns refunds
language plpgsql set search_path = public, pg_temp
as $$
declare
  later boolean := r.scheduled_for > vezne_now();
  moved refunds;
begin
  moved := move_refund(r, 'scheduled', refund_because(case when later then 'waits_for_next_day' else 'refund_ready' end, p_actor, null), p_actor, p_data);
  update refunds set next_check_at = greatest(scheduled_for, vezne_now()) where merchant_id = r.merchant_id and id = r.id returning * into moved;
  if not later then
    perform enqueue_job('follow-refund', r.id, jsonb_build_object('merchantId', r.merchant_id, 'refundId', r.id));
  end if;
  return moved;
end $$;

-- Second person or second thoughts. p: merchant_id, mode, refund_id, decision (approve reject withdraw), amount (typed, for
-- approve), user_id, actor, command_id, new_journal_id. The same command again is answered as decided.
create or replace function decide_refund(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  r refunds;
  command jsonb := jsonb_build_object('command_id', p->>'command_id');
begin
  perform set_config('app.merchant_id', m, true);
  select * into r from refunds where merchant_id = m and id = p->>'refund_id' and mode = p->>'mode' for update;
  if r.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if exists (select 1 from audit_log where merchant_id = m and payment_id = r.payment_id and subject_id = r.id
               and data->>'command_id' = p->>'command_id') then
    return refund_answer('decided', r);
  end if;
  if p->>'decision' = 'withdraw' then
    if r.status not in ('awaiting_approval', 'scheduled') then return refund_answer('wrong_state', r); end if;
    perform free_reservation(r, p->>'new_journal_id');
    return refund_answer('decided', move_refund(r, 'withdrawn', refund_because('refund_withdrawn', p->'actor', null), p->'actor', command));
  end if;
  if r.status <> 'awaiting_approval' then return refund_answer('wrong_state', r); end if;
  if r.requested_by = p->>'user_id' then return refund_answer('own_request', r); end if;
  update refunds set decided_by = p->>'user_id' where merchant_id = m and id = r.id returning * into r;
  if p->>'decision' = 'reject' then
    perform free_reservation(r, p->>'new_journal_id');
    return refund_answer('decided', move_refund(r, 'rejected', refund_because('second_person_refused', p->'actor', null), p->'actor', command));
  end if;
  if (p->>'amount')::bigint is distinct from r.amount then
    raise exception 'the typed amount is not the amount of the refund' using errcode = 'VZ007';
  end if;
  return refund_answer('decided', schedule_refund(r, p->'actor', command));
end $$;

-- Claims a due refund for sending: exactly one caller gets `send`, and from then on it is never sent again.
-- Decides at this moment whether the provider's cancel or its refund applies.
create or replace function claim_refund(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  r refunds;
  pay payments;
  same_day boolean;
begin
  perform set_config('app.merchant_id', m, true);
  select * into r from refunds where merchant_id = m and id = p->>'refund_id' for update;
  if r.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if r.status <> 'scheduled' then return refund_answer('follow', r); end if;
  select * into pay from payments where merchant_id = m and id = r.payment_id;
  same_day := istanbul_day(pay.paid_at) = istanbul_day(vezne_now());
  if same_day and r.amount < pay.amount_charged then
    update refunds set scheduled_for = next_istanbul_morning(vezne_now()), next_check_at = next_istanbul_morning(vezne_now())
    where merchant_id = m and id = r.id;
    return refund_answer('wait', r);
  end if;
  if r.scheduled_for > vezne_now() then return refund_answer('wait', r); end if;
  update refunds set method = case when same_day then 'cancel' else 'refund' end, sent_at = vezne_now(),
      next_check_at = vezne_now() + interval '1 minute', check_step = 0
  where merchant_id = m and id = r.id returning * into r;
  r := move_refund(r, 'sending', refund_because('refund_being_sent', p->'actor', null), p->'actor', jsonb_build_object('method', r.method));
  return refund_answer('send', r) || jsonb_build_object('full', r.amount = pay.amount_charged, 'amount', r.amount::text,
      'charged', pay.amount_charged::text, 'transaction_id', r.provider_transaction_id,
      -- Today's capture of a pre-authorisation is taken back by the provider's own service for it.
      'takes_capture_back', r.method = 'cancel' and is_capture(m, r.provider_transaction_id));
end $$;

grant select, insert, update on refunds to vezne_ledger;
grant insert on refund_batches to vezne_ledger;
grant update on refunds to vezne_system;
alter function request_refund(jsonb) owner to vezne_ledger;
alter function decide_refund(jsonb) owner to vezne_ledger;
alter function claim_refund(jsonb) owner to vezne_ledger;
create or replace trigger refunds_step before update of status on refunds for each row execute function demand_step('refund');
