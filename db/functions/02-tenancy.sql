create or replace function vezne_no_tenant() returns text
language plpgsql stable
as $$ begin raise exception 'no merchant is set for this statement' using errcode = 'VZ001'; end $$;

-- Raises instead of answering null: a read without a tenant is a defect, not an empty list.
create or replace function vezne_tenant() returns text
language sql stable
as $$ select coalesce(nullif(current_setting('app.merchant_id', true), ''), public.vezne_no_tenant()) $$;

-- Every table that names a merchant is fenced, except the directories that exist to find the merchant.
do $$
declare
  t text;
begin
  for t in
    select c.relname from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'merchant_id' and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      and c.relname not in ('api_keys', 'pay_tokens')
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('drop policy if exists tenant on %I', t);
    execute format('drop policy if exists across_merchants on %I', t);
    execute format(
      'create policy tenant on %I to vezne_app, vezne_ledger using (merchant_id = vezne_tenant()) with check (merchant_id = vezne_tenant())', t);
    execute format('create policy across_merchants on %I to vezne_system using (true) with check (true)', t);
    execute format('grant select on %I to vezne_app, vezne_system, vezne_ledger', t);
  end loop;
end $$;

-- Writes the application makes itself. Money tables are missing on purpose: only functions write them.
grant insert, update on paylinks, provider_accounts, provider_calls, idempotency_keys, memberships, merchants, branches, stored_cards to vezne_app;
grant insert on audit_log, outbox, pay_tokens to vezne_app;
grant select on state_steps to vezne_app, vezne_system, vezne_ledger;

grant insert, update on users, sessions, api_keys, memberships, merchants, branches, provider_accounts, paylinks, idempotency_keys to vezne_system;
grant insert on audit_log, outbox, pay_tokens to vezne_system;
grant update (mailed_at) on outbox to vezne_system;
grant update on provider_events to vezne_system;
grant select on users, sessions, api_keys, pay_tokens to vezne_system;
grant delete on idempotency_keys to vezne_system;

grant select, insert, update on paylinks, payments, attempts, provider_events to vezne_ledger;
grant select, insert on journals, entries, ledger_accounts, audit_log, outbox, pay_tokens to vezne_ledger;
grant select, insert, update, delete on rate_limits to vezne_system;
