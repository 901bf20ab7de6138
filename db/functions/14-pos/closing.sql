-- The end of a cashier's day: what the books expect by channel, what was counted, two people, then nothing changes any more.

-- What belongs to this day of this cashier in this branch and is in no locked day yet. What became known after its own day
-- was locked belongs to the next day that is closed, and says on which day it happened.
create or replace function pos_day_items(p_merchant text, p_mode text, p_day date, p_cashier text, p_branch text)
returns table (subject_kind text, subject_id text, channel text, amount bigint, happened_on date)
language sql stable set search_path = public, pg_temp
as $$
  with own as (
    select y.id, y.channel, y.paid_at, y.amount_charged from payments y
    join pos_sessions s on s.merchant_id = y.merchant_id and s.id = y.pos_session_id
    join pos_terminals t on t.merchant_id = s.merchant_id and t.id = s.terminal_id
    where y.merchant_id = p_merchant and y.mode = p_mode and s.created_by = p_cashier and coalesce(t.branch_id, '') = p_branch
    union all
    select y.id, y.channel, y.paid_at, y.amount_charged from payments y
    join paylinks l on l.merchant_id = y.merchant_id and l.id = y.paylink_id
    where y.merchant_id = p_merchant and y.mode = p_mode and l.created_by = p_cashier and p_branch = ''
    union all
    select y.id, y.channel, y.paid_at, y.amount_charged from payments y
    join checkouts c on c.merchant_id = y.merchant_id and c.id = y.checkout_id
    where y.merchant_id = p_merchant and y.mode = p_mode and c.created_by = p_cashier and p_branch = ''),
  items as (
    select 'payment' as subject_kind, o.id as subject_id, o.channel, o.amount_charged as amount, istanbul_day(o.paid_at) as happened_on
    from own o where o.paid_at is not null
    union all
    select 'refund', r.id, o.channel, -r.amount, istanbul_day(r.ended_at)
    from own o join refunds r on r.merchant_id = p_merchant and r.payment_id = o.id and r.status = 'confirmed')
  select i.* from items i
  where i.happened_on <= p_day and i.happened_on > p_day - 31
    and not exists (select 1 from pos_closings k where k.merchant_id = p_merchant and k.mode = p_mode and k.day = p_day
      and k.cashier_id = p_cashier and k.branch_id = p_branch and k.status = 'locked')
    and (i.happened_on = p_day or exists (
      select 1 from pos_closings k where k.merchant_id = p_merchant and k.mode = p_mode and k.day = i.happened_on
        and k.cashier_id = p_cashier and k.branch_id = p_branch and k.status = 'locked'))
    and not exists (
      select 1 from pos_closing_rows w join pos_closings k on k.merchant_id = w.merchant_id and k.id = w.closing_id
      where w.merchant_id = p_merchant and w.subject_kind = i.subject_kind and w.subject_id = i.subject_id and k.status = 'locked')
  order by 1, 2
$$;

