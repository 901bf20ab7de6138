-- What people decide about payouts. Several are decided together or not at all; rows are locked in order of their ids.

-- The first reason why one of the named payouts cannot take this step, or null.
-- p_from: the statuses the step leaves; p_user: who must not have asked for it.
create or replace function payouts_refusal(p_merchant text, p_mode text, p_ids text[], p_from text[], p_user text) returns jsonb
language plpgsql set search_path = public, pg_temp
as $$
declare
  o payouts;
  found int := 0;
begin
  for o in select * from payouts where merchant_id = p_merchant and mode = p_mode and id = any (p_ids) order by id for update loop
    found := found + 1;
    if o.status <> all (p_from) then return jsonb_build_object('result', 'wrong_state', 'payout_id', o.id, 'status', o.status); end if;
    if o.requested_by = p_user then return jsonb_build_object('result', 'own_request', 'payout_id', o.id); end if;
    if payout_is_disputed(o) then return jsonb_build_object('result', 'disputed', 'payout_id', o.id); end if;
    if provider_pays(p_merchant, o.escrow_id) then return jsonb_build_object('result', 'provider_pays', 'payout_id', o.id); end if;
  end loop;
  return case when found < cardinality(p_ids) then jsonb_build_object('result', 'not_found') end;
end $$;

create or replace function payout_ids(p jsonb) returns text[]
language sql immutable
as $$ select array(select distinct jsonb_array_elements_text(case jsonb_typeof(p->'ids') when 'array' then p->'ids' else '[]' end) order by 1) $$;

