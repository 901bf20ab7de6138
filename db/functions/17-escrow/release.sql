-- Giving held money to the seller: asked for with a reason, above the limit or without proof of delivery seen by a second
-- person, booked once, and for ten minutes it can be taken back. Amounts are minor units as text.

-- Of everything released so far plus this, the beneficiary's share by the frozen split; the last release takes the rounding.
create or replace function beneficiary_part(e escrow_accounts, p_amount bigint) returns bigint
language plpgsql stable set search_path = public, pg_temp
as $$
declare
  whole bigint;
  own bigint;
  given bigint;
begin
  if e.terms->'beneficiary' is null or e.terms->'beneficiary' = 'null'::jsonb then return 0; end if;
  select coalesce(sum((s->>'amount')::bigint), 0), coalesce(sum((s->>'amount')::bigint) filter (where s->>'kind' in ('service_fee', 'commission')), 0)
  into whole, own from jsonb_array_elements(coalesce(e.terms->'split', '[]'::jsonb)) s;
  if whole = 0 or own = 0 then return p_amount; end if;
  select coalesce(sum(amount_beneficiary), 0) into given from escrow_releases where merchant_id = e.merchant_id and escrow_id = e.id and status = 'applied';
  return least(p_amount, greatest(0, div((e.amount_released + p_amount)::numeric * (whole - own), whole)::bigint - given));
end $$;

-- One journal of a release: p_sign 1 gives, -1 takes back with a journal of its own.
create or replace function post_release(r escrow_releases, e escrow_accounts, p_kind text, p_sign int, p_journal text) returns void
language plpgsql set search_path = public, pg_temp
as $$
begin
  insert into ledger_accounts (merchant_id, mode, code, currency)
  select r.merchant_id, r.mode, c, r.currency from unnest(array['escrow_liability', 'merchant_payable', 'beneficiary_payable']) c on conflict do nothing;
  insert into journals (merchant_id, id, mode, kind, ref, payment_id, effective_at, created_at)
  values (r.merchant_id, p_journal, r.mode, p_kind, r.id, e.payment_id, vezne_now(), vezne_now());
  insert into entries (merchant_id, journal_id, leg, mode, account_code, amount, currency)
  select r.merchant_id, p_journal, v.leg, r.mode, v.code, v.amount * p_sign, r.currency
  from (values (1, 'escrow_liability', r.amount), (2, 'merchant_payable', r.amount_beneficiary - r.amount),
               (3, 'beneficiary_payable', -r.amount_beneficiary)) v(leg, code, amount)
  where v.amount <> 0;
end $$;

create or replace function move_release(r escrow_releases, p_to text, p_because jsonb, p_payment text, p_data jsonb) returns escrow_releases
language plpgsql set search_path = public, pg_temp
as $$
declare
  moved escrow_releases;
begin
  update escrow_releases set status = p_to, because = p_because, updated_at = vezne_now(),
      ended_at = case when p_to in ('rejected', 'withdrawn', 'undone') then vezne_now() end
  where merchant_id = r.merchant_id and id = r.id returning * into moved;
  perform append_audit(r.merchant_id, r.mode, p_because->'actor', 'release.' || p_to, 'release', r.id, null, p_payment, r.status, p_to,
      jsonb_build_object('amount', r.amount::text, 'escrow_id', r.escrow_id) || coalesce(p_data, '{}'::jsonb));
  return moved;
end $$;

-- Books the release. p_from: 'pending' when it was reserved for a second person, 'held' when one person was enough.
create or replace function apply_release(r escrow_releases, e escrow_accounts, p_from text, p_because jsonb, p_journal text, p_data jsonb) returns escrow_releases
language plpgsql set search_path = public, pg_temp
as $$
declare
  applied escrow_releases;
begin
  update escrow_releases set amount_beneficiary = beneficiary_part(e, r.amount), applied_at = vezne_now(),
      undo_until = vezne_now() + interval '10 minutes' where merchant_id = r.merchant_id and id = r.id returning * into applied;
  perform post_release(applied, e, 'release', 1, p_journal);
  applied := move_release(applied, 'applied', p_because, e.payment_id, p_data);
  perform shift_escrow(e.merchant_id, e.payment_id, case p_from when 'held' then -r.amount else 0 end,
      case p_from when 'pending' then -r.amount else 0 end, r.amount, 0, escrow_because('escrow_released', p_because->'actor'));
  return applied;
end $$;

create or replace function release_answer(p_result text, r escrow_releases) returns jsonb
language sql immutable
as $$ select jsonb_build_object('result', p_result, 'release_id', r.id, 'status', r.status) $$;

-- Who last asked for this account's money, for those who came a moment later (fault F55).
create or replace function last_release_of(e escrow_accounts) returns jsonb
language sql stable set search_path = public, pg_temp
as $$
  select jsonb_build_object('by', r.requested_by, 'at', r.created_at) from escrow_releases r
  where r.merchant_id = e.merchant_id and r.escrow_id = e.id and r.status in ('awaiting_approval', 'applied') order by r.created_at desc limit 1
