-- The audit chain (invariant I13). A row's text is its whole content in a fixed order; a hash covers the one before.

create or replace function audit_row_text(a audit_log) returns text
language sql immutable
as $$ select to_jsonb(a)::text $$;

create or replace function audit_hash(p_before text, a audit_log) returns text
language sql immutable
as $$ select encode(sha256(convert_to(p_before || '|' || public.audit_row_text(a), 'UTF8')), 'hex') $$;

-- Seals what is not sealed yet. One sealer at a time; a row that commits late is sealed later, in its own place.
create or replace function seal_audit(p_limit int) returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  a audit_log;
  head audit_seals;
  taken int := 0;
begin
  if not pg_try_advisory_xact_lock(7431002) then return 0; end if;
  for a in
    select l.* from audit_log l
    where l.seq > coalesce((select max(s.seq) - 10000 from audit_seals s where s.merchant_id = l.merchant_id), 0)
      and not exists (select 1 from audit_seals s where s.merchant_id = l.merchant_id and s.seq = l.seq)
    order by l.merchant_id, l.seq limit p_limit
  loop
    select * into head from audit_seals where merchant_id = a.merchant_id order by position desc limit 1;
    insert into audit_seals (merchant_id, position, seq, hash, sealed_at)
    values (a.merchant_id, coalesce(head.position, 0) + 1, a.seq, audit_hash(coalesce(head.hash, a.merchant_id), a), vezne_now());
    taken := taken + 1;
  end loop;
  return taken;
end $$;

-- Recomputes every chain. Answers a row a finding; none means the chains hold. An unsealed tail is reported, not hidden.
create or replace function verify_audit() returns table (merchant_id text, finding text, place bigint)
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  s record;
  before text;
  expected bigint;
  tenant text;
begin
  for tenant in select distinct x.merchant_id from audit_seals x loop
    before := tenant;
    expected := 1;
    for s in
      select z.position, z.seq, z.hash, l as row_itself, l.seq as found
      from audit_seals z left join audit_log l on l.merchant_id = z.merchant_id and l.seq = z.seq
      where z.merchant_id = tenant order by z.position
    loop
      if s.position <> expected then
        merchant_id := tenant; finding := 'seal missing'; place := expected; return next;
        expected := s.position;
      end if;
      if s.found is null then
        merchant_id := tenant; finding := 'row missing'; place := s.seq; return next;
      elsif audit_hash(before, s.row_itself) <> s.hash then
        merchant_id := tenant; finding := 'row changed'; place := s.seq; return next;
      end if;
      before := s.hash;
      expected := expected + 1;
    end loop;
  end loop;
  return query
    select l.merchant_id, 'not sealed yet'::text, l.seq from audit_log l
    where not exists (select 1 from audit_seals z where z.merchant_id = l.merchant_id and z.seq = l.seq)
      and l.at < vezne_now() - interval '10 seconds';
end $$;

create or replace trigger audit_seals_immutable before update or delete on audit_seals for each row execute function refuse_change();
create or replace trigger audit_seals_not_truncated before truncate on audit_seals execute function refuse_change();
grant insert on audit_seals to vezne_system;
alter function seal_audit(int) owner to vezne_system;
alter function verify_audit() owner to vezne_system;
