-- Small appends that every money command shares. They run inside the caller's statement; plpgsql, because it keeps its
-- plans where a SQL function is planned again at every call.

create or replace function append_audit(
  p_merchant text, p_mode text, p_actor jsonb, p_action text, p_subject_kind text, p_subject_id text,
  p_paylink text, p_payment text, p_from text, p_to text, p_data jsonb
) returns void
language plpgsql set search_path = public, pg_temp
as $$
begin
  insert into audit_log (merchant_id, mode, at, actor_kind, actor_id, action, subject_kind, subject_id,
                         paylink_id, payment_id, from_status, to_status, data)
  values (p_merchant, p_mode, vezne_now(), p_actor->>'kind', p_actor->>'id', p_action, p_subject_kind, p_subject_id,
          p_paylink, p_payment, p_from, p_to, coalesce(p_data, '{}'::jsonb));
end $$;

create or replace function append_outbox(p_merchant text, p_mode text, p_topic text, p_subject text, p_data jsonb)
returns void
language plpgsql set search_path = public, pg_temp
as $$
begin
  insert into outbox (merchant_id, mode, topic, subject_id, data, created_at)
  values (p_merchant, p_mode, p_topic, p_subject, coalesce(p_data, '{}'::jsonb), vezne_now());
end $$;

-- Puts a job in the queue inside the caller's statement. Options come from the queue, as pg-boss does itself.
create or replace function enqueue_job(p_queue text, p_key text, p_data jsonb) returns void
language plpgsql set search_path = public, pg_temp
as $$
begin
  insert into pgboss.job (name, data, singleton_key, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max,
                          expire_seconds, deletion_seconds, keep_until, dead_letter, heartbeat_seconds)
  select q.name, p_data, p_key, q.policy, q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max,
         q.expire_seconds, q.deletion_seconds, now() + q.retention_seconds * interval '1 second', q.dead_letter, q.heartbeat_seconds
  from pgboss.queue q where q.name = p_queue;
end $$;

-- A call to a provider: its intent, and the same again with its outcome, or a question with its answer at once. One statement,
-- so that a call costs no transaction of several round trips, and harmless twice. p: the row, `merchant_id` and `id` its key.
create or replace function record_call(p jsonb) returns void
language plpgsql set search_path = public, pg_temp
as $$
begin
  perform set_config('app.merchant_id', p->>'merchant_id', true);
  insert into provider_calls as c
  select r.* from jsonb_populate_record(null::provider_calls, p) r
  on conflict (merchant_id, id) do update set state = excluded.state, http_status = excluded.http_status,
      result_code = excluded.result_code, response = excluded.response, duration_ms = excluded.duration_ms, ended_at = excluded.ended_at
  where c.state = 'sending';
end $$;

grant usage on schema pgboss to vezne_app, vezne_system, vezne_ledger;
grant select, insert, update, delete on all tables in schema pgboss to vezne_system;
grant usage, select on all sequences in schema pgboss to vezne_system;
grant execute on all functions in schema pgboss to vezne_system;
grant select, insert on pgboss.job to vezne_app, vezne_ledger;
grant select on pgboss.queue to vezne_app, vezne_ledger;
