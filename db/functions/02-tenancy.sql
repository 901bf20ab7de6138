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

-- The first merchant and its owner. Where a merchant stands already nobody is made: the installation has its owner.
create or replace function create_first_owner(p jsonb) returns text
language plpgsql set search_path = public, pg_temp
as $$
begin
  -- Two at once: the second one looks after the first has written.
  perform pg_advisory_xact_lock(7431004);
  if exists (select 1 from merchants) then return 'exists'; end if;
  insert into merchants (merchant_id, slug, name, descriptor, refund_limit, release_limit, created_at)
  values (p->>'merchant_id', p->>'slug', p->>'shop_name', p->>'descriptor', (p->>'limit')::bigint, (p->>'limit')::bigint, vezne_now());
  insert into users (id, email, email_folded, name, password_hash, locale, created_at)
  values (p->>'user_id', p->>'email', p->>'email_folded', p->>'name', p->>'password_hash', p->>'locale', vezne_now());
  insert into memberships (merchant_id, user_id, role, created_at) values (p->>'merchant_id', p->>'user_id', 'owner', vezne_now());
  -- Both logs begin with it.
  perform append_audit(p->>'merchant_id', m, jsonb_build_object('kind', 'user', 'id', p->>'user_id'), 'merchant.set_up', 'merchant',
    p->>'merchant_id', null, null, null, null, jsonb_build_object('name', p->>'shop_name'))
  from unnest(array['test', 'live']) m;
  return 'made';
end $$;
