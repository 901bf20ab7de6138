-- Comparing our books with the provider's and the bank's: runs, and one case for each thing they do not agree on. Nothing
-- here moves money. Amounts are minor units as text.

grant select, insert, update on reconciliation_runs, reconciliation_cases, bank_lines to vezne_ledger;
grant select, insert on bank_imports to vezne_ledger;

-- Half past three in Istanbul, after the providers closed the day.
create or replace function next_reconciliation_night(p_at timestamptz) returns timestamptz
language sql immutable
as $$ select ((p_at at time zone 'Europe/Istanbul')::date
        + case when (p_at at time zone 'Europe/Istanbul')::time >= '03:30' then 1 else 0 end + time '03:30') at time zone 'Europe/Istanbul' $$;

-- Accounts whose night has come: three days, and on Mondays half a year for what banks took back late.
create or replace function queue_due_reconciliations() returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  taken int := 0;
  due record;
begin
  update provider_accounts set next_reconciliation_at = next_reconciliation_night(vezne_now())
  where next_reconciliation_at is null and next_sweep_at is not null;
  for due in
    update provider_accounts set next_reconciliation_at = next_reconciliation_night(vezne_now())
    where next_reconciliation_at <= vezne_now() returning merchant_id, id
  loop
    perform enqueue_job('reconcile-account', due.id, jsonb_build_object('merchantId', due.merchant_id, 'accountId', due.id, 'kind',
        case extract(isodow from vezne_now() at time zone 'Europe/Istanbul') when 1 then 'weekly' else 'nightly' end));
    taken := taken + 1;
  end loop;
  return taken;
end $$;

