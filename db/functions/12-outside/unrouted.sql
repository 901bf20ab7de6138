-- Notifications that came to the bare path and prove nothing: whose they are nobody knows. They wait under a reserved
-- tenant, at most so many a day, and at most make us ask the provider about a link they name.

-- The reserved tenant is closed: it has no members, keys, links or money, and cannot be given any.
do $$
declare
  t text;
begin
  for t in
    select c.relname from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'merchant_id' and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'provider_events'
      and not exists (select 1 from pg_constraint k where k.conrelid = c.oid and k.conname = c.relname || '_is_routed')
  loop
    execute format('alter table %I add constraint %I check (merchant_id <> ''mer_unrouted'') not valid', t, t || '_is_routed');
  end loop;
end $$;

-- One more hint of this Istanbul day; false once the day is full.
create or replace function count_hint(p_limit int) returns boolean
language plpgsql set search_path = public, pg_temp
as $$
begin
  insert into rate_limits as r (key, points, expire)
  values ('unrouted-hints:' || to_char(vezne_now() at time zone 'Europe/Istanbul', 'YYYY-MM-DD'), 1,
          (extract(epoch from vezne_now() + interval '2 days') * 1000)::bigint)
  on conflict (key) do update set points = r.points + 1 where r.points < p_limit;
  return found;
end $$;

-- Asks the provider about the link of that reference, at most every 30 seconds. Accounts that demand a signature or
-- enforce their allowlist are never moved by what proves nothing. Answers nothing, so that a stranger learns nothing.
create or replace function ask_about_named(p_provider text, p_reference text) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  link record;
  try record;
  now_ms bigint := (extract(epoch from vezne_now()) * 1000)::bigint;
begin
  for link in
    select l.merchant_id, l.id from paylinks l
    join provider_accounts a on a.merchant_id = l.merchant_id and a.id = l.provider_account_id
    where l.provider_reference = p_reference and l.provider = p_provider and l.status <> 'failed'
      and a.signature_required = 'no' and a.allowlist_mode <> 'enforce'
    limit 2
  loop
    insert into rate_limits as r (key, points, expire) values ('hint:' || link.id, 1, now_ms + 30000)
    on conflict (key) do update set expire = excluded.expire where r.expire <= now_ms;
    if found then
      perform enqueue_job('follow-paylink', link.id, jsonb_build_object('merchantId', link.merchant_id, 'paylinkId', link.id));
    else
      -- One step back, because this question is not one of the ladder's.
      update paylinks set next_check_at = vezne_now() + interval '30 seconds', check_step = greatest(check_step - 1, 0)
      where merchant_id = link.merchant_id and id = link.id
        and (next_check_at is null or next_check_at > vezne_now() + interval '30 seconds');
    end if;
  end loop;
  -- Tries have a ladder of their own; one that is over is not opened again by what proves nothing.
  for try in
    select a.merchant_id, a.id from attempts a
    join provider_accounts c on c.merchant_id = a.merchant_id and c.id = a.provider_account_id
    where a.provider_reference = p_reference and a.provider = p_provider and a.charge_by is not null and a.next_check_at is not null
      and c.signature_required = 'no' and c.allowlist_mode <> 'enforce'
    limit 2
  loop
    update attempts set next_check_at = vezne_now() + interval '5 seconds', check_step = greatest(check_step - 1, 0)
    where merchant_id = try.merchant_id and id = try.id and next_check_at > vezne_now() + interval '30 seconds';
  end loop;
end $$;
alter function ask_about_named(text, text) owner to vezne_system;

-- p: id, provider, event_key, trust (unsigned address_known), address, content_type, body, body_sha256, because,
--    provider_reference, daily_limit (null: not counted). A repeat is the same row and is not counted again.
create or replace function intake_hint(p jsonb) returns table (result text, retry_after int)
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  local_now timestamp := vezne_now() at time zone 'Europe/Istanbul';
begin
  perform set_config('app.merchant_id', 'mer_unrouted', true);
  retry_after := 0;
  update provider_events v set deliveries = v.deliveries + 1, last_received_at = vezne_now()
  where v.merchant_id = 'mer_unrouted' and v.mode = 'live' and v.provider = p->>'provider' and v.event_key = p->>'event_key';
  result := 'duplicate';
  if not found then
    if p->>'daily_limit' is not null and not count_hint((p->>'daily_limit')::int) then
      result := 'full';
      retry_after := greatest(1, ceil(extract(epoch from date_trunc('day', local_now) + interval '1 day' - local_now))::int);
      return next;
      return;
    end if;
    insert into provider_events as v (merchant_id, id, mode, provider, source, event_key, deliveries, trust, status,
        address, content_type, body, body_sha256, because, received_at, last_received_at)
    values ('mer_unrouted', p->>'id', 'live', p->>'provider', 'webhook', p->>'event_key', 1, p->>'trust', 'unmatched',
        p->>'address', p->>'content_type', p->>'body', p->>'body_sha256', p->'because', vezne_now(), vezne_now())
    on conflict on constraint provider_events_once do update set deliveries = v.deliveries + 1, last_received_at = vezne_now();
    result := 'stored';
  end if;
  if p->>'provider_reference' is not null then perform ask_about_named(p->>'provider', p->>'provider_reference'); end if;
  return next;
end $$;
alter function intake_hint(jsonb) owner to vezne_ledger;
grant select, insert, update on rate_limits to vezne_ledger;
grant execute on function intake_hint(jsonb) to vezne_intake;
