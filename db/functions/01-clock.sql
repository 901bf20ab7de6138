-- The only clock SQL may read (architecture decision 20). Stable, so that "since a quarter of an hour" is a condition of an
-- index and not a question asked of every row; a clock that moves within one statement is nobody's wish.
create or replace function vezne_now() returns timestamptz
language sql stable
as $$ select clock_timestamp() + coalesce((select shift from public.clock_offset where id = 'clock'), interval '0') $$;

grant select on clock_offset to vezne_app, vezne_intake, vezne_system, vezne_ledger;
grant insert, update on clock_offset to vezne_system;
