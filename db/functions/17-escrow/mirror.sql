-- What a provider that holds the money is told of a case. Our books are the truth and never wait for it: it hears of a case
-- once it is decided and its ten minutes are over, is told once, and is afterwards only asked.

create or replace function move_mirror(h escrow_mirrors, p_to text, p_because jsonb, p_data jsonb) returns escrow_mirrors
language plpgsql set search_path = public, pg_temp
as $$
declare
  moved escrow_mirrors;
begin
  update escrow_mirrors set status = p_to, because = p_because, updated_at = vezne_now(),
      drift = case when p_to in ('held', 'confirmed') then null else drift end,
      next_check_at = case p_to when 'due' then ready_at when 'sending' then vezne_now() + interval '1 minute'
                      when 'unknown' then vezne_now() + interval '1 minute' else vezne_now() + interval '12 hours' end,
      check_step = 0
  where merchant_id = h.merchant_id and id = h.id returning * into moved;
  perform append_audit(h.merchant_id, h.mode, p_because->'actor', 'mirror.' || p_to, 'mirror', h.id, null, h.payment_id, h.status, p_to,
      jsonb_strip_nulls(jsonb_build_object('escrow_id', h.escrow_id, 'decision', moved.decision)) || coalesce(p_data, '{}'::jsonb));
  perform append_outbox(h.merchant_id, h.mode, 'escrow', h.escrow_id, jsonb_build_object('happened', 'mirror.' || p_to));
  return moved;
end $$;

-- What the provider should hear of this case now, or null while it is not decided.
create or replace function wanted_mirror(e escrow_accounts) returns text
language sql immutable
as $$ select case when e.status in ('released', 'refunded') then case when e.amount_released > 0 then 'approve' else 'reject' end end $$;

-- Born when a try that asked the provider to hold the money took it.
create or replace function open_mirror() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  e escrow_accounts;
begin
  perform set_config('app.merchant_id', new.merchant_id, true);
  select * into e from escrow_accounts where merchant_id = new.merchant_id and payment_id = new.payment_id;
  if e.id is null then return null; end if;
  insert into escrow_mirrors (merchant_id, id, mode, escrow_id, payment_id, provider, provider_account_id, transaction_id, status, because,
      next_check_at, created_at, updated_at)
  values (new.merchant_id, 'mir_' || substr(new.id, 5), new.mode, e.id, new.payment_id, new.provider, new.provider_account_id,
      new.provider_transaction_id, 'held', escrow_because('mirror_held', '{"kind":"system","id":"mirror"}'), vezne_now() + interval '12 hours',
      vezne_now(), vezne_now())
  on conflict do nothing;
  return null;
end $$;

-- The case was decided, or a decision was taken back within its ten minutes.
create or replace function follow_case() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  h escrow_mirrors;
  wanted text := wanted_mirror(new);
  ready timestamptz;
begin
  perform set_config('app.merchant_id', new.merchant_id, true);
  select * into h from escrow_mirrors where merchant_id = new.merchant_id and escrow_id = new.id for update;
  if h.id is null or h.status not in ('held', 'due') or h.decision = 'cancel' then return null; end if;
  if h.status = 'due' and wanted is null then
    update escrow_mirrors set decision = null, ready_at = null where merchant_id = h.merchant_id and id = h.id returning * into h;
    perform move_mirror(h, 'held', escrow_because('mirror_decision_undone', new.because->'actor'), null);
  elsif wanted is not null and wanted is distinct from h.decision then
    select greatest(vezne_now(), max(undo_until)) into ready from escrow_releases
    where merchant_id = new.merchant_id and escrow_id = new.id and status = 'applied';
    update escrow_mirrors set decision = wanted, ready_at = ready where merchant_id = h.merchant_id and id = h.id returning * into h;
    if h.status = 'held' then perform move_mirror(h, 'due', escrow_because('mirror_case_decided', new.because->'actor'), null); end if;
  end if;
  return null;
end $$;

-- Somebody objects, or a bank took money back: nothing is said to the provider until that is settled.
create or replace function case_is_disputed(p_merchant text, p_payment text) returns boolean
language sql stable set search_path = public, pg_temp
as $$ select exists (select 1 from disputes where merchant_id = p_merchant and payment_id = p_payment and status = 'open') $$;

-- What the seller gets by our releases; the provider pays the share that was agreed at the start, so another one is not approved.
create or replace function mirror_share(h escrow_mirrors) returns bigint
language sql stable set search_path = public, pg_temp
as $$ select coalesce(sum(amount_beneficiary), 0)::bigint from escrow_releases
      where merchant_id = h.merchant_id and escrow_id = h.escrow_id and status = 'applied' $$;

