-- Deliveries that were refused at the door, kept as they came: whoever looks for a lost notification must find the refused
-- one. They raise no question, move nothing, and are at most so many a day, because anybody can send them.
-- p: id, merchant_id (mer_unrouted where nobody is named), mode, provider, provider_account_id, source, event_key, trust,
--    subject_id, provider_reference, address, content_type, body, body_sha256, reason, daily_limit. Answers whether it is kept.
create or replace function intake_refusal(p jsonb) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  told text := p->>'provider_reference';
  subject text := p->>'subject_id';
begin
  perform set_config('app.merchant_id', m, true);
  update provider_events v set deliveries = v.deliveries + 1, last_received_at = vezne_now()
  where v.merchant_id = m and v.mode = p->>'mode' and v.provider = p->>'provider' and v.event_key = p->>'event_key';
  if found then return true; end if;

  insert into rate_limits as r (key, points, expire)
  values ('refused:' || m || ':' || to_char(vezne_now() at time zone 'Europe/Istanbul', 'YYYY-MM-DD'), 1,
          (extract(epoch from vezne_now() + interval '2 days') * 1000)::bigint)
  on conflict (key) do update set points = r.points + 1 where r.points < (p->>'daily_limit')::int;
  if not found then return false; end if;

  -- What it claims to be about is looked up for the reader alone.
  if subject is null and told is not null and m <> 'mer_unrouted' then
    select id into subject from paylinks where merchant_id = m and mode = p->>'mode' and provider_reference = told;
    if subject is null then
      select id into subject from attempts where merchant_id = m and mode = p->>'mode' and provider_reference = told and charge_by is not null
      order by started_at limit 1;
    end if;
    if subject is null then
      select id into subject from pos_sessions where merchant_id = m and mode = p->>'mode' and provider_reference = told;
    end if;
  end if;
  insert into provider_events as v (merchant_id, id, mode, provider, provider_account_id, source, event_key, deliveries, trust, status,
      subject_kind, subject_id, address, content_type, body, body_sha256, because, received_at, last_received_at)
  values (m, p->>'id', p->>'mode', p->>'provider', p->>'provider_account_id', p->>'source', p->>'event_key', 1, p->>'trust', 'rejected',
      case split_part(subject, '_', 1) when 'pl' then 'paylink' when 'att' then 'attempt' when 'pos' then 'pos_session' end, subject,
      p->>'address', p->>'content_type', p->>'body', p->>'body_sha256', jsonb_build_object('text', p->>'reason', 'at', vezne_now()),
      vezne_now(), vezne_now())
  on conflict on constraint provider_events_once do update set deliveries = v.deliveries + 1, last_received_at = vezne_now();
  if m <> 'mer_unrouted' then perform append_outbox(m, p->>'mode', 'event', p->>'id', '{}'); end if;
  return true;
end $$;
alter function intake_refusal(jsonb) owner to vezne_ledger;
grant execute on function intake_refusal(jsonb) to vezne_intake;
