-- Answers are kept for 30 days. What a command did is kept for ever under an id made from its key, so that a key used
-- again later is run again and still repeats nothing (fault F46).
create or replace function forget_idempotency_keys(p_limit int) returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  forgotten int;
begin
  delete from idempotency_keys k using (
    select merchant_id, mode, scope, key from idempotency_keys where created_at < vezne_now() - interval '30 days'
    order by created_at limit p_limit for update skip locked) old
  where (k.merchant_id, k.mode, k.scope, k.key) = (old.merchant_id, old.mode, old.scope, old.key);
  get diagnostics forgotten = row_count;
  return forgotten;
end $$;
alter function forget_idempotency_keys(int) owner to vezne_system;
