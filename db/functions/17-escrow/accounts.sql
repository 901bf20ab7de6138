-- Money whose delivery is confirmed first. The account is born with its payment, holds what the payment took, and from
-- then on every change goes through shift_escrow: four amounts whose sum never changes. Minor units.

-- What a capture credits and a refund debits: the merchant's own money, or money held until the delivery.
create or replace function payable_account(p_merchant text, p_payment text) returns text
language sql stable set search_path = public, pg_temp
as $$
  select case when exists (select 1 from escrow_accounts where merchant_id = p_merchant and payment_id = p_payment)
         then 'escrow_liability' else 'merchant_payable' end
$$;

create or replace function escrow_because(p_text text, p_actor jsonb) returns jsonb
language sql volatile set search_path = public, pg_temp
as $$ select refund_because(p_text, p_actor, null) $$;

-- The next moment at which something happens by itself; null while a dispute stops the clocks or nothing is held.
create or replace function escrow_timer(e escrow_accounts) returns timestamptz
language sql immutable
as $$
  select case when e.status <> 'held' or e.paused_at is not null or e.amount_held = 0 then null
         when e.shipped_at is null and e.delivered_at is null then least(e.ship_by, e.auto_release_at) else e.auto_release_at end
$$;

-- The one word beside the status. Disputes and open requests first: they are what somebody has to act on.
create or replace function escrow_substate(e escrow_accounts) returns text
language sql stable set search_path = public, pg_temp
as $$
  select case
    when exists (select 1 from disputes d where d.merchant_id = e.merchant_id and d.payment_id = e.payment_id and d.kind = 'chargeback' and d.status = 'open') then 'charged_back'
    when e.paused_at is not null then 'disputed'
    when e.status = 'pending' then e.substate
    when exists (select 1 from escrow_releases r where r.merchant_id = e.merchant_id and r.escrow_id = e.id and r.status = 'awaiting_approval') then 'release_requested'
    when exists (select 1 from refunds r where r.merchant_id = e.merchant_id and r.payment_id = e.payment_id
                   and r.status not in ('confirmed', 'rejected', 'withdrawn')) then 'refund_requested'
    when e.status in ('released', 'refunded') then case when e.amount_released > 0 and e.amount_refunded > 0 then 'mixed' else e.status end
    when e.delivered_at is not null then 'delivered'
    when e.shipped_at is not null then 'shipped'
    else 'awaiting_delivery' end
$$;

-- Writes status, substate and timer of a changed row, and tells audit and screens. p_action: escrow.<what happened>.
create or replace function settle_escrow(e escrow_accounts, p_was text, p_action text, p_because jsonb, p_data jsonb) returns escrow_accounts
language plpgsql set search_path = public, pg_temp
as $$
declare
  settled escrow_accounts;
begin
  e.status := case when e.status = 'pending' then 'pending' when e.amount_held + e.amount_pending > 0 then 'held'
              when e.amount_refunded = e.amount_total then 'refunded' else 'released' end;
  update escrow_accounts set status = e.status, substate = escrow_substate(e), because = p_because, version = version + 1,
      next_check_at = escrow_timer(e), check_step = 0, updated_at = vezne_now(),
      ended_at = case when e.status in ('released', 'refunded') then coalesce(ended_at, vezne_now()) end
  where merchant_id = e.merchant_id and id = e.id returning * into settled;
  perform append_audit(e.merchant_id, e.mode, p_because->'actor', p_action, 'escrow', e.id, null, e.payment_id, p_was, settled.status,
      jsonb_build_object('held', settled.amount_held::text, 'pending', settled.amount_pending::text, 'released', settled.amount_released::text,
                         'refunded', settled.amount_refunded::text, 'substate', settled.substate) || coalesce(p_data, '{}'::jsonb));
  perform append_outbox(e.merchant_id, e.mode, 'escrow', e.id, jsonb_build_object('happened', p_action) || coalesce(p_data, '{}'::jsonb));
  return settled;
end $$;

-- Moves money between the four amounts of a payment's account; their sum stays. Does nothing for a payment without one.
create or replace function shift_escrow(p_merchant text, p_payment text, p_held bigint, p_pending bigint, p_released bigint, p_refunded bigint, p_because jsonb)
returns void
language plpgsql set search_path = public, pg_temp
as $$
declare
  e escrow_accounts;
  was text;
begin
  select * into e from escrow_accounts where merchant_id = p_merchant and payment_id = p_payment for update;
  if e.id is null then return; end if;
  was := e.status;
  update escrow_accounts set amount_held = amount_held + p_held, amount_pending = amount_pending + p_pending,
      amount_released = amount_released + p_released, amount_refunded = amount_refunded + p_refunded
  where merchant_id = e.merchant_id and id = e.id returning * into e;
  perform settle_escrow(e, was, 'escrow.' || (p_because->>'text'), p_because, null);
