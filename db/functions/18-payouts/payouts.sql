-- The beneficiary's part of a release, on its way to their bank. Born with the release, asked for by one person and
-- approved by another; approving moves the money out of beneficiary_payable, so that nothing can promise it twice.

-- A payout's own journal: on_way (approved), home (not made), out (paid). One of each a round.
create or replace function post_payout(o payouts, p_kind text, p_journal text) returns void
language plpgsql set search_path = public, pg_temp
as $$
declare
  debit text := case p_kind when 'payout_on_way' then 'beneficiary_payable' else 'payout_clearing' end;
  credit text := case p_kind when 'payout_on_way' then 'payout_clearing' when 'payout_out' then 'bank_paid_out' else 'beneficiary_payable' end;
begin
  insert into ledger_accounts (merchant_id, mode, code, currency)
  select o.merchant_id, o.mode, c, o.currency from unnest(array[debit, credit]) c on conflict do nothing;
  insert into journals (merchant_id, id, mode, kind, ref, payment_id, effective_at, created_at)
  values (o.merchant_id, p_journal, o.mode, p_kind, o.id || ':' || o.round, o.payment_id, vezne_now(), vezne_now());
  insert into entries (merchant_id, journal_id, leg, mode, account_code, amount, currency)
  values (o.merchant_id, p_journal, 1, o.mode, debit, o.amount, o.currency), (o.merchant_id, p_journal, 2, o.mode, credit, -o.amount, o.currency);
end $$;

-- A journal's id within one command: the first is the command's own.
create or replace function nth_journal(p_journal text, p_n int) returns text
language sql immutable
as $$ select case p_n when 1 then p_journal else 'jrn_' || left(encode(sha256(convert_to(p_journal || p_n, 'UTF8')), 'hex'), 26) end $$;

create or replace function move_payout(o payouts, p_to text, p_because jsonb, p_data jsonb) returns payouts
language plpgsql set search_path = public, pg_temp
as $$
declare
  moved payouts;
begin
  update payouts set status = p_to, because = p_because, updated_at = vezne_now(),
      next_check_at = case when p_to in ('approved', 'sending', 'sent', 'unknown') then next_check_at end,
      ended_at = case when p_to in ('paid', 'failed', 'withdrawn') then vezne_now() end
  where merchant_id = o.merchant_id and id = o.id returning * into moved;
  perform append_audit(o.merchant_id, o.mode, p_because->'actor', 'payout.' || p_to, 'payout', o.id, null, o.payment_id, o.status, p_to,
      jsonb_build_object('amount', o.amount::text, 'escrow_id', o.escrow_id) || coalesce(p_data, '{}'::jsonb));
  perform append_outbox(o.merchant_id, o.mode, 'payout', o.id, jsonb_build_object('happened', 'payout.' || p_to));
  return moved;
end $$;

-- Somebody objects to this payment: nothing of it leaves until that is settled.
create or replace function payout_is_disputed(o payouts) returns boolean
language sql stable set search_path = public, pg_temp
as $$ select case_is_disputed(o.merchant_id, o.payment_id) $$;

-- Born with an applied release that owes a beneficiary; withdrawn with a release that is undone within its ten minutes.
create or replace function follow_release() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  agreed jsonb;
  pay text;
  o payouts;
begin
  perform set_config('app.merchant_id', new.merchant_id, true);
  if new.status = 'applied' and new.amount_beneficiary > 0 then
    select terms->'beneficiary', payment_id into agreed, pay from escrow_accounts where merchant_id = new.merchant_id and id = new.escrow_id;
    insert into payouts (merchant_id, id, mode, release_id, escrow_id, payment_id, status, because, amount, currency, beneficiary_name, iban,
        ready_at, created_at, updated_at)
    values (new.merchant_id, 'po_' || substr(new.id, 5), new.mode, new.id, new.escrow_id, pay, 'waiting',
        escrow_because('payout_owed', new.because->'actor'), new.amount_beneficiary, new.currency, agreed->>'name', agreed->>'iban',
        new.undo_until, vezne_now(), vezne_now())
    returning * into o;
    perform append_audit(o.merchant_id, o.mode, new.because->'actor', 'payout.waiting', 'payout', o.id, null, pay, null, 'waiting',
        jsonb_build_object('amount', o.amount::text, 'escrow_id', o.escrow_id));
  elsif new.status = 'undone' then
    select * into o from payouts where merchant_id = new.merchant_id and release_id = new.id for update;
    if o.status = 'waiting' then
      perform move_payout(o, 'withdrawn', escrow_because('payout_release_undone', new.because->'actor'), null);
    elsif o.id is not null then
      raise exception 'the payout of % is %, its release cannot be undone', new.id, o.status using errcode = 'VZ004';
    end if;
  end if;
  return null;
end $$;

create or replace trigger escrow_releases_payout after update of status on escrow_releases for each row execute function follow_release();
create or replace trigger payouts_step before update of status on payouts for each row execute function demand_step('payout');
create or replace trigger payout_batches_immutable before update or delete on payout_batches for each row execute function refuse_change();

grant select, insert, update on payouts to vezne_ledger;
grant select, insert on payout_batches to vezne_ledger;
grant update on payouts to vezne_system;
alter function follow_release() owner to vezne_ledger;
