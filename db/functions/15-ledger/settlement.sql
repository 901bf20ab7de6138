-- When money is expected in the bank. Expected, never known: Vezne does not see the bank (docs/providers/unverified.md).

-- Public holidays of law 2429, half days included: a payout that slips is better announced late than early. The feasts
-- follow the Hijri calendar as date-holidays 3.37.0 gives their first day; the law makes them 3.5 and 4.5 days long.
insert into bank_holidays (day, name, source)
select make_date(y, m, d), name, 'law 2429'
from generate_series(2025, 2035) y,
  (values (1, 1, 'Yılbaşı'), (4, 23, 'Ulusal Egemenlik ve Çocuk Bayramı'), (5, 1, 'Emek ve Dayanışma Günü'),
          (5, 19, 'Atatürk’ü Anma, Gençlik ve Spor Bayramı'), (7, 15, 'Demokrasi ve Millî Birlik Günü'),
          (8, 30, 'Zafer Bayramı'), (10, 28, 'Cumhuriyet Bayramı arifesi'), (10, 29, 'Cumhuriyet Bayramı')) fixed(m, d, name)
on conflict (day) do nothing;
insert into bank_holidays (day, name, source)
select first_day + n, name, 'law 2429, first day from date-holidays 3.37.0'
from (values ('2025-03-30'::date, 'Ramazan Bayramı', 2), ('2025-06-06', 'Kurban Bayramı', 3),
             ('2026-03-20', 'Ramazan Bayramı', 2), ('2026-05-27', 'Kurban Bayramı', 3),
             ('2027-03-09', 'Ramazan Bayramı', 2), ('2027-05-16', 'Kurban Bayramı', 3),
             ('2028-02-26', 'Ramazan Bayramı', 2), ('2028-05-05', 'Kurban Bayramı', 3)) feast(first_day, name, more),
  generate_series(-1, more) n
on conflict (day) do nothing;
grant select on bank_holidays to vezne_app, vezne_system, vezne_ledger;

-- The Istanbul day on which money of p_at is expected: a capture at or after the cut-off counts as the next day's.
-- `business` counts bank days, `calendar` counts days and then waits for a bank day.
create or replace function value_date(p_at timestamptz, p_days int, p_rule text, p_cut_off text) returns date
language sql stable set search_path = public, pg_temp
as $$
  with begun as (
    select (local at time zone 'UTC')::date + case when to_char(local, 'HH24:MI') >= p_cut_off then 1 else 0 end as day
    from (select p_at at time zone 'Europe/Istanbul' as local) l)
  select d::date
  from begun, generate_series(
    day + case p_rule when 'calendar' then p_days when 'business' then least(p_days, 1) end, day + p_days * 2 + 40, interval '1 day') d
  where extract(isodow from d) < 6 and not exists (select 1 from bank_holidays h where h.day = d::date)
  order by d offset case p_rule when 'business' then greatest(p_days - 1, 0) else 0 end limit 1
$$;

-- What we assume about an account until somebody enters what its contract says: the next bank day, no cut-off.
create or replace function assume_settlement_terms() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  perform set_config('app.merchant_id', new.merchant_id, true);
  insert into settlement_terms (merchant_id, id, mode, provider_account_id, days_after_capture, day_rule, cut_off, valid_from, source,
      created_by, created_at)
  values (new.merchant_id, 'st_' || new.id, new.mode, new.id, 1, 'business', '24:00', '2020-01-01', 'assumed', 'vezne', vezne_now())
  on conflict do nothing;
  return null;
end $$;
grant insert on settlement_terms to vezne_ledger, vezne_app;
grant update (valid_to) on settlement_terms to vezne_app;
alter function assume_settlement_terms() owner to vezne_ledger;
create or replace trigger provider_accounts_settlement after insert on provider_accounts
  for each row execute function assume_settlement_terms();
insert into settlement_terms (merchant_id, id, mode, provider_account_id, days_after_capture, day_rule, cut_off, valid_from, source,
    created_by, created_at)
select merchant_id, 'st_' || id, mode, id, 1, 'business', '24:00', '2020-01-01', 'assumed', 'vezne', vezne_now() from provider_accounts a
where not exists (select 1 from settlement_terms t where t.merchant_id = a.merchant_id and t.provider_account_id = a.id);

-- Every receivable of one merchant and mode booked since a moment, with the day it is expected. A refund is expected
-- to be kept back from what arrives for its own day. One value_date a day and account, not one a payment.
create or replace function expected_receivables(p_merchant text, p_mode text, p_since timestamptz)
returns table (payment_id text, provider_account_id text, currency text, amount bigint, due date)
language sql stable set search_path = public, pg_temp
as $$
  with booked as materialized (
    select j.payment_id, p.provider_account_id, e.currency::text as currency, e.amount, t.days_after_capture, t.day_rule, t.cut_off,
      date_trunc('minute', j.effective_at) as minute,
      (j.effective_at at time zone 'Europe/Istanbul')::date as day,
      to_char(j.effective_at at time zone 'Europe/Istanbul', 'HH24:MI') >= t.cut_off as late
    from journals j
    join entries e on e.merchant_id = j.merchant_id and e.journal_id = j.id and e.account_code like 'provider_receivable:%'
    join payments p on p.merchant_id = j.merchant_id and p.id = j.payment_id
    join lateral (
      select * from settlement_terms s
      where s.merchant_id = p.merchant_id and s.provider_account_id = p.provider_account_id
        and s.valid_from <= (j.effective_at at time zone 'Europe/Istanbul')::date
      order by s.valid_from desc limit 1) t on true
    where j.merchant_id = p_merchant and j.mode = p_mode and j.effective_at >= p_since),
  dated as materialized (
    select day, late, days_after_capture, day_rule, cut_off,
      value_date(min(minute), days_after_capture, day_rule, cut_off) as due
    from booked group by day, late, days_after_capture, day_rule, cut_off)
  select b.payment_id, b.provider_account_id, b.currency, b.amount, d.due
  from booked b join dated d using (day, late, days_after_capture, day_rule, cut_off)
$$;
grant execute on function istanbul_day(timestamptz), value_date(timestamptz, int, text, text), expected_receivables(text, text, timestamptz) to vezne_app;
