-- The only clock SQL may read (architecture decision 20).
create or replace function vezne_now() returns timestamptz
language sql volatile
as $$ select clock_timestamp() + coalesce((select shift from public.clock_offset where id = 'clock'), interval '0') $$;

grant select on clock_offset to vezne_app, vezne_intake, vezne_system, vezne_ledger;
grant insert, update on clock_offset to vezne_system;