end $$;

-- The payment before the account, as every command takes its locks: a row that is inserted with a reference to the payment
-- holds it too, and two commands that begin at different ends would wait for each other.
create or replace function hold_payment_of(p_merchant text, p_escrow text) returns void
language plpgsql set search_path = public, pg_temp
as $$
begin
  perform 1 from payments where merchant_id = p_merchant
    and id = (select payment_id from escrow_accounts where merchant_id = p_merchant and id = p_escrow) for key share;
end $$;

-- The word beside the status after one of its requests moved on without moving money.
create or replace function refresh_escrow(p_merchant text, p_payment text) returns void
language plpgsql set search_path = public, pg_temp
as $$
begin
  update escrow_accounts e set substate = escrow_substate(e) where merchant_id = p_merchant and payment_id = p_payment and substate <> escrow_substate(e);
end $$;

-- Born pending with the payment whose link, page or sale carries terms.
create or replace function open_escrow() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  agreed jsonb;
begin
  perform set_config('app.merchant_id', new.merchant_id, true);
  agreed := coalesce(
    (select escrow from paylinks where merchant_id = new.merchant_id and id = new.paylink_id),
    (select escrow from checkouts where merchant_id = new.merchant_id and id = new.checkout_id),
    (select escrow from pos_sessions where merchant_id = new.merchant_id and id = new.pos_session_id));
  if agreed is null or new.paid_at is not null then return null; end if;
  insert into escrow_accounts (merchant_id, id, mode, payment_id, status, substate, because, amount_total, amount_held, amount_pending,
      amount_released, amount_refunded, currency, terms, created_at, updated_at)
  values (new.merchant_id, 'esc_' || substr(new.id, 5), new.mode, new.id, 'pending', 'awaiting_payment',
      escrow_because('escrow_waits_for_payment', '{"kind":"system","id":"escrow"}'), 0, 0, 0, 0, 0, new.currency, agreed, vezne_now(), vezne_now())
  on conflict do nothing;
  return null;
end $$;

-- Holds what the payment took, once, and starts the clocks of its terms; gives up an account whose payment ended without money.
create or replace function hold_escrow() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  e escrow_accounts;
begin
  perform set_config('app.merchant_id', new.merchant_id, true);
  select * into e from escrow_accounts where merchant_id = new.merchant_id and payment_id = new.id for update;
  if e.id is null or e.status <> 'pending' then return null; end if;
  if new.paid_at is null then
    update escrow_accounts set substate = case when new.status in ('failed', 'expired', 'voided') then 'abandoned' else 'awaiting_payment' end,
        updated_at = vezne_now() where merchant_id = e.merchant_id and id = e.id;
    return null;
  end if;
  update escrow_accounts set status = 'held', amount_total = new.amount_charged, amount_held = new.amount_charged, held_at = vezne_now(),
      auto_release_at = vezne_now() + (terms->>'auto_release_days')::int * interval '1 day',
      ship_by = vezne_now() + (terms->>'ship_within_hours')::int * interval '1 hour'
  where merchant_id = e.merchant_id and id = e.id returning * into e;
  perform settle_escrow(e, 'pending', 'escrow.held', escrow_because('escrow_held', new.because->'actor'), null);
  return null;
end $$;

-- The case as somebody sees it at this moment. Kept with a request, compared when it is approved.
create or replace function escrow_snapshot(e escrow_accounts) returns jsonb
language sql stable set search_path = public, pg_temp
as $$
  select jsonb_build_object('held', e.amount_held::text, 'pending', e.amount_pending::text, 'released', e.amount_released::text,
    'refunded', e.amount_refunded::text, 'delivered_at', e.delivered_at, 'shipped_at', e.shipped_at, 'evidence_class', e.evidence_class,
    'auto_release_at', e.auto_release_at, 'disputed', e.paused_at is not null,
    'evidence', (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'kind', v.kind, 'file_hash', v.file_hash) order by v.at, v.id), '[]'::jsonb)
                 from escrow_evidence v where v.merchant_id = e.merchant_id and v.escrow_id = e.id))
$$;

create or replace trigger payments_open_escrow after insert or update of pos_session_id on payments for each row execute function open_escrow();
create or replace trigger payments_hold_escrow after update of status, paid_at on payments for each row execute function hold_escrow();
create or replace trigger escrow_accounts_step before update of status on escrow_accounts for each row execute function demand_step('escrow');

grant select, insert, update on escrow_accounts, escrow_releases, disputes to vezne_ledger;
grant select, insert on escrow_evidence, release_batches to vezne_ledger;
grant update on escrow_accounts to vezne_system;
alter function open_escrow() owner to vezne_ledger;
alter function hold_escrow() owner to vezne_ledger;
