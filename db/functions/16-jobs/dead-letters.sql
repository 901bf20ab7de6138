-- Jobs that gave up: visible to the merchant, put to work again by a person, closed when the work is done.

-- Takes one job from the dead-letter queue into its merchant's table. Idempotent: a job that is gone changes nothing.
-- p: job_id, error_class, message (already masked)
create or replace function record_dead_letter(p jsonb) returns text
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  job record;
  m text;
  letter dead_letters;
  row_mode text;
begin
  delete from pgboss.job where name = 'dead-letters' and id = (p->>'job_id')::uuid
  returning data, source_name, singleton_key, source_retry_count, source_created_on into job;
  if job.source_name is null then return null; end if;
  m := job.data->>'merchantId';
  select mode into row_mode from (
    select mode from paylinks where merchant_id = m and id = job.singleton_key
    union all select mode from refunds where merchant_id = m and id = job.singleton_key
    union all select mode from payments where merchant_id = m and id = job.singleton_key
    union all select mode from captures where merchant_id = m and id = job.singleton_key
    union all select mode from payouts where merchant_id = m and id = job.singleton_key
    union all select mode from provider_accounts where merchant_id = m and id = job.singleton_key) found limit 1;
  insert into dead_letters (merchant_id, id, mode, kind, subject_id, data, error_class, message, attempts, state, first_at, last_at, updated_at)
  values (m, 'dl_' || replace(p->>'job_id', '-', ''), coalesce(row_mode, (select mode from provider_accounts where merchant_id = m and mode = 'live' limit 1), 'test'), job.source_name, job.singleton_key, job.data, p->>'error_class', p->>'message',
      job.source_retry_count + 1, 'open', job.source_created_on + (vezne_now() - clock_timestamp()), vezne_now(), vezne_now())
  on conflict (merchant_id, kind, subject_id) where state in ('open', 'redriven')
  do update set state = 'open', attempts = dead_letters.attempts + excluded.attempts, error_class = excluded.error_class,
      message = excluded.message, last_at = excluded.last_at, updated_at = excluded.updated_at
  returning * into letter;
  perform append_audit(m, letter.mode, '{"kind":"system","id":"worker"}', 'job.gave_up', 'job', letter.id, null, null, null, null,
      jsonb_build_object('kind', letter.kind, 'subject_id', letter.subject_id, 'attempts', letter.attempts, 'error', letter.error_class));
  perform append_outbox(m, letter.mode, 'job', letter.id, '{}');
  return letter.id;
end $$;

-- A failed job blocks its own subject until it is out of the way (key_strict_fifo).
create or replace function unblock_subject(p_kind text, p_subject text) returns void
language sql set search_path = public, pg_temp
as $$ delete from pgboss.job where name = p_kind and singleton_key = p_subject and state = 'failed' $$;

-- p: merchant_id, mode, id, decision (redrive dismiss), reason, user_id, actor
create or replace function decide_dead_letter(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  letter dead_letters;
  target text := case p->>'decision' when 'redrive' then 'redriven' when 'dismiss' then 'dismissed' end;
begin
  select * into letter from dead_letters where merchant_id = m and id = p->>'id' and mode = p->>'mode' for update;
  if letter.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if letter.state = target then return jsonb_build_object('result', 'replayed', 'state', letter.state); end if;
  if letter.state <> 'open' then return jsonb_build_object('result', 'wrong_state', 'state', letter.state); end if;
  update dead_letters set state = target, decided_by = p->>'user_id', reason = p->>'reason', updated_at = vezne_now()
  where merchant_id = m and id = letter.id;
  perform unblock_subject(letter.kind, letter.subject_id);
  if target = 'redriven' then perform enqueue_job(letter.kind, letter.subject_id, letter.data); end if;
  perform append_audit(m, letter.mode, p->'actor', 'job.' || target, 'job', letter.id, null, null, null, null,
      jsonb_strip_nulls(jsonb_build_object('kind', letter.kind, 'subject_id', letter.subject_id, 'reason', p->>'reason')));
  perform append_outbox(m, letter.mode, 'job', letter.id, '{}');
  return jsonb_build_object('result', 'decided', 'state', target);
end $$;

-- The subject's job ended well: what waited for a person no longer does.
create or replace function resolve_dead_letters(p_merchant text, p_kind text, p_subject text) returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  done record;
  resolved int := 0;
begin
  for done in
    update dead_letters set state = 'resolved', updated_at = vezne_now()
    where merchant_id = p_merchant and kind = p_kind and subject_id = p_subject and state in ('open', 'redriven') returning *
  loop
    perform append_audit(p_merchant, done.mode, '{"kind":"system","id":"worker"}', 'job.resolved', 'job', done.id, null, null, null, null,
        jsonb_build_object('kind', done.kind, 'subject_id', done.subject_id));
    perform append_outbox(p_merchant, done.mode, 'job', done.id, '{}');
    resolved := resolved + 1;
  end loop;
  return resolved;
end $$;

-- Jobs put to work again whose queue entry got lost: queued once more (the queue is expendable).
create or replace function requeue_redriven() returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  due record;
  taken int := 0;
begin
  for due in
    update dead_letters d set updated_at = vezne_now()
    where d.state = 'redriven' and d.updated_at < vezne_now() - interval '60 seconds'
      and not exists (select 1 from pgboss.job q where q.name = d.kind and q.singleton_key = d.subject_id
        and q.state in ('created', 'retry', 'active', 'failed'))
    returning d.kind, d.subject_id, d.data
  loop
    perform enqueue_job(due.kind, due.subject_id, due.data);
    taken := taken + 1;
  end loop;
  return taken;
end $$;

grant insert, update on dead_letters to vezne_system;
alter function record_dead_letter(jsonb) owner to vezne_system;
alter function decide_dead_letter(jsonb) owner to vezne_system;
alter function resolve_dead_letters(text, text, text) owner to vezne_system;
alter function requeue_redriven() owner to vezne_system;
grant execute on function decide_dead_letter(jsonb) to vezne_app;