-- First signature. Counting again replaces what was counted, as long as nobody signed.
-- p: merchant_id, mode, day, cashier_id, branch_id, counted ({channel: text}), reason, user_id, actor, new_closing_id
create or replace function count_pos_day(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  d date := (p->>'day')::date;
  k pos_closings;
  was text;
  want jsonb;
  gap bigint;
begin
  perform set_config('app.merchant_id', m, true);
  if d > istanbul_day(vezne_now()) then return jsonb_build_object('result', 'not_yet'); end if;
  perform pg_advisory_xact_lock(hashtextextended('pos_day|' || m || '|' || (p->>'cashier_id') || '|' || (p->>'branch_id'), 0));
  select * into k from pos_closings where merchant_id = m and mode = p->>'mode' and day = d
    and cashier_id = p->>'cashier_id' and branch_id = p->>'branch_id' for update;
  if k.status = 'locked' then return jsonb_build_object('result', 'locked', 'closing_id', k.id); end if;
  select coalesce(jsonb_object_agg(channel, sum::text), '{}') into want from (
    select channel, sum(amount) as sum from pos_day_items(m, p->>'mode', d, p->>'cashier_id', p->>'branch_id') group by 1) x;
  select coalesce(sum((c.value)::bigint), 0) - coalesce((select sum(value::bigint) from jsonb_each_text(want)), 0) into gap
  from jsonb_each_text(p->'counted') c;
  -- A channel too much and another too little are a difference each, whatever their sum.
  if exists (select 1 from jsonb_each_text(want || (p->'counted')) e
      where coalesce((want->>e.key)::bigint, 0) <> coalesce((p->'counted'->>e.key)::bigint, 0)) and coalesce(p->>'reason', '') = '' then
    return jsonb_build_object('result', 'reason_needed', 'expected', want, 'difference', gap::text);
  end if;
  was := k.status;
  if k.id is null then
    insert into pos_closings (merchant_id, id, mode, day, cashier_id, branch_id, status, because, expected, counted, difference, reason,
        counted_by, counted_at, created_at, updated_at)
    values (m, p->>'new_closing_id', p->>'mode', d, p->>'cashier_id', p->>'branch_id', 'counted', pos_because('pos_day_counted', p->'actor'),
        want, p->'counted', gap, nullif(p->>'reason', ''), p->>'user_id', vezne_now(), vezne_now(), vezne_now())
    returning * into k;
  else
    update pos_closings set status = 'counted', because = pos_because('pos_day_counted', p->'actor'), expected = want, counted = p->'counted',
        difference = gap, reason = nullif(p->>'reason', ''), counted_by = p->>'user_id', counted_at = vezne_now(), updated_at = vezne_now()
    where merchant_id = m and id = k.id returning * into k;
    delete from pos_closing_rows where merchant_id = m and closing_id = k.id;
  end if;
  insert into pos_closing_rows (merchant_id, closing_id, subject_kind, subject_id, channel, amount, happened_on)
  select m, k.id, i.* from pos_day_items(m, k.mode, d, k.cashier_id, k.branch_id) i
  on conflict (merchant_id, subject_kind, subject_id) do update set closing_id = excluded.closing_id, happened_on = excluded.happened_on;
  perform append_audit(m, k.mode, p->'actor', 'pos_closing.counted', 'pos_closing', k.id, null, null, was, 'counted',
      jsonb_build_object('day', d, 'difference', gap::text, 'reason', k.reason));
  perform append_outbox(m, k.mode, 'pos_closing', k.id, '{}');
  return jsonb_build_object('result', 'counted', 'closing_id', k.id);
end $$;

-- Second signature, or back to the cashier. What changed since it was counted has to be counted again.
-- p: merchant_id, mode, closing_id, decision (sign send_back), user_id, actor
create or replace function sign_pos_day(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  k pos_closings;
  target text := case p->>'decision' when 'sign' then 'locked' else 'sent_back' end;
begin
  perform set_config('app.merchant_id', m, true);
  select * into k from pos_closings where merchant_id = m and id = p->>'closing_id' and mode = p->>'mode' for update;
  if k.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if k.status = target and (target <> 'locked' or k.signed_by = p->>'user_id') then
    return jsonb_build_object('result', 'replayed', 'status', k.status);
  end if;
  if k.status <> 'counted' then return jsonb_build_object('result', 'wrong_state', 'status', k.status); end if;
  if k.counted_by = p->>'user_id' or k.cashier_id = p->>'user_id' then return jsonb_build_object('result', 'own_count'); end if;
  if target = 'locked' and exists (
      (select i.subject_kind, i.subject_id, i.amount from pos_day_items(m, k.mode, k.day, k.cashier_id, k.branch_id) i
       except select w.subject_kind, w.subject_id, w.amount from pos_closing_rows w where w.merchant_id = m and w.closing_id = k.id)
      union all
      (select w.subject_kind, w.subject_id, w.amount from pos_closing_rows w where w.merchant_id = m and w.closing_id = k.id
       except select i.subject_kind, i.subject_id, i.amount from pos_day_items(m, k.mode, k.day, k.cashier_id, k.branch_id) i)) then
    return jsonb_build_object('result', 'changed');
  end if;
  update pos_closings set status = target, because = pos_because('pos_day_' || target, p->'actor'), updated_at = vezne_now(),
      signed_by = case target when 'locked' then p->>'user_id' end, signed_at = case target when 'locked' then vezne_now() end
  where merchant_id = m and id = k.id;
  perform append_audit(m, k.mode, p->'actor', 'pos_closing.' || target, 'pos_closing', k.id, null, null, k.status, target, '{}');
  perform append_outbox(m, k.mode, 'pos_closing', k.id, '{}');
  return jsonb_build_object('result', 'applied', 'status', target);
end $$;

-- A locked day never changes, whoever writes.
create or replace function refuse_locked_day() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  locked boolean;
begin
  if tg_table_name = 'pos_closings' then
    locked := old.status = 'locked';
  else
    perform set_config('app.merchant_id', old.merchant_id, true);
    locked := exists (select 1 from pos_closings where merchant_id = old.merchant_id and id = old.closing_id and status = 'locked');
  end if;
  if locked then raise exception 'the day is locked' using errcode = 'VZ002'; end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
alter function refuse_locked_day() owner to vezne_ledger;
create or replace trigger pos_closings_locked_days before update or delete on pos_closings for each row execute function refuse_locked_day();
create or replace trigger pos_closing_rows_locked_days before update or delete on pos_closing_rows for each row execute function refuse_locked_day();
create or replace trigger pos_closings_step before update of status on pos_closings for each row execute function demand_step('pos_closing');

grant select, insert, update on pos_closings to vezne_ledger;
grant select, insert, update, delete on pos_closing_rows to vezne_ledger;
alter function count_pos_day(jsonb) owner to vezne_ledger;
alter function sign_pos_day(jsonb) owner to vezne_ledger;
