-- What the accounts hold: the newest checkpoint and what was written after it, so that a read does not grow with history.

-- Transaction numbers mean something inside one cluster only: a dump restored elsewhere must not trust old horizons.
create or replace function cluster_id() returns bigint
language sql stable
as $$ select system_identifier from pg_control_system() $$;

-- Every account of a merchant in one mode. Minor units; debits and credits are both positive.
create or replace function account_balances(p_merchant text, p_mode text)
returns table (account_code text, currency text, amount_debit bigint, amount_credit bigint)
language sql stable set search_path = public, pg_temp
as $$
  select a.code, a.currency::text, (coalesce(c.amount_debit, 0) + t.debit)::bigint, (coalesce(c.amount_credit, 0) + t.credit)::bigint
  from ledger_accounts a
  left join lateral (
    select k.horizon, k.amount_debit, k.amount_credit from balance_checkpoints k
    where k.merchant_id = a.merchant_id and k.mode = a.mode and k.account_code = a.code and k.currency = a.currency
      and k.cluster = cluster_id()
    order by k.horizon desc limit 1) c on true
  cross join lateral (
    select coalesce(sum(e.amount) filter (where e.amount > 0), 0) as debit, coalesce(-sum(e.amount) filter (where e.amount < 0), 0) as credit
    from entries e
    where e.merchant_id = a.merchant_id and e.mode = a.mode and e.account_code = a.code and e.currency = a.currency
      and e.written_by >= coalesce(c.horizon, '0'::xid8)) t
  where a.merchant_id = p_merchant and a.mode = p_mode
$$;

-- Writes a checkpoint for every account that gained p_least entries since its last one. The horizon is the oldest
-- transaction that still runs: whatever it commits later stays above the line and is read as tail.
create or replace function write_balance_checkpoints(p_least int) returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  line xid8;
  written int;
begin
  if not pg_try_advisory_xact_lock(7431003) then return 0; end if;
  line := pg_snapshot_xmin(pg_current_snapshot());
  insert into balance_checkpoints (merchant_id, mode, account_code, currency, cluster, horizon, amount_debit, amount_credit, created_at)
  select a.merchant_id, a.mode, a.code, a.currency, cluster_id(), line,
      coalesce(c.amount_debit, 0) + t.debit, coalesce(c.amount_credit, 0) + t.credit, vezne_now()
  from ledger_accounts a
  left join lateral (
    select k.horizon, k.amount_debit, k.amount_credit from balance_checkpoints k
    where k.merchant_id = a.merchant_id and k.mode = a.mode and k.account_code = a.code and k.currency = a.currency
      and k.cluster = cluster_id()
    order by k.horizon desc limit 1) c on true
  cross join lateral (
    select count(*) as entries, coalesce(sum(e.amount) filter (where e.amount > 0), 0) as debit,
      coalesce(-sum(e.amount) filter (where e.amount < 0), 0) as credit
    from entries e
    where e.merchant_id = a.merchant_id and e.mode = a.mode and e.account_code = a.code and e.currency = a.currency
      and e.written_by >= coalesce(c.horizon, '0'::xid8) and e.written_by < line) t
  where t.entries >= p_least;
  get diagnostics written = row_count;
  return written;
end $$;

create or replace trigger balance_checkpoints_immutable before update or delete on balance_checkpoints for each row execute function refuse_change();
create or replace trigger balance_checkpoints_not_truncated before truncate on balance_checkpoints execute function refuse_change();
grant insert on balance_checkpoints to vezne_system;
alter function write_balance_checkpoints(int) owner to vezne_system;

grant select, insert, update on ledger_checks to vezne_system;
grant execute on function cluster_id(), account_balances(text, text) to vezne_app;
