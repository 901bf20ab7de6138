-- What the buyer says: it arrived, something is wrong, it is solved. "Arrived" and "solved" need a code that was sent to the
-- buyer, so that a stranger with the address moves nothing. Only a keyed hash of a code is here; nobody can read it back.

-- When the next code may be sent, or null: at most three an hour and ten a day an account.
create or replace function next_delivery_code_at(e escrow_accounts) returns timestamptz
language sql stable set search_path = public, pg_temp
as $$
  select max(at) from (
    select (array_agg(created_at order by created_at desc))[3] + interval '1 hour' as at from delivery_codes
    where merchant_id = e.merchant_id and escrow_id = e.id and created_at > vezne_now() - interval '1 hour'
    union all
    select (array_agg(created_at order by created_at desc))[10] + interval '1 day' from delivery_codes
    where merchant_id = e.merchant_id and escrow_id = e.id and created_at > vezne_now() - interval '1 day') waits
$$;

-- The buyer's own open objection; staff's are not theirs to take back.
create or replace function buyers_dispute(e escrow_accounts) returns disputes
language sql stable set search_path = public, pg_temp
as $$ select * from disputes where merchant_id = e.merchant_id and escrow_id = e.id and kind = 'buyer' and status = 'open' $$;

-- Why no code is of use now, or null.
create or replace function delivery_code_refusal(e escrow_accounts) returns jsonb
language plpgsql stable set search_path = public, pg_temp
as $$
declare
  mine disputes := buyers_dispute(e);
begin
  if mine.id is not null then return null; end if;
  if e.status <> 'held' then return jsonb_build_object('result', 'wrong_state', 'status', e.status); end if;
  if e.paused_at is not null then return jsonb_build_object('result', 'disputed'); end if;
  if e.evidence_class = 'buyer_code' then return jsonb_build_object('result', 'already_confirmed'); end if;
  return null;
end $$;

