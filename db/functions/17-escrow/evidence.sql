-- What is known about a delivery. Rows are only added; the account remembers the strongest proof and the first dates.

create or replace function evidence_rank(p_class text) returns int
language sql immutable
as $$ select coalesce(array_position(array['none', 'note', 'tracking', 'document', 'photo', 'serial', 'buyer_code'], p_class), 1) $$;

-- p: merchant_id, mode, escrow_id, kind, data, file_hash, file_name, says_delivered, says_shipped, actor, new_evidence_id
create or replace function add_evidence(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  e escrow_accounts;
  delivered boolean := coalesce((p->>'says_delivered')::boolean, false);
  shipped boolean := coalesce((p->>'says_shipped')::boolean, false);
  event text;
begin
  perform set_config('app.merchant_id', m, true);
  select * into e from escrow_accounts where merchant_id = m and id = p->>'escrow_id' and mode = p->>'mode' for update;
  if e.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if exists (select 1 from escrow_evidence where merchant_id = m and id = p->>'new_evidence_id') then
    return jsonb_build_object('result', 'replayed');
  end if;
  if e.status = 'pending' then return jsonb_build_object('result', 'wrong_state', 'status', e.status); end if;
  insert into escrow_evidence (merchant_id, id, mode, escrow_id, kind, data, file_hash, file_name, says_delivered, actor, at)
  values (m, p->>'new_evidence_id', e.mode, e.id, p->>'kind', coalesce(p->'data', '{}'::jsonb), p->>'file_hash', p->>'file_name', delivered, p->'actor', vezne_now());
  event := case when delivered and e.delivered_at is null then 'delivery_confirmed' when shipped and e.shipped_at is null then 'goods_sent' else 'evidence_added' end;
  update escrow_accounts set
      shipped_at = case when shipped or delivered then coalesce(shipped_at, vezne_now()) else shipped_at end,
      delivered_at = case when delivered then coalesce(delivered_at, vezne_now()) else delivered_at end,
      -- A complaint proves nothing, and paper that does not say "arrived" is no stronger than a parcel number.
      evidence_class = case when p->>'kind' = 'complaint' then evidence_class
        when evidence_rank(case when delivered then p->>'kind' else 'tracking' end) > evidence_rank(evidence_class)
             and (delivered or p->>'kind' = 'tracking') then case when delivered then p->>'kind' else 'tracking' end
        else evidence_class end
  where merchant_id = m and id = e.id returning * into e;
  perform settle_escrow(e, e.status, 'escrow.' || event, escrow_because(event, p->'actor'), jsonb_build_object('evidence_id', p->>'new_evidence_id', 'kind', p->>'kind'));
  return jsonb_build_object('result', 'applied', 'happened', event);
end $$;

-- More time before the release by itself. p: merchant_id, mode, escrow_id, days (1 to 90), actor, command_id
create or replace function extend_escrow(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  e escrow_accounts;
begin
  perform set_config('app.merchant_id', m, true);
  select * into e from escrow_accounts where merchant_id = m and id = p->>'escrow_id' and mode = p->>'mode' for update;
  if e.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if exists (select 1 from audit_log where merchant_id = m and payment_id = e.payment_id and subject_id = e.id and data->>'command_id' = p->>'command_id') then
    return jsonb_build_object('result', 'replayed');
  end if;
  if e.status <> 'held' or e.auto_release_at is null then return jsonb_build_object('result', 'wrong_state', 'status', e.status); end if;
  update escrow_accounts set auto_release_at = auto_release_at + (p->>'days')::int * interval '1 day'
  where merchant_id = m and id = e.id returning * into e;
  perform settle_escrow(e, e.status, 'escrow.extended', escrow_because('escrow_extended', p->'actor'),
      jsonb_build_object('command_id', p->>'command_id', 'days', p->>'days', 'auto_release_at', e.auto_release_at));
  return jsonb_build_object('result', 'applied');
end $$;

-- Who looks after the case. p: merchant_id, mode, escrow_id, owner_id (or null), actor
create or replace function assign_escrow(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  e escrow_accounts;
begin
  perform set_config('app.merchant_id', m, true);
  select * into e from escrow_accounts where merchant_id = m and id = p->>'escrow_id' and mode = p->>'mode' for update;
  if e.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if e.owner_id is not distinct from p->>'owner_id' then return jsonb_build_object('result', 'replayed'); end if;
  update escrow_accounts set owner_id = p->>'owner_id' where merchant_id = m and id = e.id returning * into e;
  perform append_audit(m, e.mode, p->'actor', 'escrow.assigned', 'escrow', e.id, null, e.payment_id, e.status, e.status, jsonb_build_object('owner_id', p->>'owner_id'));
  perform append_outbox(m, e.mode, 'escrow', e.id, '{}');
  return jsonb_build_object('result', 'applied');
end $$;

create or replace trigger escrow_evidence_immutable before update or delete on escrow_evidence for each row execute function refuse_change();
create or replace trigger evidence_files_immutable before update or delete on evidence_files for each row execute function refuse_change();
grant insert on evidence_files to vezne_app;
alter function add_evidence(jsonb) owner to vezne_ledger;
alter function extend_escrow(jsonb) owner to vezne_ledger;
alter function assign_escrow(jsonb) owner to vezne_ledger;
