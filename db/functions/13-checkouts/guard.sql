-- The guard against card testing. Only tries that were declined count, but for one checkout, where every try counts.

-- Tries of a quarter of an hour: of this checkout, and the declined ones of this address, of these cards, of everybody.
create or replace function count_tries(p jsonb, c checkouts) returns table (scope text, key text, tries int, declined int)
language sql stable set search_path = public, pg_temp
as $$
  with recent as (
    select a.address_key, a.bin, y.checkout_id, a.decline is not null and a.decline->>'class' <> 'system' as is_declined
    from attempts a join payments y on y.merchant_id = a.merchant_id and y.id = a.payment_id
    where a.merchant_id = c.merchant_id and a.mode = c.mode and a.charge_by is not null
      and a.started_at > vezne_now() - interval '15 minutes')
  select 'checkout', c.id, count(*)::int, (count(*) filter (where is_declined))::int from recent where checkout_id = c.id
  union all
  select 'address', p->>'address_key', count(*)::int, (count(*) filter (where is_declined))::int
  from recent where address_key = p->>'address_key'
  union all
  select 'bin', p->>'bin', count(*)::int, (count(*) filter (where is_declined))::int from recent where bin = p->>'bin'
  union all
  select 'merchant', '', count(*)::int, (count(*) filter (where is_declined))::int from recent
$$;

-- What was closed, or a row of nulls. Closing is recorded, audited and told, so that staff see and may lift it.
-- p: address_key, bin, new_freeze_id
create or replace function guard_payments(p jsonb, c checkouts) returns payment_freezes
language plpgsql set search_path = public, pg_temp
as $$
declare
  counted record;
  frozen payment_freezes;
begin
  for counted in select * from count_tries(p, c) t where t.key is not null loop
    select * into frozen from payment_freezes f
    where f.merchant_id = c.merchant_id and f.mode = c.mode and f.scope = counted.scope and f.key = counted.key
      and f.frozen_until > vezne_now() and f.lifted_at is null
    order by f.frozen_until desc limit 1;
    if frozen.id is not null then return frozen; end if;
    continue when not (case counted.scope
      when 'checkout' then counted.tries >= 6
      when 'merchant' then counted.tries >= 30 and counted.declined * 10 >= counted.tries * 8
      -- Many people share a bank's first digits or an office's address: nearly all of them declined is a tester.
      else counted.declined >= 10 and counted.declined * 10 >= counted.tries * 8 end);
    -- A lifted freeze gives as many tries again before the next.
    continue when exists (
      select 1 from payment_freezes f where f.merchant_id = c.merchant_id and f.mode = c.mode and f.scope = counted.scope
        and f.key = counted.key and f.lifted_at > vezne_now() - interval '15 minutes');
    insert into payment_freezes (merchant_id, id, mode, scope, key, tries, declined, frozen_at, frozen_until)
    values (c.merchant_id, p->>'new_freeze_id', c.mode, counted.scope, counted.key, counted.tries, counted.declined,
        vezne_now(), vezne_now() + interval '15 minutes')
    returning * into frozen;
    perform append_audit(c.merchant_id, c.mode, '{"kind":"system","id":"guard"}', 'guard.frozen', 'freeze', frozen.id, null, null,
        null, null, jsonb_build_object('scope', counted.scope, 'tries', counted.tries, 'declined', counted.declined, 'checkout_id', c.id));
    perform append_outbox(c.merchant_id, c.mode, 'freeze', frozen.id, '{}');
    return frozen;
  end loop;
  return null;
end $$;

-- Staff let payments start again. p: merchant_id, mode, freeze_id, actor, user_id
create or replace function lift_freeze(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  frozen payment_freezes;
begin
  perform set_config('app.merchant_id', p->>'merchant_id', true);
  select * into frozen from payment_freezes
  where merchant_id = p->>'merchant_id' and mode = p->>'mode' and id = p->>'freeze_id' for update;
  if frozen.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if frozen.lifted_at is not null then return jsonb_build_object('result', 'replayed'); end if;
  update payment_freezes set lifted_at = vezne_now(), lifted_by = p->>'user_id'
  where merchant_id = frozen.merchant_id and id = frozen.id;
  perform append_audit(frozen.merchant_id, frozen.mode, p->'actor', 'guard.lifted', 'freeze', frozen.id, null, null, null, null,
      jsonb_build_object('scope', frozen.scope));
  perform append_outbox(frozen.merchant_id, frozen.mode, 'freeze', frozen.id, '{}');
  return jsonb_build_object('result', 'applied');
end $$;
alter function lift_freeze(jsonb) owner to vezne_ledger;
grant select, insert, update on payment_freezes to vezne_ledger;