-- A new code of ten minutes; earlier unused ones die. The mail reads the outbox row.
-- p: merchant_id, mode, escrow_id, new_code_id, code_hash, sent_to (masked), actor
create or replace function start_delivery_code(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  e escrow_accounts;
  refused jsonb;
  again timestamptz;
begin
  perform set_config('app.merchant_id', m, true);
  select * into e from escrow_accounts where merchant_id = m and id = p->>'escrow_id' and mode = p->>'mode' for update;
  if e.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if exists (select 1 from delivery_codes where merchant_id = m and id = p->>'new_code_id') then
    return jsonb_build_object('result', 'replayed');
  end if;
  refused := delivery_code_refusal(e);
  if refused is not null then return refused; end if;
  again := next_delivery_code_at(e);
  if again is not null then return jsonb_build_object('result', 'too_many', 'again_at', again); end if;
  update delivery_codes set expires_at = vezne_now() where merchant_id = m and escrow_id = e.id and used_at is null and expires_at > vezne_now();
  insert into delivery_codes (merchant_id, id, mode, escrow_id, code_hash, sent_to, wrong_tries, expires_at, created_at)
  values (m, p->>'new_code_id', e.mode, e.id, p->>'code_hash', p->>'sent_to', 0, vezne_now() + interval '10 minutes', vezne_now());
  perform append_audit(m, e.mode, p->'actor', 'escrow.code_sent', 'escrow', e.id, null, e.payment_id, e.status, e.status,
      jsonb_build_object('code_id', p->>'new_code_id', 'sent_to', p->>'sent_to'));
  perform append_outbox(m, e.mode, 'escrow', e.id, jsonb_build_object('happened', 'escrow.code_asked', 'code_id', p->>'new_code_id'));
  return jsonb_build_object('result', 'started');
end $$;

-- What the code lets through: "it arrived", or "the problem is solved". Answers null when the state does not allow it any more.
create or replace function apply_buyers_word(p jsonb, e escrow_accounts) returns jsonb
language plpgsql set search_path = public, pg_temp
as $$
declare
  mine disputes := buyers_dispute(e);
  who jsonb := jsonb_build_object('merchant_id', e.merchant_id, 'mode', e.mode, 'escrow_id', e.id, 'actor', p->'actor');
begin
  if p->>'wish' = 'solved' then
    if mine.id is null then return null; end if;
    return resolve_dispute(who || '{"outcome":"withdrawn","note":"buyer_says_solved"}');
  end if;
  if e.paused_at is not null or e.status <> 'held' then return null; end if;
  return add_evidence(who || jsonb_build_object('kind', 'buyer_code', 'says_delivered', true, 'says_shipped', true,
      'new_evidence_id', 'ev_' || substr(p->>'code_id', 4), 'data', jsonb_build_object('code_id', p->>'code_id')));
end $$;

-- Takes a code once: ten minutes, five wrong tries, and the same statement does what it was for. A repeat changes nothing.
-- p: merchant_id, mode, escrow_id, code_id, code_hash (of what was typed), wish (delivered solved), actor
create or replace function use_delivery_code(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  owner_payment text;
  e escrow_accounts;
  c delivery_codes;
  done jsonb;
begin
  perform set_config('app.merchant_id', m, true);
  select payment_id into owner_payment from escrow_accounts where merchant_id = m and id = p->>'escrow_id' and mode = p->>'mode';
  -- Payment first, as refunds and disputes take their locks.
  perform 1 from payments where merchant_id = m and id = owner_payment for update;
  select * into e from escrow_accounts where merchant_id = m and id = p->>'escrow_id' and mode = p->>'mode' for update;
  if e.id is null then return jsonb_build_object('result', 'not_found'); end if;
  select * into c from delivery_codes where merchant_id = m and escrow_id = e.id and id = p->>'code_id' for update;
  if c.id is null then return jsonb_build_object('result', 'expired'); end if;
  if c.used_at is not null then
    return jsonb_build_object('result', case when c.code_hash = p->>'code_hash' then 'replayed' else 'expired' end);
  end if;
  if c.expires_at <= vezne_now() then return jsonb_build_object('result', 'expired'); end if;
  if c.wrong_tries >= 5 then return jsonb_build_object('result', 'too_many_tries'); end if;
  if c.code_hash <> p->>'code_hash' then
    update delivery_codes set wrong_tries = wrong_tries + 1 where merchant_id = m and id = c.id;
    return jsonb_build_object('result', case when c.wrong_tries = 4 then 'too_many_tries' else 'wrong' end);
  end if;
  done := apply_buyers_word(p, e);
  if done is null then return jsonb_build_object('result', 'wrong_state', 'status', e.status); end if;
  if done->>'result' <> 'applied' then
    raise exception 'the code of % was right but refused: %', e.id, done->>'result' using errcode = 'VZ009';
  end if;
  update delivery_codes set used_at = vezne_now() where merchant_id = m and id = c.id;
  return jsonb_build_object('result', 'applied');
end $$;

-- The buyer objects: every clock stops at once, and what they wrote is kept. Needs no code: it moves no money.
-- p: merchant_id, mode, escrow_id, reason (as staff read it), data (the complaint), actor, new_dispute_id, new_evidence_id
create or replace function report_problem(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  e escrow_accounts;
  opened jsonb;
  told boolean;
begin
  perform set_config('app.merchant_id', m, true);
  perform hold_payment_of(m, p->>'escrow_id');
  select * into e from escrow_accounts where merchant_id = m and id = p->>'escrow_id' and mode = p->>'mode' for update;
  if e.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if e.status <> 'held' then return jsonb_build_object('result', 'wrong_state', 'status', e.status); end if;
  opened := open_dispute(p || '{"kind":"buyer"}');
  if opened->>'result' not in ('applied', 'already_open') then return opened; end if;
  -- While one is open, one complaint is kept: pressing twice does not fill the case.
  select exists (select 1 from escrow_evidence v join disputes d on d.merchant_id = v.merchant_id and d.escrow_id = v.escrow_id
                 where v.merchant_id = m and v.escrow_id = e.id and v.kind = 'complaint' and d.id = opened->>'dispute_id' and v.at >= d.created_at)
    into told;
  if not told then
    perform add_evidence(jsonb_build_object('merchant_id', m, 'mode', e.mode, 'escrow_id', e.id, 'kind', 'complaint', 'data', p->'data',
        'actor', p->'actor', 'new_evidence_id', p->>'new_evidence_id'));
  end if;
  return opened;
end $$;

grant select, insert, update on delivery_codes to vezne_ledger;
alter function start_delivery_code(jsonb) owner to vezne_ledger;
alter function use_delivery_code(jsonb) owner to vezne_ledger;
alter function report_problem(jsonb) owner to vezne_ledger;