-- The payment, then the account, then the rest, as every command of a case takes its locks.
create or replace function hold_case_of(p_merchant text, p_mirror text) returns void
language plpgsql set search_path = public, pg_temp
as $$
declare
  escrow text := (select escrow_id from escrow_mirrors where merchant_id = p_merchant and id = p_mirror);
begin
  perform hold_payment_of(p_merchant, escrow);
  perform 1 from escrow_accounts where merchant_id = p_merchant and id = escrow for update;
end $$;

-- One caller says it; the others look. p: merchant_id, mirror_id, share_agreed (minor units as text, or null), actor
create or replace function claim_mirror(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  h escrow_mirrors;
begin
  perform set_config('app.merchant_id', m, true);
  perform hold_case_of(m, p->>'mirror_id');
  select * into h from escrow_mirrors where merchant_id = m and id = p->>'mirror_id' for update;
  if h.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if h.status <> 'due' then return jsonb_build_object('result', 'look', 'status', h.status); end if;
  if h.ready_at > vezne_now() or case_is_disputed(m, h.payment_id) and h.decision = 'approve' then
    update escrow_mirrors set next_check_at = greatest(ready_at, vezne_now() + interval '10 minutes') where merchant_id = m and id = h.id;
    return jsonb_build_object('result', 'wait', 'status', h.status);
  end if;
  if h.decision = 'approve' and h.provider = 'paywall'
     and (pays_by_itself(m, h.escrow_id) or (p->>'share_agreed')::bigint is distinct from mirror_share(h)) then
    h := move_mirror(h, 'refused', escrow_because(case when pays_by_itself(m, h.escrow_id) then 'mirror_payout_under_way' else 'mirror_share_differs' end, p->'actor'),
        jsonb_build_object('agreed', p->>'share_agreed', 'released', mirror_share(h)::text));
    return jsonb_build_object('result', 'refused', 'status', h.status);
  end if;
  if h.decision = 'approve' and h.provider = 'paywall' and mirror_lacks_second(h) then
    h := move_mirror(h, 'refused', escrow_because('mirror_needs_second_person', p->'actor'), null);
    return jsonb_build_object('result', 'refused', 'status', h.status);
  end if;
  update escrow_mirrors set sent_at = vezne_now(), round = round + 1, absent_answers = 0, absent_since = null
  where merchant_id = m and id = h.id returning * into h;
  h := move_mirror(h, 'sending', escrow_because('mirror_being_sent', p->'actor'), jsonb_build_object('round', h.round));
  return jsonb_build_object('result', 'send', 'status', h.status, 'decision', h.decision);
end $$;

-- Where the provider pays the seller by its approval, a payout of ours would be the second one.
create or replace function provider_pays(p_merchant text, p_escrow text) returns boolean
language sql stable set search_path = public, pg_temp
as $$ select exists (select 1 from escrow_mirrors where merchant_id = p_merchant and escrow_id = p_escrow and provider = 'paywall'
        and (status <> 'refused' or seen = 'approved')) $$;

-- A payout of ours is asked for, on its way or made.
create or replace function pays_by_itself(p_merchant text, p_escrow text) returns boolean
language sql stable set search_path = public, pg_temp
as $$ select exists (select 1 from payouts where merchant_id = p_merchant and escrow_id = p_escrow
        and status not in ('waiting', 'failed', 'withdrawn') and way is distinct from 'approval') $$;

-- Money that leaves was wanted by one and approved by another: a release that took one person waits for a second one here.
create or replace function mirror_lacks_second(h escrow_mirrors) returns boolean
language sql stable set search_path = public, pg_temp
as $$ select exists (select 1 from escrow_releases where merchant_id = h.merchant_id and escrow_id = h.escrow_id and status = 'applied'
        and decided_by is null and (h.approved_by is null or h.approved_by = requested_by)) $$;

-- The provider pays the seller itself now, or will not after all: the seller's part of every release is on its way, or owed again.
create or replace function settle_approved_payouts(h escrow_mirrors, p_because jsonb, p_journal text) returns void
language plpgsql set search_path = public, pg_temp
as $$
declare
  o payouts;
  place int := 0;
begin
  if h.provider <> 'paywall' then return; end if;
  for o in select q.* from payouts q join escrow_releases r on r.merchant_id = q.merchant_id and r.id = q.release_id
      where q.merchant_id = h.merchant_id and q.escrow_id = h.escrow_id and r.status = 'applied'
        and (h.decision = 'approve' and q.status in ('waiting', 'failed', 'withdrawn') or h.decision = 'cancel' and q.status = 'sent' and q.way = 'approval')
      order by q.id for update of q loop
    place := place + 1;
    if h.decision = 'approve' then
      update payouts q set way = 'approval', round = q.round + 1, sent_at = vezne_now(), provider_account_id = h.provider_account_id,
          requested_by = r.requested_by, decided_by = coalesce(r.decided_by, h.approved_by)
      from escrow_releases r where r.merchant_id = q.merchant_id and r.id = q.release_id and q.merchant_id = o.merchant_id and q.id = o.id returning q.* into o;
      perform post_payout(o, 'payout_on_way', nth_journal(p_journal, place));
      perform move_payout(o, 'sent', p_because, jsonb_build_object('mirror_id', h.id));
    else
      perform post_payout(o, 'payout_home', nth_journal(p_journal, place));
      perform move_payout(o, 'failed', p_because, jsonb_build_object('mirror_id', h.id));
    end if;
  end loop;
end $$;

create or replace function end_mirror(h escrow_mirrors, p_to text, p_because jsonb, p_data jsonb, p_journal text) returns escrow_mirrors
language plpgsql set search_path = public, pg_temp
as $$
begin
  if p_to in ('confirmed', 'held') and h.decision in ('approve', 'cancel') then
    perform settle_approved_payouts(h, escrow_because(case h.decision when 'approve' then 'payout_by_approval' else 'payout_approval_cancelled' end,
        p_because->'actor'), p_journal);
  end if;
  if p_to = 'held' then
    update escrow_mirrors set decision = null, ready_at = null where merchant_id = h.merchant_id and id = h.id;
  end if;
  return move_mirror(h, p_to, p_because, p_data);
end $$;

-- What the provider answered, or what it says when it is asked: never heard of three times over twenty minutes never arrived.
-- p: merchant_id, mirror_id, outcome (done refused unknown absent), detail, call_id, actor, new_journal_id
create or replace function settle_mirror(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  outcome text := p->>'outcome';
  h escrow_mirrors;
  target text;
begin
  perform set_config('app.merchant_id', m, true);
  perform hold_case_of(m, p->>'mirror_id');
  select * into h from escrow_mirrors where merchant_id = m and id = p->>'mirror_id' for update;
  if h.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if h.status not in ('sending', 'unknown') then return jsonb_build_object('result', 'replayed', 'status', h.status); end if;
  if outcome = 'absent' then
    update escrow_mirrors set absent_answers = absent_answers + 1, absent_since = coalesce(absent_since, vezne_now())
    where merchant_id = m and id = h.id returning * into h;
    outcome := case when h.absent_answers < 3 or h.absent_since > vezne_now() - interval '20 minutes' then 'unknown' else 'absent' end;
  end if;
  if outcome = 'unknown' and h.status = 'unknown' then return jsonb_build_object('result', 'replayed', 'status', h.status); end if;
  target := case outcome when 'unknown' then 'unknown' when 'done' then case h.decision when 'cancel' then 'held' else 'confirmed' end else 'refused' end;
  h := end_mirror(h, target, escrow_because('mirror_' || outcome, p->'actor') || jsonb_strip_nulls(jsonb_build_object('detail', p->>'detail')),
      jsonb_strip_nulls(jsonb_build_object('call_id', p->>'call_id', 'detail', p->>'detail')), p->>'new_journal_id');
  return jsonb_build_object('result', 'applied', 'status', h.status);
end $$;

-- What was read there. It changes no money: a difference is named, shown and alarmed, a person decides.
-- p: merchant_id, mirror_id, seen (approved not_approved partly), actor
create or replace function note_mirror(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  h escrow_mirrors;
  found text;
begin
  perform set_config('app.merchant_id', m, true);
  select * into h from escrow_mirrors where merchant_id = m and id = p->>'mirror_id' for update;
  if h.id is null then return jsonb_build_object('result', 'not_found'); end if;
  found := case
    when p->>'seen' = 'partly' then 'partly_approved_there'
    when h.status in ('held', 'due', 'refused') and h.decision is distinct from 'cancel' and p->>'seen' = 'approved' then 'approved_there_only'
    when h.status = 'confirmed' and h.decision = 'approve' and p->>'seen' = 'not_approved' then 'not_approved_there' end;
  update escrow_mirrors set seen = p->>'seen', seen_at = vezne_now(), drift = found, next_check_at = vezne_now() + interval '12 hours'
  where merchant_id = m and id = h.id;
  if found is distinct from h.drift then
    perform append_audit(m, h.mode, p->'actor', 'mirror.' || case when found is null then 'agrees_again' else 'differs' end, 'mirror', h.id, null,
        h.payment_id, null, null, jsonb_strip_nulls(jsonb_build_object('escrow_id', h.escrow_id, 'drift', found, 'seen', p->>'seen')));
    perform append_outbox(m, h.mode, 'escrow', h.escrow_id, jsonb_build_object('happened', 'mirror.differs'));
  end if;
  return jsonb_build_object('result', 'applied', 'drift', found);
end $$;

-- A person's word: what the provider's panel shows (done, waiting), say it again, or take an approval back there.
-- p: merchant_id, mode, escrow_id, step (done waiting again cancel), note, user_id, actor, command_id, new_journal_id
create or replace function decide_mirror(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  h escrow_mirrors;
  e escrow_accounts;
  command jsonb := jsonb_build_object('command_id', p->>'command_id', 'note', p->>'note');
begin
  perform set_config('app.merchant_id', m, true);
  perform hold_payment_of(m, p->>'escrow_id');
  select * into e from escrow_accounts where merchant_id = m and id = p->>'escrow_id' and mode = p->>'mode' for update;
  select * into h from escrow_mirrors where merchant_id = m and escrow_id = e.id for update;
  if h.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if exists (select 1 from audit_log where merchant_id = m and payment_id = h.payment_id and subject_id = h.id
               and data->>'command_id' = p->>'command_id') then
    return jsonb_build_object('result', 'decided', 'status', h.status);
  end if;
  if (p->>'step' in ('done', 'waiting') and h.status <> 'unknown')
     or (p->>'step' = 'again' and h.status <> 'refused' and (h.status <> 'held' or wanted_mirror(e) is null))
     or (p->>'step' = 'cancel' and (h.status, h.decision, h.provider) is distinct from ('confirmed', 'approve', 'paywall')) then
    return jsonb_build_object('result', 'wrong_state', 'status', h.status);
  end if;
  if p->>'step' = 'again' and h.provider = 'paywall' and pays_by_itself(m, e.id) then
    return jsonb_build_object('result', 'payout_under_way', 'status', h.status);
  end if;
  if p->>'step' = 'again' and h.provider = 'paywall' and wanted_mirror(e) = 'approve' then
    h.approved_by := p->>'user_id';
    if mirror_lacks_second(h) then return jsonb_build_object('result', 'own_request', 'status', h.status); end if;
  end if;
  if p->>'step' = 'cancel' and exists (select 1 from payouts where merchant_id = m and escrow_id = e.id and way = 'approval' and status = 'paid') then
    return jsonb_build_object('result', 'seller_paid', 'status', h.status);
  end if;
  -- What the provider can be asked about is asked, not remembered by a person.
  if p->>'step' in ('done', 'waiting') and h.provider = 'paywall' then return jsonb_build_object('result', 'ask_instead', 'status', h.status); end if;
  if p->>'step' = 'done' then
    h := end_mirror(h, 'confirmed', escrow_because('mirror_seen_by_person', p->'actor'), command, p->>'new_journal_id');
  else
    update escrow_mirrors set ready_at = vezne_now(), approved_by = h.approved_by, decision = case p->>'step' when 'cancel' then 'cancel' else coalesce(decision, wanted_mirror(e)) end
    where merchant_id = m and id = h.id returning * into h;
    h := move_mirror(h, 'due', escrow_because(case p->>'step' when 'cancel' then 'mirror_cancel_wanted' else 'mirror_again_wanted' end, p->'actor'), command);
    perform enqueue_job('follow-mirror', h.id, jsonb_build_object('merchantId', m, 'mirrorId', h.id));
  end if;
  return jsonb_build_object('result', 'decided', 'status', h.status);
end $$;

create or replace function queue_due_mirrors(p_limit int) returns int
language sql security definer set search_path = public, pg_temp
as $$ select queue_due('escrow_mirrors', array['held', 'due', 'sending', 'unknown', 'refused', 'confirmed'], 'follow-mirror', 'mirrorId', p_limit) $$;

create or replace trigger attempts_open_mirror after update of status on attempts for each row
  when (new.held_at_provider and new.status = 'captured' and old.status is distinct from 'captured') execute function open_mirror();
create or replace trigger escrow_accounts_mirror after update of status on escrow_accounts for each row execute function follow_case();
create or replace trigger escrow_mirrors_step before update of status on escrow_mirrors for each row execute function demand_step('mirror');

grant select, insert, update on escrow_mirrors to vezne_ledger;
grant update on escrow_mirrors to vezne_system;
grant insert, update on provider_members to vezne_app;
alter function open_mirror() owner to vezne_ledger;
alter function follow_case() owner to vezne_ledger;
alter function claim_mirror(jsonb) owner to vezne_ledger;
alter function settle_mirror(jsonb) owner to vezne_ledger;
alter function note_mirror(jsonb) owner to vezne_ledger;
alter function decide_mirror(jsonb) owner to vezne_ledger;
alter function queue_due_mirrors(int) owner to vezne_system;
