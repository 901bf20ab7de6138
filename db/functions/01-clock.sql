-- The only clock SQL may read (architecture decision 20). Stable, so that "since a quarter of an hour" is a condition of an
-- index and not a question asked of every row. One moment a statement: everything a command writes carries the same time,
-- and made again at that time it writes the same (docs/decisions/0017-recorded-facts.md).
create or replace function vezne_now() returns timestamptz
language sql stable
as $$ select statement_timestamp() + coalesce((select shift from public.clock_offset where id = 'clock'), interval '0') $$;

grant select on clock_offset to vezne_app, vezne_intake, vezne_system, vezne_ledger;
grant insert, update on clock_offset to vezne_system;