-- One person names what is to be paid out and how. The same command again changes nothing.
-- p: merchant_id, mode, ids, way (file provider), user_id, actor, command_id
create or replace function request_payouts(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  ids text[] := payout_ids(p);
  o payouts;
  refused jsonb;
begin
  perform set_config('app.merchant_id', m, true);
  if exists (select 1 from audit_log where merchant_id = m and action = 'payout.awaiting_approval' and subject_id = any (ids)
               and payment_id in (select payment_id from payouts where merchant_id = m and id = any (ids))
               and data->>'command_id' = p->>'command_id') then
    return jsonb_build_object('result', 'replayed');
  end if;
  refused := payouts_refusal(m, p->>'mode', ids, array['waiting', 'failed', 'withdrawn'], null);
  if refused is not null then return refused; end if;
  for o in select * from payouts where merchant_id = m and id = any (ids) order by id loop
    if o.ready_at > vezne_now() then return jsonb_build_object('result', 'too_early', 'payout_id', o.id, 'ready_at', o.ready_at); end if;
    if (select status from escrow_releases where merchant_id = m and id = o.release_id) <> 'applied' then
      return jsonb_build_object('result', 'wrong_state', 'payout_id', o.id, 'status', 'release_undone');
    end if;
  end loop;
  for o in select * from payouts where merchant_id = m and id = any (ids) order by id loop
    update payouts set way = p->>'way', round = round + 1, requested_by = p->>'user_id', decided_by = null, batch_id = null, bank_reference = null,
        provider_payout_id = null, absent_answers = 0, absent_since = null, sent_at = null, check_step = 0,
        provider_reference = case p->>'way' when 'provider' then o.id || '-' || (o.round + 1) end,
        provider_account_id = case p->>'way' when 'provider' then (select provider_account_id from payments where merchant_id = m and id = o.payment_id) end
    where merchant_id = m and id = o.id returning * into o;
    perform move_payout(o, 'awaiting_approval', escrow_because('payout_asked_for', p->'actor'),
        jsonb_build_object('command_id', p->>'command_id', 'way', o.way, 'round', o.round));
  end loop;
  return jsonb_build_object('result', 'applied');
end $$;

-- Another person approves, with the sum of all of them typed. From here the money is on its way in the books.
-- p: merchant_id, mode, ids, amount, user_id, actor, command_id, new_journal_id
create or replace function approve_payouts(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  ids text[] := payout_ids(p);
  o payouts;
  refused jsonb;
  total bigint;
  place int := 0;
begin
  perform set_config('app.merchant_id', m, true);
  if exists (select 1 from audit_log where merchant_id = m and action = 'payout.approved' and subject_id = any (ids)
               and payment_id in (select payment_id from payouts where merchant_id = m and id = any (ids))
               and data->>'command_id' = p->>'command_id') then
    return jsonb_build_object('result', 'replayed');
  end if;
  refused := payouts_refusal(m, p->>'mode', ids, array['awaiting_approval'], p->>'user_id');
  if refused is not null then return refused; end if;
  select sum(amount) into total from payouts where merchant_id = m and id = any (ids);
  if total is distinct from (p->>'amount')::bigint then return jsonb_build_object('result', 'total_changed', 'total', total::text); end if;
  for o in select * from payouts where merchant_id = m and id = any (ids) order by id loop
    place := place + 1;
    update payouts set decided_by = p->>'user_id', next_check_at = case when way = 'provider' then vezne_now() end
    where merchant_id = m and id = o.id returning * into o;
    perform post_payout(o, 'payout_on_way', nth_journal(p->>'new_journal_id', place));
    o := move_payout(o, 'approved', escrow_because('payout_second_person_approved', p->'actor'), jsonb_build_object('command_id', p->>'command_id'));
    if o.way = 'provider' then
      perform enqueue_job('follow-payout', o.id, jsonb_build_object('merchantId', m, 'payoutId', o.id));
    end if;
  end loop;
  return jsonb_build_object('result', 'applied');
end $$;

-- Takes one back before it left. p: merchant_id, mode, id, user_id, actor, command_id, new_journal_id
create or replace function withdraw_payout(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  o payouts;
begin
  perform set_config('app.merchant_id', m, true);
  select * into o from payouts where merchant_id = m and id = p->>'id' and mode = p->>'mode' for update;
  if o.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if exists (select 1 from audit_log where merchant_id = m and payment_id = o.payment_id and subject_id = o.id
               and data->>'command_id' = p->>'command_id') then
    return jsonb_build_object('result', 'replayed');
  end if;
  if o.status not in ('awaiting_approval', 'approved') then
    return jsonb_build_object('result', 'wrong_state', 'payout_id', o.id, 'status', o.status);
  end if;
  if o.status = 'approved' then perform post_payout(o, 'payout_home', p->>'new_journal_id'); end if;
  perform move_payout(o, 'withdrawn', escrow_because('payout_withdrawn', p->'actor'), jsonb_build_object('command_id', p->>'command_id'));
  return jsonb_build_object('result', 'applied');
end $$;

-- One file of what is approved for the bank; a payout is in one file a round. ids null: everything approved for a file.
-- p: merchant_id, mode, ids (or null), new_batch_id, user_id, actor
create or replace function export_payouts(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  ids text[] := payout_ids(p);
  batch text := p->>'new_batch_id';
  o payouts;
  refused jsonb;
begin
  perform set_config('app.merchant_id', m, true);
  if exists (select 1 from payout_batches where merchant_id = m and id = batch) then
    return jsonb_build_object('result', 'replayed', 'batch_id', batch);
  end if;
  if p->'ids' = 'null'::jsonb then
    ids := array(select q.id from payouts q where q.merchant_id = m and q.mode = p->>'mode' and q.status = 'approved' and q.way = 'file'
                   and not payout_is_disputed(q) order by q.id limit 500);
  end if;
  if cardinality(ids) = 0 then return jsonb_build_object('result', 'nothing'); end if;
  refused := payouts_refusal(m, p->>'mode', ids, array['approved'], null);
  if refused is not null then return refused; end if;
  if exists (select 1 from payouts where merchant_id = m and id = any (ids) and way <> 'file') then
    return jsonb_build_object('result', 'other_way');
  end if;
  insert into payout_batches (merchant_id, id, mode, rows, amount, currency, made_by, created_at)
  select m, batch, p->>'mode', jsonb_agg(jsonb_build_object('payout_id', q.id, 'round', q.round, 'name', q.beneficiary_name, 'iban', q.iban,
      'amount', q.amount::text, 'text', coalesce(y.reference_no, q.id)) order by q.id), sum(q.amount), 'TRY', p->>'user_id', vezne_now()
  from payouts q join payments y on y.merchant_id = q.merchant_id and y.id = q.payment_id where q.merchant_id = m and q.id = any (ids);
  for o in update payouts set batch_id = batch where merchant_id = m and id = any (ids) returning * loop
    perform move_payout(o, 'exported', escrow_because('payout_in_bank_file', p->'actor'), jsonb_build_object('batch_id', batch));
  end loop;
  return jsonb_build_object('result', 'applied', 'batch_id', batch);
end $$;

-- What the bank did with a row of a file, as a person read it. p: merchant_id, mode, id, outcome (paid failed), reference (or null),
-- user_id, actor, command_id, new_journal_id
create or replace function mark_payout(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  o payouts;
begin
  perform set_config('app.merchant_id', m, true);
  select * into o from payouts where merchant_id = m and id = p->>'id' and mode = p->>'mode' for update;
  if o.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if exists (select 1 from audit_log where merchant_id = m and payment_id = o.payment_id and subject_id = o.id
               and data->>'command_id' = p->>'command_id') then
    return jsonb_build_object('result', 'replayed');
  end if;
  -- By a file, or by the provider's own payment after its approval.
  if o.status <> 'exported' and (o.status, o.way) is distinct from ('sent', 'approval') then return jsonb_build_object('result', 'wrong_state', 'payout_id', o.id, 'status', o.status); end if;
  update payouts set bank_reference = p->>'reference' where merchant_id = m and id = o.id returning * into o;
  perform post_payout(o, case p->>'outcome' when 'paid' then 'payout_out' else 'payout_home' end, p->>'new_journal_id');
  perform move_payout(o, p->>'outcome', escrow_because(case p->>'outcome' when 'paid' then 'payout_bank_paid' else 'payout_bank_refused' end, p->'actor'),
      jsonb_strip_nulls(jsonb_build_object('command_id', p->>'command_id', 'reference', p->>'reference')));
  return jsonb_build_object('result', 'applied');
end $$;

alter function request_payouts(jsonb) owner to vezne_ledger;
alter function approve_payouts(jsonb) owner to vezne_ledger;
alter function withdraw_payout(jsonb) owner to vezne_ledger;
alter function export_payouts(jsonb) owner to vezne_ledger;
alter function mark_payout(jsonb) owner to vezne_ledger;
