-- What is due cannot be done (a phone's sale goes back whole or not at all): a person is asked, every clock stops.
create or replace function ask_person(p jsonb, e escrow_accounts, p_why text) returns jsonb
language plpgsql set search_path = public, pg_temp
as $$
declare
  pay payments;
  d disputes;
begin
  select * into pay from payments where merchant_id = e.merchant_id and id = e.payment_id;
  d := insert_dispute(jsonb_build_object('new_dispute_id', p->>'new_dispute_id', 'kind', 'staff', 'reason', 'not_sent_in_time: ' || p_why, 'actor', p->'actor'),
      pay, e.id, e.amount_held, e.amount_held, 0);
  update escrow_accounts set paused_at = vezne_now() where merchant_id = e.merchant_id and id = e.id returning * into e;
  perform settle_escrow(e, e.status, 'escrow.disputed', escrow_because('dispute_opened', p->'actor'), jsonb_build_object('dispute_id', d.id));
  return jsonb_build_object('result', 'asked', 'dispute_id', d.id);
end $$;

-- What happens by itself: not sent in time goes back, nobody objected in time is released. Decided under the account's lock,
-- so that a dispute that opens at the same moment and three schedulers at once leave one effect (faults F67, F87).
-- p: merchant_id, escrow_id, actor, new_release_id, new_refund_id, new_dispute_id, new_journal_id
create or replace function fire_escrow_timer(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  owner_payment text;
  e escrow_accounts;
  r escrow_releases;
  answer jsonb;
begin
  perform set_config('app.merchant_id', m, true);
  select payment_id into owner_payment from escrow_accounts where merchant_id = m and id = p->>'escrow_id';
  perform 1 from payments where merchant_id = m and id = owner_payment for update;
  select * into e from escrow_accounts where merchant_id = m and id = p->>'escrow_id' for update;
  if e.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if coalesce(escrow_timer(e) > vezne_now(), true) then return jsonb_build_object('result', 'not_due', 'status', e.status); end if;
  if e.shipped_at is null and e.delivered_at is null and e.ship_by <= vezne_now() then
    update escrow_accounts set ship_by = null where merchant_id = m and id = e.id;
    answer := reserve_refund(jsonb_build_object('merchant_id', m, 'mode', e.mode, 'payment_id', e.payment_id, 'kind', 'refund', 'amount', e.amount_held::text,
        'reason', 'not_sent_in_time', 'actor', p->'actor', 'user_id', 'system', 'new_refund_id', p->>'new_refund_id', 'new_journal_id', p->>'new_journal_id'), true);
    if answer->>'result' <> 'reserved' then return ask_person(p, e, answer->>'result'); end if;
    return jsonb_build_object('result', 'refunded', 'refund_id', p->>'new_refund_id');
  end if;
  insert into escrow_releases (merchant_id, id, mode, escrow_id, status, because, amount, currency, note, snapshot, requested_by, amount_beneficiary, created_at, updated_at)
  values (m, p->>'new_release_id', e.mode, e.id, 'requested', escrow_because('release_timer', p->'actor'), e.amount_held, e.currency, 'release_timer',
      escrow_snapshot(e), 'system', 0, vezne_now(), vezne_now())
  returning * into r;
  perform append_audit(m, e.mode, p->'actor', 'release.requested', 'release', r.id, null, e.payment_id, null, 'requested',
      jsonb_build_object('amount', r.amount::text, 'note', r.note, 'escrow_id', e.id));
  perform apply_release(r, e, 'held', escrow_because('nobody_objected_in_time', p->'actor'), p->>'new_journal_id', null);
  return jsonb_build_object('result', 'released', 'release_id', r.id);
end $$;

create or replace function queue_due_escrows(p_limit int) returns int
language sql security definer set search_path = public, pg_temp
as $$ select queue_due('escrow_accounts', array['held'], 'follow-escrow', 'escrowId', p_limit) $$;

alter function fire_escrow_timer(jsonb) owner to vezne_ledger;
alter function queue_due_escrows(int) owner to vezne_system;
