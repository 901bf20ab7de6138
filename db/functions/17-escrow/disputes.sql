-- Disputes stop every clock of an account; chargebacks also book what the card's bank took back, from held money first,
-- and what the merchant already has becomes what it owes. Nothing is ever edited: a chargeback won is a second journal.

create or replace function move_dispute(d disputes, p_to text, p_because jsonb, p_data jsonb) returns disputes
language plpgsql set search_path = public, pg_temp
as $$
declare
  moved disputes;
begin
  update disputes set status = p_to, because = p_because, outcome = coalesce(p_data->>'outcome', outcome), updated_at = vezne_now(),
      ended_at = vezne_now() where merchant_id = d.merchant_id and id = d.id returning * into moved;
  perform append_audit(d.merchant_id, d.mode, p_because->'actor', 'dispute.' || p_to, 'dispute', d.id, null, d.payment_id, d.status, p_to,
      jsonb_build_object('amount', d.amount::text, 'kind', d.kind) || coalesce(p_data, '{}'::jsonb));
  perform append_outbox(d.merchant_id, d.mode, 'dispute', d.id, '{}');
  return moved;
end $$;

create or replace function insert_dispute(p jsonb, pay payments, p_escrow text, p_amount bigint, p_held bigint, p_released bigint) returns disputes
language plpgsql set search_path = public, pg_temp
as $$
declare
  d disputes;
begin
  insert into disputes (merchant_id, id, mode, payment_id, escrow_id, kind, status, because, reason, amount, from_held, from_released, currency,
      provider_reference, deadline_at, owner_id, opened_by, created_at, updated_at)
  values (pay.merchant_id, p->>'new_dispute_id', pay.mode, pay.id, p_escrow, p->>'kind', 'open', escrow_because('dispute_opened', p->'actor'),
      p->>'reason', p_amount, p_held, p_released, pay.currency, p->>'provider_reference', (p->>'deadline_at')::timestamptz, p->>'owner_id',
      p->'actor', vezne_now(), vezne_now())
  returning * into d;
  perform append_audit(d.merchant_id, d.mode, p->'actor', 'dispute.opened', 'dispute', d.id, null, pay.id, null, 'open',
      jsonb_build_object('amount', p_amount::text, 'kind', d.kind, 'reason', d.reason));
  perform append_outbox(d.merchant_id, d.mode, 'dispute', d.id, '{}');
  return d;
end $$;

