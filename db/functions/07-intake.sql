-- Stores what was delivered and queues the question to the provider, in one statement, before anyone answers 200.
-- p: array of { id, merchant_id, mode, provider, provider_account_id, source, event_key, trust, subject_kind, subject_id,
--    provider_reference, provider_session (or absent), address, content_type, body, body_sha256 }. Answers one row an element, in order.
create or replace function intake_events(p jsonb) returns table (id text, result text)
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  e jsonb;
  m text;
  link text;
  try text;
  sale text;
  stored record;
  told_at timestamptz := vezne_now();
begin
  for e in select * from jsonb_array_elements(p) loop
    m := e->>'merchant_id';
    perform set_config('app.merchant_id', m, true);
    -- One question an index: a condition for several would read every link of the merchant.
    link := null;
    try := null;
    sale := null;
    if e->>'subject_id' like 'att\_%' then
      select a.id into try from attempts a where a.merchant_id = m and a.id = e->>'subject_id' and a.mode = e->>'mode';
    elsif e->>'subject_id' like 'pos\_%' then
      select s.id into sale from pos_sessions s where s.merchant_id = m and s.id = e->>'subject_id' and s.mode = e->>'mode';
    elsif e->>'subject_id' is not null then
      select l.id into link from paylinks l where l.merchant_id = m and l.id = e->>'subject_id' and l.mode = e->>'mode';
    else
      select l.id into link from paylinks l
      where l.merchant_id = m and l.mode = e->>'mode' and l.provider_reference = e->>'provider_reference';
      if link is null then
        select a.id into try from attempts a
        where a.merchant_id = m and a.provider_reference = e->>'provider_reference' and a.mode = e->>'mode' and a.charge_by is not null
        order by a.started_at limit 1;
      end if;
      -- A phone's notice carries our reference; where it does not, the provider's own session.
      if coalesce(link, try) is null then
        select s.id into sale from pos_sessions s
        where s.merchant_id = m and s.mode = e->>'mode' and (s.provider_reference = e->>'provider_reference'
          or s.provider_account_id = e->>'provider_account_id' and s.payment_session_id = e->>'provider_session');
      end if;
    end if;

    insert into provider_events as v (merchant_id, id, mode, provider, provider_account_id, source, event_key, deliveries,
        trust, status, subject_kind, subject_id, address, content_type, body, body_sha256, received_at, last_received_at)
    values (m, e->>'id', e->>'mode', e->>'provider', e->>'provider_account_id', e->>'source', e->>'event_key', 1,
        e->>'trust', case when coalesce(link, try, sale) is null then 'unmatched' else 'received' end,
        case when link is not null then 'paylink' when try is not null then 'attempt' when sale is not null then 'pos_session' end, coalesce(link, try, sale), e->>'address', e->>'content_type', e->>'body', e->>'body_sha256', told_at, told_at)
    on conflict (merchant_id, mode, provider, event_key) do update
      set deliveries = v.deliveries + 1, last_received_at = told_at,
          status = case when v.status in ('unmatched', 'rejected') and coalesce(link, try, sale) is not null then 'received' else v.status end,
          subject_kind = coalesce(v.subject_kind, excluded.subject_kind), subject_id = coalesce(v.subject_id, link, try, sale)
    returning v.id, v.status, v.deliveries into stored;

    if link is not null and stored.status = 'received' then
      perform enqueue_job('follow-paylink', link,
          jsonb_build_object('merchantId', m, 'paylinkId', link, 'eventId', stored.id));
    elsif try is not null and stored.status = 'received' then
      perform enqueue_job('follow-attempt', try, jsonb_build_object('merchantId', m, 'attemptId', try, 'eventId', stored.id));
    end if;
    if sale is not null and stored.status = 'received' then
      perform enqueue_job('follow-pos', sale, jsonb_build_object('merchantId', m, 'sessionId', sale, 'eventId', stored.id));
    end if;
    perform append_outbox(m, e->>'mode', 'event', stored.id,
        jsonb_strip_nulls(jsonb_build_object('paylink_id', link, 'attempt_id', try, 'pos_session_id', sale)));
    id := stored.id;
    result := case when stored.deliveries > 1 then 'duplicate' else 'stored' end;
    return next;
  end loop;
end $$;
alter function intake_events(jsonb) owner to vezne_ledger;