-- Begins a comparison, one of an account at a time; one whose process died is closed as incomplete after a quarter of an hour.
-- p: merchant_id, account_id, kind, day_from, day_to, actor, new_run_id
create or replace function open_reconciliation(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  a provider_accounts;
  r reconciliation_runs;
begin
  perform set_config('app.merchant_id', m, true);
  perform pg_advisory_xact_lock(hashtextextended(m || ':' || (p->>'account_id') || ':recon', 0));
  select * into a from provider_accounts where merchant_id = m and id = p->>'account_id';
  if a.id is null then return jsonb_build_object('result', 'not_found'); end if;
  select * into r from reconciliation_runs where merchant_id = m and id = p->>'new_run_id';
  if r.id is not null then return jsonb_build_object('result', 'replayed', 'run_id', r.id); end if;
  update reconciliation_runs set status = 'incomplete', why = 'worker_died', ended_at = vezne_now()
  where merchant_id = m and provider_account_id = a.id and status = 'running' and started_at < vezne_now() - interval '15 minutes';
  select * into r from reconciliation_runs where merchant_id = m and provider_account_id = a.id and status = 'running';
  if r.id is not null then return jsonb_build_object('result', 'running', 'run_id', r.id); end if;
  insert into reconciliation_runs (merchant_id, id, mode, provider_account_id, kind, day_from, day_to, status, started_by, started_at)
  values (m, p->>'new_run_id', a.mode, a.id, p->>'kind', (p->>'day_from')::date, (p->>'day_to')::date, 'running', p->'actor', vezne_now());
  return jsonb_build_object('result', 'applied', 'run_id', p->>'new_run_id', 'mode', a.mode);
end $$;

-- One case a subject and reason. What is as it was only is seen again; what changed is open again, whoever had accepted it.
create or replace function put_difference(p_merchant text, p_mode text, p_account text, d jsonb) returns text
language plpgsql set search_path = public, pg_temp
as $$
declare
  c reconciliation_cases;
begin
  select * into c from reconciliation_cases
  where merchant_id = p_merchant and mode = p_mode and subject_key = d->>'subject_key' and reason = d->>'reason' and status <> 'resolved' for update;
  if c.id is null then
    insert into reconciliation_cases (merchant_id, id, mode, provider_account_id, source, reason, subject_kind, subject_id, subject_key,
        payment_id, day, ours, theirs, bank, amount_at_risk, currency, status, first_seen, last_seen)
    values (p_merchant, d->>'new_case_id', p_mode, p_account, d->>'source', d->>'reason', d->>'subject_kind', d->>'subject_id',
        d->>'subject_key', d->>'payment_id', (d->>'day')::date, nullif(d->'ours', 'null'), nullif(d->'theirs', 'null'), nullif(d->'bank', 'null'),
        (d->>'at_risk')::bigint, d->>'currency', 'open', vezne_now(), vezne_now());
    return 'opened';
  end if;
  if (c.ours, c.theirs, c.bank, c.amount_at_risk, c.day) is not distinct from
     (nullif(d->'ours', 'null'), nullif(d->'theirs', 'null'), nullif(d->'bank', 'null'), (d->>'at_risk')::bigint, (d->>'day')::date) then
    update reconciliation_cases set last_seen = vezne_now() where merchant_id = p_merchant and id = c.id;
    return 'seen';
  end if;
  update reconciliation_cases set ours = nullif(d->'ours', 'null'), theirs = nullif(d->'theirs', 'null'), bank = nullif(d->'bank', 'null'),
      amount_at_risk = (d->>'at_risk')::bigint, day = (d->>'day')::date, payment_id = coalesce(d->>'payment_id', payment_id), status = 'open',
      resolution = null, version = version + 1, last_seen = vezne_now()
  where merchant_id = p_merchant and id = c.id;
  if c.status = 'accepted' then
    perform append_audit(p_merchant, p_mode, '{"kind":"system","id":"reconciliation"}', 'reconciliation.reopened', 'reconciliation_case', c.id, null,
        c.payment_id, 'accepted', 'open', jsonb_build_object('reason', c.reason, 'why', 'it_changed'));
  end if;
  return case c.status when 'accepted' then 'opened' else 'changed' end;
end $$;

create or replace function resolve_case(c reconciliation_cases, p_resolution text, p_actor jsonb) returns void
language plpgsql set search_path = public, pg_temp
as $$
begin
  update reconciliation_cases set status = 'resolved', resolution = p_resolution, decided_by = p_actor, decided_at = vezne_now(), version = version + 1
  where merchant_id = c.merchant_id and id = c.id;
  perform append_audit(c.merchant_id, c.mode, p_actor, 'reconciliation.resolved', 'reconciliation_case', c.id, null, c.payment_id, c.status, 'resolved',
      jsonb_build_object('reason', c.reason, 'resolution', p_resolution, 'amount', c.amount_at_risk::text));
end $$;

-- Everything that was compared: puts what differs, and closes what was looked at and agrees again.
-- p: differences, source, day_from, day_to, closes (boolean), actor
create or replace function put_differences(p_merchant text, p_mode text, p_account text, p jsonb) returns jsonb
language plpgsql set search_path = public, pg_temp
as $$
declare
  d jsonb;
  c reconciliation_cases;
  opened int := 0;
  closed int := 0;
begin
  for d in select value from jsonb_array_elements(p->'differences') order by value->>'subject_key', value->>'reason' loop
    if put_difference(p_merchant, p_mode, coalesce(d->>'account_id', p_account), d) = 'opened' then opened := opened + 1; end if;
  end loop;
  if (p->>'closes')::boolean then
    for c in
      select * from reconciliation_cases k
      where k.merchant_id = p_merchant and k.mode = p_mode and k.status <> 'resolved' and k.source = p->>'source'
        and (p_account is null or k.provider_account_id = p_account) and k.day between (p->>'day_from')::date and (p->>'day_to')::date
        and not exists (select 1 from jsonb_array_elements(p->'differences') x
              where x.value->>'subject_key' = k.subject_key and x.value->>'reason' = k.reason)
      order by k.id for update
    loop
      perform resolve_case(c, 'agrees_again', p->'actor');
      closed := closed + 1;
    end loop;
  end if;
  return jsonb_build_object('opened', opened, 'resolved', closed);
end $$;

-- Ends a comparison. p: merchant_id, run_id, status (complete incomplete), why, read, verdicts, differences, actor
create or replace function settle_reconciliation(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  r reconciliation_runs;
  done jsonb;
begin
  perform set_config('app.merchant_id', m, true);
  select * into r from reconciliation_runs where merchant_id = m and id = p->>'run_id' for update;
  if r.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if r.status <> 'running' then return jsonb_build_object('result', 'replayed', 'run_id', r.id); end if;
  perform pg_advisory_xact_lock(hashtextextended(m || ':' || r.provider_account_id || ':recon', 0));
  done := put_differences(m, r.mode, r.provider_account_id, jsonb_build_object('differences', p->'differences', 'source', 'provider', 'day_from', r.day_from,
      'day_to', r.day_to, 'closes', p->>'status' = 'complete', 'actor', p->'actor'));
  update reconciliation_runs set status = p->>'status', why = p->>'why', read = p->'read', verdicts = p->'verdicts',
      found = jsonb_array_length(p->'differences'), opened = (done->>'opened')::int, resolved = (done->>'resolved')::int, ended_at = vezne_now()
  where merchant_id = m and id = r.id returning * into r;
  perform append_audit(m, r.mode, p->'actor', 'reconciliation.compared', 'reconciliation_run', r.id, null, null, 'running', r.status,
      jsonb_strip_nulls(jsonb_build_object('day_from', r.day_from, 'day_to', r.day_to, 'found', r.found, 'opened', r.opened, 'resolved', r.resolved, 'why', r.why)));
  perform append_outbox(m, r.mode, 'reconciliation', r.id, '{}');
  return jsonb_build_object('result', 'applied', 'run_id', r.id) || done;
end $$;

create or replace trigger reconciliation_cases_step before update of status on reconciliation_cases for each row execute function demand_step('reconciliation_case');
create or replace trigger reconciliation_runs_step before update of status on reconciliation_runs for each row execute function demand_step('reconciliation_run');
alter function queue_due_reconciliations() owner to vezne_system;
alter function open_reconciliation(jsonb) owner to vezne_ledger;
alter function settle_reconciliation(jsonb) owner to vezne_ledger;