-- The buyer or our staff object. p: merchant_id, mode, escrow_id, kind (buyer staff), reason, actor, owner_id (or null), new_dispute_id
create or replace function open_dispute(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  e escrow_accounts;
  pay payments;
  d disputes;
begin
  perform set_config('app.merchant_id', m, true);
  perform hold_payment_of(m, p->>'escrow_id');
  select * into e from escrow_accounts where merchant_id = m and id = p->>'escrow_id' and mode = p->>'mode' for update;
  if e.id is null then return jsonb_build_object('result', 'not_found'); end if;
  select * into d from disputes where merchant_id = m and id = p->>'new_dispute_id';
  if d.id is not null then return jsonb_build_object('result', 'replayed', 'dispute_id', d.id); end if;
  if e.paused_at is not null then
    return jsonb_build_object('result', 'already_open', 'dispute_id',
      (select id from disputes where merchant_id = m and escrow_id = e.id and status = 'open' and kind <> 'chargeback'));
  end if;
  if e.status not in ('held', 'released') then return jsonb_build_object('result', 'wrong_state', 'status', e.status); end if;
  select * into pay from payments where merchant_id = m and id = e.payment_id;
  d := insert_dispute(p, pay, e.id, e.amount_held + e.amount_pending + e.amount_released, e.amount_held, e.amount_released);
  update escrow_accounts set paused_at = vezne_now() where merchant_id = m and id = e.id returning * into e;
  perform settle_escrow(e, e.status, 'escrow.disputed', escrow_because('dispute_opened', p->'actor'), jsonb_build_object('dispute_id', d.id));
  return jsonb_build_object('result', 'applied', 'dispute_id', d.id);
end $$;

-- The clocks go on with what was left of them, once nothing is open any more.
create or replace function resume_clocks(p_merchant text, p_escrow text) returns escrow_accounts
language plpgsql set search_path = public, pg_temp
as $$
declare
  e escrow_accounts;
begin
  update escrow_accounts a set paused_at = null, auto_release_at = auto_release_at + (vezne_now() - paused_at),
      ship_by = ship_by + (vezne_now() - paused_at)
  where merchant_id = p_merchant and id = p_escrow and paused_at is not null
    and not exists (select 1 from disputes d where d.merchant_id = a.merchant_id and d.payment_id = a.payment_id and d.status = 'open');
  select * into e from escrow_accounts where merchant_id = p_merchant and id = p_escrow;
  return e;
end $$;

-- Ends a dispute. The clocks go on with what was left of them; `refund` asks for everything held to go back, under the
-- ordinary rules. p: merchant_id, mode, escrow_id, outcome (release refund withdrawn), note, actor, user_id, new_refund_id, new_journal_id
create or replace function resolve_dispute(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  owner_payment text;
  e escrow_accounts;
  d disputes;
  refund jsonb;
begin
  perform set_config('app.merchant_id', m, true);
  select payment_id into owner_payment from escrow_accounts where merchant_id = m and id = p->>'escrow_id' and mode = p->>'mode';
  -- Payment first, as refunds take their locks.
  perform 1 from payments where merchant_id = m and id = owner_payment for update;
  select * into e from escrow_accounts where merchant_id = m and id = p->>'escrow_id' and mode = p->>'mode' for update;
  if e.id is null then return jsonb_build_object('result', 'not_found'); end if;
  select * into d from disputes where merchant_id = m and escrow_id = e.id and status = 'open' and kind <> 'chargeback';
  if d.id is null then return jsonb_build_object('result', 'not_open'); end if;
  if p->>'outcome' = 'refund' and e.amount_held > 0 then
    refund := reserve_refund(jsonb_build_object('merchant_id', m, 'mode', e.mode, 'payment_id', e.payment_id, 'kind', 'refund', 'amount', e.amount_held::text,
        'reason', p->>'note', 'actor', p->'actor', 'user_id', p->>'user_id', 'new_refund_id', p->>'new_refund_id', 'new_journal_id', p->>'new_journal_id'), false);
    if refund->>'result' not in ('reserved', 'replayed') then return jsonb_build_object('result', 'refund_refused', 'refund', refund); end if;
  end if;
  perform move_dispute(d, case p->>'outcome' when 'release' then 'won' when 'refund' then 'lost' else 'withdrawn' end,
      escrow_because('dispute_resolved', p->'actor'), jsonb_build_object('outcome', p->>'outcome', 'note', p->>'note'));
  e := resume_clocks(m, e.id);
  perform settle_escrow(e, e.status, 'escrow.dispute_resolved', escrow_because('dispute_resolved', p->'actor'),
      jsonb_build_object('dispute_id', d.id, 'outcome', p->>'outcome'));
  return jsonb_build_object('result', 'applied', 'dispute_id', d.id, 'refund', refund);
end $$;

create or replace function post_chargeback(d disputes, p_provider text, p_kind text, p_sign int, p_journal text) returns void
language plpgsql set search_path = public, pg_temp
as $$
begin
  insert into ledger_accounts (merchant_id, mode, code, currency)
  select d.merchant_id, d.mode, c, d.currency from unnest(array['escrow_liability', 'chargeback_receivable', 'provider_receivable:' || p_provider]) c on conflict do nothing;
  insert into journals (merchant_id, id, mode, kind, ref, payment_id, effective_at, created_at)
  values (d.merchant_id, p_journal, d.mode, p_kind, d.id, d.payment_id, vezne_now(), vezne_now());
  insert into entries (merchant_id, journal_id, leg, mode, account_code, amount, currency)
  select d.merchant_id, p_journal, v.leg, d.mode, v.code, v.amount * p_sign, d.currency
  from (values (1, 'escrow_liability', d.from_held), (2, 'chargeback_receivable', d.from_released),
               (3, 'provider_receivable:' || p_provider, -d.amount)) v(leg, code, amount)
  where v.amount <> 0;
end $$;

-- What the card's bank took back of a payment and has not given up.
create or replace function charged_back(pay payments) returns bigint
language sql stable set search_path = public, pg_temp
as $$ select coalesce(sum(amount), 0)::bigint from disputes
      where merchant_id = pay.merchant_id and payment_id = pay.id and kind = 'chargeback' and status in ('open', 'lost') $$;

-- The card's bank took money back. p: merchant_id, mode, payment_id, amount (or null: what is left of the payment), reason,
-- provider_reference, deadline_at, actor, owner_id, new_dispute_id, new_journal_id
create or replace function open_chargeback(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  pay payments;
  e escrow_accounts;
  d disputes;
  wanted bigint;
  left_over bigint;
  held bigint;
begin
  perform set_config('app.merchant_id', m, true);
  select * into pay from payments where merchant_id = m and id = p->>'payment_id' and mode = p->>'mode' for update;
  if pay.id is null then return jsonb_build_object('result', 'not_found'); end if;
  select * into d from disputes where merchant_id = m and (id = p->>'new_dispute_id' or (mode = pay.mode and provider_reference = p->>'provider_reference'));
  if d.id is not null then return jsonb_build_object('result', 'replayed', 'dispute_id', d.id); end if;
  if pay.status not in ('captured', 'partially_refunded') then return jsonb_build_object('result', 'wrong_state', 'status', pay.status); end if;
  left_over := pay.amount_charged - pay.amount_refunded - pay.amount_refund_pending - charged_back(pay);
  wanted := coalesce((p->>'amount')::bigint, left_over);
  if wanted < 1 or wanted > left_over then return jsonb_build_object('result', 'too_much', 'left', left_over::text); end if;
  select * into e from escrow_accounts where merchant_id = m and payment_id = pay.id for update;
  if e.id is not null then
    -- What waited for a second person is free again and then frozen with the rest.
    perform free_open_releases(e, p->'actor');
    select * into e from escrow_accounts where merchant_id = m and id = e.id;
  end if;
  held := least(wanted, coalesce(e.amount_held, 0));
  d := insert_dispute(p || '{"kind":"chargeback"}', pay, e.id, wanted, held, wanted - held);
  perform post_chargeback(d, pay.provider, 'chargeback', 1, p->>'new_journal_id');
  update payments set status = 'disputed', because = escrow_because('chargeback_opened', p->'actor'), updated_at = vezne_now() where merchant_id = m and id = pay.id;
  perform append_audit(m, pay.mode, p->'actor', 'payment.disputed', 'payment', pay.id, pay.paylink_id, pay.id, pay.status, 'disputed',
      jsonb_build_object('amount', wanted::text, 'dispute_id', d.id));
  perform append_outbox(m, pay.mode, 'payment', pay.id, '{}');
  -- Frozen as a whole, whatever part the bank took (fault F64).
  update escrow_accounts set paused_at = coalesce(paused_at, vezne_now()) where merchant_id = m and id = e.id;
  perform shift_escrow(m, pay.id, -held, held, 0, 0, escrow_because('chargeback_opened', p->'actor'));
  return jsonb_build_object('result', 'applied', 'dispute_id', d.id);
end $$;

create or replace function free_open_releases(e escrow_accounts, p_actor jsonb) returns void
language plpgsql set search_path = public, pg_temp
as $$
declare
  r escrow_releases;
begin
  for r in select * from escrow_releases where merchant_id = e.merchant_id and escrow_id = e.id and status = 'awaiting_approval' loop
    perform move_release(r, 'withdrawn', escrow_because('chargeback_opened', p_actor), e.payment_id, null);
    perform shift_escrow(e.merchant_id, e.payment_id, r.amount, -r.amount, 0, 0, escrow_because('release_not_made', p_actor));
  end loop;
end $$;

-- How a chargeback ended. p: merchant_id, mode, dispute_id, outcome (won lost), note, actor, new_journal_id
create or replace function settle_chargeback(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  d disputes;
  pay payments;
  target text;
begin
  perform set_config('app.merchant_id', m, true);
  select * into d from disputes where merchant_id = m and id = p->>'dispute_id' and mode = p->>'mode' and kind = 'chargeback';
  if d.id is null then return jsonb_build_object('result', 'not_found'); end if;
  select * into pay from payments where merchant_id = m and id = d.payment_id for update;
  perform 1 from escrow_accounts where merchant_id = m and payment_id = pay.id for update;
  select * into d from disputes where merchant_id = m and id = d.id for update;
  if d.status <> 'open' then
    return jsonb_build_object('result', case when d.status = p->>'outcome' then 'replayed' else 'wrong_state' end, 'status', d.status);
  end if;
  d := move_dispute(d, p->>'outcome', escrow_because('chargeback_' || (p->>'outcome'), p->'actor'), jsonb_build_object('outcome', p->>'outcome', 'note', p->>'note'));
  if d.status = 'won' then perform post_chargeback(d, pay.provider, 'chargeback_won', -1, p->>'new_journal_id'); end if;
  -- Lost as a whole it stays disputed; what is left of a part goes on as before, also when a refund that is under way has
  -- reserved it: refused, it is there to be given back again. A payment that an older refund took out of "disputed" stays.
  if pay.status = 'disputed' and (pay.amount_charged - pay.amount_refunded - charged_back(pay) > 0 or d.status = 'won') then
    target := case when pay.amount_refunded > 0 then 'partially_refunded' else 'captured' end;
    update payments set status = target, because = d.because, updated_at = vezne_now() where merchant_id = m and id = pay.id;
    perform append_audit(m, pay.mode, p->'actor', 'payment.' || target || '_again', 'payment', pay.id, pay.paylink_id, pay.id, 'disputed', target, jsonb_build_object('dispute_id', d.id));
    perform append_outbox(m, pay.mode, 'payment', pay.id, '{}');
  end if;
  perform resume_clocks(m, d.escrow_id);
  perform shift_escrow(m, pay.id, case d.status when 'won' then d.from_held else 0 end, -d.from_held, 0,
      case d.status when 'lost' then d.from_held else 0 end, d.because);
  return jsonb_build_object('result', 'applied', 'dispute_id', d.id);
end $$;

-- Who looks after a dispute and by when. p: merchant_id, mode, dispute_id, owner_id, deadline_at, actor
create or replace function assign_dispute(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  d disputes;
begin
  perform set_config('app.merchant_id', m, true);
  update disputes set owner_id = p->>'owner_id', deadline_at = (p->>'deadline_at')::timestamptz, updated_at = vezne_now()
  where merchant_id = m and id = p->>'dispute_id' and mode = p->>'mode' and status = 'open' returning * into d;
  if d.id is null then return jsonb_build_object('result', 'not_found'); end if;
  perform append_audit(m, d.mode, p->'actor', 'dispute.assigned', 'dispute', d.id, null, d.payment_id, 'open', 'open',
      jsonb_build_object('owner_id', d.owner_id, 'deadline_at', d.deadline_at));
  perform append_outbox(m, d.mode, 'dispute', d.id, '{}');
  return jsonb_build_object('result', 'applied');
end $$;

create or replace trigger disputes_step before update of status on disputes for each row execute function demand_step('dispute');
alter function open_dispute(jsonb) owner to vezne_ledger;
alter function resolve_dispute(jsonb) owner to vezne_ledger;
alter function open_chargeback(jsonb) owner to vezne_ledger;
alter function settle_chargeback(jsonb) owner to vezne_ledger;
alter function assign_dispute(jsonb) owner to vezne_ledger;
