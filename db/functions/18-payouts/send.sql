-- A payout at the provider: claimed by one caller, sent once, afterwards only asked about (fault F62).

-- p: merchant_id, payout_id, actor
create or replace function claim_payout(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  o payouts;
begin
  perform set_config('app.merchant_id', m, true);
  select * into o from payouts where merchant_id = m and id = p->>'payout_id' for update;
  if o.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if o.status <> 'approved' then return jsonb_build_object('result', 'follow', 'status', o.status); end if;
  if o.way <> 'provider' or payout_is_disputed(o) then return jsonb_build_object('result', 'wait', 'status', o.status); end if;
  update payouts set sent_at = vezne_now(), next_check_at = vezne_now() + interval '1 minute', check_step = 0
  where merchant_id = m and id = o.id returning * into o;
  o := move_payout(o, 'sending', escrow_because('payout_being_sent', p->'actor'), null);
  return jsonb_build_object('result', 'send', 'status', o.status);
end $$;

-- What the provider said. Never heard of three times over twenty minutes is: never arrived.
-- p: merchant_id, payout_id, outcome (accepted paid refused unknown absent), payout_id_there, detail, call_id, actor, new_journal_id
create or replace function settle_payout(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  outcome text := p->>'outcome';
  o payouts;
  why jsonb;
begin
  perform set_config('app.merchant_id', m, true);
  select * into o from payouts where merchant_id = m and id = p->>'payout_id' for update;
  if o.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if o.status not in ('sending', 'sent', 'unknown') then return jsonb_build_object('result', 'replayed', 'status', o.status); end if;
  if outcome = 'absent' then
    -- What the provider accepted is awaited, however long it is silent.
    if o.status = 'sent' then return jsonb_build_object('result', 'replayed', 'status', o.status); end if;
    update payouts set absent_answers = absent_answers + 1, absent_since = coalesce(absent_since, vezne_now())
    where merchant_id = m and id = o.id returning * into o;
    if o.absent_answers < 3 or o.absent_since > vezne_now() - interval '20 minutes' then outcome := 'unknown'; end if;
  end if;
  if (outcome, o.status) in (('accepted', 'sent'), ('unknown', 'unknown'), ('unknown', 'sent')) then
    return jsonb_build_object('result', 'replayed', 'status', o.status);
  end if;
  why := escrow_because('payout_provider_' || outcome, p->'actor') || jsonb_strip_nulls(jsonb_build_object('detail', p->>'detail'));
  update payouts set provider_payout_id = coalesce(p->>'payout_id_there', provider_payout_id) where merchant_id = m and id = o.id returning * into o;
  if outcome = 'paid' then perform post_payout(o, 'payout_out', p->>'new_journal_id');
  elsif outcome in ('refused', 'absent') then perform post_payout(o, 'payout_home', p->>'new_journal_id');
  end if;
  o := move_payout(o, case when outcome = 'accepted' then 'sent' when outcome in ('refused', 'absent') then 'failed' else outcome end, why,
      jsonb_strip_nulls(jsonb_build_object('call_id', p->>'call_id', 'detail', p->>'detail')));
  return jsonb_build_object('result', 'applied', 'status', o.status);
end $$;

create or replace function queue_due_payouts(p_limit int) returns int
language sql security definer set search_path = public, pg_temp
as $$ select queue_due('payouts', array['approved', 'sending', 'sent', 'unknown'], 'follow-payout', 'payoutId', p_limit) $$;

alter function claim_payout(jsonb) owner to vezne_ledger;
alter function settle_payout(jsonb) owner to vezne_ledger;
alter function queue_due_payouts(int) owner to vezne_system;