$$;

-- Why nothing of this account can be released now, or null.
create or replace function release_refusal(e escrow_accounts, p_amount bigint) returns jsonb
language sql stable set search_path = public, pg_temp
as $$
  select case
    when e.status <> 'held' then jsonb_build_object('result', 'wrong_state', 'status', e.status, 'last', last_release_of(e))
    when e.paused_at is not null then jsonb_build_object('result', 'disputed')
    when p_amount is null and e.amount_held = 0 or p_amount > e.amount_held or p_amount < 1 then
      jsonb_build_object('result', 'too_much', 'left', e.amount_held::text, 'last', last_release_of(e)) end
$$;

-- Money the merchant already used was taken back by a bank: until it is settled, every release is seen by two.
create or replace function owes_chargeback(p_merchant text, p_mode text) returns boolean
language sql stable set search_path = public, pg_temp
as $$ select exists (select 1 from disputes where merchant_id = p_merchant and mode = p_mode and kind = 'chargeback'
        and from_released > 0 and status in ('open', 'lost')) $$;

create or replace function batch_of_release(p jsonb, e escrow_accounts) returns release_batches
language sql stable set search_path = public, pg_temp
as $$
  select b.* from release_batches b
  where b.merchant_id = e.merchant_id and b.id = p->>'batch_id' and b.mode = e.mode and b.requested_by = p->>'user_id'
    and b.evidence_class = e.evidence_class
    and exists (select 1 from jsonb_array_elements(b.rows) w where w->>'escrow_id' = e.id and w->>'amount' = p->>'amount')
    and not exists (select 1 from escrow_releases r where r.merchant_id = e.merchant_id and r.batch_id = b.id and r.escrow_id = e.id)
$$;

