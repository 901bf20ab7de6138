create or replace function refuse_change() returns trigger
language plpgsql
as $$ begin raise exception '% rows are never changed or deleted', tg_table_name using errcode = 'VZ002'; end $$;

create or replace trigger entries_immutable before update or delete on entries for each row execute function refuse_change();
create or replace trigger journals_immutable before update or delete on journals for each row execute function refuse_change();
create or replace trigger audit_log_immutable before update or delete on audit_log for each row execute function refuse_change();
create or replace trigger entries_not_truncated before truncate on entries execute function refuse_change();
create or replace trigger journals_not_truncated before truncate on journals execute function refuse_change();
create or replace trigger audit_log_not_truncated before truncate on audit_log execute function refuse_change();

-- Deferred to commit, so that a half-written journal can never survive, whatever wrote it.
create or replace function demand_balance() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  perform set_config('app.merchant_id', new.merchant_id, true);
  if exists (
    select 1 from entries
    where merchant_id = new.merchant_id and journal_id = new.journal_id
    group by currency having sum(amount) <> 0
  ) then
    raise exception 'journal % does not balance', new.journal_id using errcode = 'VZ003';
  end if;
  return null;
end $$;
alter function demand_balance() owner to vezne_ledger;

do $$
begin
  if not exists (select 1 from pg_trigger where tgname = 'entries_balance') then
    create constraint trigger entries_balance after insert on entries
      deferrable initially deferred for each row execute function demand_balance();
  end if;
end $$;

-- A status moves only along its machine, whoever writes it (invariants I5 and I6).
create or replace function demand_step() returns trigger
language plpgsql
as $$
begin
  if new.status is distinct from old.status and not exists (
    select 1 from public.state_steps
    where entity = tg_argv[0] and from_status = old.status and to_status = new.status
  ) then
    raise exception '% cannot go from % to %', tg_argv[0], old.status, new.status using errcode = 'VZ004';
  end if;
  return new;
end $$;

create or replace trigger paylinks_step before update of status on paylinks for each row execute function demand_step('paylink');
create or replace trigger payments_step before update of status on payments for each row execute function demand_step('payment');
create or replace trigger attempts_step before update of status on attempts for each row execute function demand_step('attempt');
