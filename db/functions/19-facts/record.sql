-- What was decided, apart from what it led to (docs/decisions/0017-recorded-facts.md). Commands are recorded by their door,
-- lib/runtime/run-command.ts, in the command's own statement; what changes a row outside a command is recorded here.

-- Ladders say when to ask again, never what is true: a step of theirs alone is no fact.
create or replace function record_row() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  told jsonb := to_jsonb(new);
begin
  if tg_op = 'UPDATE' then
    select jsonb_object_agg(n.key, n.value) into told
    from jsonb_each(to_jsonb(new)) n join jsonb_each(to_jsonb(old)) o on o.key = n.key
    where n.value is distinct from o.value and n.key not in ('next_check_at', 'check_step');
    if told is null then return null; end if;
    told := told || jsonb_build_object('merchant_id', new.merchant_id, 'id', new.id);
  end if;
  insert into recorded_facts (merchant_id, at, kind, name, args) values (new.merchant_id, vezne_now(), 'row', tg_table_name, told);
  return null;
end $$;
alter function record_row() owner to vezne_system;

-- Inside a command the writer is vezne_ledger, and the command itself is the fact.
do $$
declare
  t text;
begin
  foreach t in array array['paylinks', 'checkouts', 'payments', 'attempts', 'refunds', 'refund_batches', 'captures', 'payment_freezes',
    'pos_terminals', 'pos_sessions', 'pos_closings', 'escrow_accounts', 'escrow_releases', 'release_batches', 'escrow_evidence',
    'delivery_codes', 'disputes', 'payouts', 'payout_batches', 'escrow_mirrors']
  loop
    execute format('create or replace trigger %I after insert or update on %I for each row
      when (current_user <> ''vezne_ledger'') execute function record_row()', t || '_recorded', t);
  end loop;
end $$;

create or replace trigger recorded_facts_immutable before update or delete on recorded_facts for each row execute function refuse_change();
create or replace trigger recorded_facts_not_truncated before truncate on recorded_facts execute function refuse_change();
grant insert on recorded_facts to vezne_app, vezne_system;