-- Asks for held money to be released; books it at once where one person is enough.
-- p: merchant_id, mode, escrow_id, amount (or null: all that is held), note, actor, user_id, batch_id (or null),
--    new_release_id, new_journal_id
create or replace function request_release(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  e escrow_accounts;
  r escrow_releases;
  b release_batches;
  refused jsonb;
  wanted bigint := (p->>'amount')::bigint;
  why text;
begin
  perform set_config('app.merchant_id', m, true);
  perform hold_payment_of(m, p->>'escrow_id');
  select * into e from escrow_accounts where merchant_id = m and id = p->>'escrow_id' and mode = p->>'mode' for update;
  if e.id is null then return jsonb_build_object('result', 'not_found'); end if;
  select * into r from escrow_releases where merchant_id = m and id = p->>'new_release_id';
  if r.id is not null then
    return release_answer(case when (r.escrow_id, r.note, r.requested_by, r.amount_asked, r.batch_id)
      is not distinct from (e.id, p->>'note', p->>'user_id', wanted, p->>'batch_id') then 'replayed' else 'mismatch' end, r);
  end if;
  refused := release_refusal(e, wanted);
  if refused is not null then return refused; end if;
  wanted := coalesce(wanted, e.amount_held);
  if p->>'batch_id' is not null then
    b := batch_of_release(p, e);
    if b.id is null then return jsonb_build_object('result', 'not_in_batch'); end if;
  end if;
  -- Parts of one account do not slip under the limit one by one.
  why := case when greatest(b.amount, wanted + (select coalesce(sum(amount), 0) from escrow_releases
                where merchant_id = m and escrow_id = e.id and status = 'applied' and decided_by is null and requested_by <> 'system'))
              > (select release_limit from merchants where merchant_id = m) then 'release_above_limit'
         when e.delivered_at is null then 'no_proof_of_delivery'
         when owes_chargeback(m, e.mode) then 'merchant_owes_chargeback' end;
  insert into escrow_releases (merchant_id, id, mode, escrow_id, status, because, amount, amount_asked, currency, note, batch_id, snapshot,
      requested_by, amount_beneficiary, created_at, updated_at)
  values (m, p->>'new_release_id', e.mode, e.id, 'requested', escrow_because('release_requested', p->'actor'), wanted, (p->>'amount')::bigint,
      e.currency, p->>'note', p->>'batch_id', escrow_snapshot(e), p->>'user_id', 0, vezne_now(), vezne_now())
  returning * into r;
  perform append_audit(m, e.mode, p->'actor', 'release.requested', 'release', r.id, null, e.payment_id, null, 'requested',
      jsonb_build_object('amount', wanted::text, 'note', r.note, 'escrow_id', e.id));
  if why is null then
    return release_answer('applied', apply_release(r, e, 'held', escrow_because('one_person_is_enough', p->'actor'), p->>'new_journal_id', null));
  end if;
  r := move_release(r, 'awaiting_approval', escrow_because(why, p->'actor'), e.payment_id, null);
  perform shift_escrow(m, e.payment_id, -wanted, wanted, 0, 0, escrow_because('release_requested', p->'actor'));
  return release_answer('awaiting', r);
end $$;

-- Second person, second thoughts, or ten minutes' grace. p: merchant_id, mode, release_id, decision (approve reject withdraw undo),
-- amount (typed, for approve), seen_version (what the approver looked at, or null), note (or null), user_id, actor, command_id, new_journal_id.
create or replace function decide_release(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  e escrow_accounts;
  r escrow_releases;
  command jsonb := jsonb_strip_nulls(jsonb_build_object('command_id', p->>'command_id', 'note', p->>'note'));
begin
  perform set_config('app.merchant_id', m, true);
  perform hold_payment_of(m, (select escrow_id from escrow_releases where merchant_id = m and id = p->>'release_id'));
  select a.* into e from escrow_accounts a join escrow_releases x on x.merchant_id = a.merchant_id and x.escrow_id = a.id
  where x.merchant_id = m and x.id = p->>'release_id' and x.mode = p->>'mode' for update of a;
  if e.id is null then return jsonb_build_object('result', 'not_found'); end if;
  select * into r from escrow_releases where merchant_id = m and id = p->>'release_id' for update;
  if exists (select 1 from audit_log where merchant_id = m and payment_id = e.payment_id and subject_id = r.id
               and data->>'command_id' = p->>'command_id') then
    return release_answer('decided', r);
  end if;
  if p->>'decision' = 'undo' then return undo_release(p, e, r, command); end if;
  if r.status <> 'awaiting_approval' then return release_answer('wrong_state', r); end if;
  if p->>'decision' in ('approve', 'reject') and r.requested_by = p->>'user_id' then return release_answer('own_request', r); end if;
  if p->>'decision' in ('withdraw', 'reject') then
    if p->>'decision' = 'reject' then
      update escrow_releases set decided_by = p->>'user_id' where merchant_id = m and id = r.id returning * into r;
    end if;
    r := move_release(r, case p->>'decision' when 'reject' then 'rejected' else 'withdrawn' end,
        escrow_because(case p->>'decision' when 'reject' then 'second_person_refused_release' else 'release_withdrawn' end, p->'actor'), e.payment_id, command);
    perform shift_escrow(m, e.payment_id, r.amount, -r.amount, 0, 0, escrow_because('release_not_made', p->'actor'));
    return release_answer('decided', r);
  end if;
  if e.paused_at is not null then return release_answer('disputed', r); end if;
  if (p->>'seen_version')::int <> e.version then return release_answer('changed', r); end if;
  if (p->>'amount')::bigint is distinct from r.amount then
    raise exception 'the typed amount is not the amount of the release' using errcode = 'VZ007';
  end if;
  update escrow_releases set decided_by = p->>'user_id' where merchant_id = m and id = r.id returning * into r;
  return release_answer('decided', apply_release(r, e, 'pending', escrow_because('second_person_approved', p->'actor'), p->>'new_journal_id', command));
end $$;

-- Takes an applied release back within its ten minutes: a journal of its own, nothing is edited.
create or replace function undo_release(p jsonb, e escrow_accounts, r escrow_releases, p_command jsonb) returns jsonb
language plpgsql set search_path = public, pg_temp
as $$
begin
  if r.status <> 'applied' then return release_answer('wrong_state', r); end if;
  if r.undo_until <= vezne_now() then return release_answer('too_late', r); end if;
  perform post_release(r, e, 'release_undone', -1, p->>'new_journal_id');
  r := move_release(r, 'undone', escrow_because('release_undone', p->'actor'), e.payment_id, p_command);
  perform shift_escrow(e.merchant_id, e.payment_id, r.amount, 0, -r.amount, 0, escrow_because('release_undone', p->'actor'));
  return release_answer('decided', r);
end $$;

create or replace trigger escrow_releases_step before update of status on escrow_releases for each row execute function demand_step('release');
alter function request_release(jsonb) owner to vezne_ledger;
alter function decide_release(jsonb) owner to vezne_ledger;

-- The list of releases that was confirmed, written before the first of them. A repeat changes nothing.
-- p: merchant_id, mode, new_batch_id, rows [{ escrow_id, amount }], evidence_class, note, user_id, actor
create or replace function open_release_batch(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  total bigint := (select sum((w->>'amount')::bigint) from jsonb_array_elements(p->'rows') w);
begin
  perform set_config('app.merchant_id', m, true);
  insert into release_batches (merchant_id, id, mode, rows, evidence_class, amount, currency, note, requested_by, created_at)
  values (m, p->>'new_batch_id', p->>'mode', p->'rows', p->>'evidence_class', total, 'TRY', p->>'note', p->>'user_id', vezne_now())
  on conflict do nothing;
  if not found then return jsonb_build_object('result', 'replayed'); end if;
  perform append_audit(m, p->>'mode', p->'actor', 'release_batch.opened', 'release_batch', p->>'new_batch_id', null, null, null, null,
      jsonb_build_object('amount', total::text, 'count', jsonb_array_length(p->'rows'), 'evidence_class', p->>'evidence_class'));
  return jsonb_build_object('result', 'applied');
end $$;
create or replace trigger release_batches_immutable before update or delete on release_batches for each row execute function refuse_change();
alter function open_release_batch(jsonb) owner to vezne_ledger;
