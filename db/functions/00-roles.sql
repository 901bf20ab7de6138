-- Nobody logs in as these: a connection starts with role=<one of them> and owns nothing.
do $$
declare name text;
begin
  foreach name in array array['vezne_app', 'vezne_intake', 'vezne_system', 'vezne_ledger'] loop
    if not exists (select 1 from pg_roles where rolname = name) then
      execute format('create role %I nologin noinherit nosuperuser nobypassrls', name);
    end if;
  end loop;
end $$;

grant usage on schema public to vezne_app, vezne_intake, vezne_system, vezne_ledger;
revoke create on schema public from public;
