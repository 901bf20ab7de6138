-- The bank's statement as a person brought it, and what it says about what we expect and what we paid out.

-- The same file again is the same import; a line that an earlier file brought is not brought again.
-- p: merchant_id, mode, new_import_id, name, sha256, user_id, actor, lines: [{ id, line_no, sha256, day, amount, text, reference, iban }]
create or replace function import_bank_lines(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  b bank_imports;
  taken int;
begin
  perform set_config('app.merchant_id', m, true);
  insert into bank_imports (merchant_id, id, mode, name, sha256, lines, known, day_from, day_to, imported_by, created_at)
  select m, p->>'new_import_id', p->>'mode', p->>'name', p->>'sha256', count(*),
    count(*) filter (where exists (select 1 from bank_lines o where o.merchant_id = m and o.mode = p->>'mode' and o.sha256 = l.value->>'sha256')),
    min((l.value->>'day')::date), max((l.value->>'day')::date), p->>'user_id', vezne_now()
  from jsonb_array_elements(p->'lines') l
  on conflict (merchant_id, mode, sha256) do nothing returning * into b;
  if b.id is null then
    select * into b from bank_imports where merchant_id = m and mode = p->>'mode' and sha256 = p->>'sha256';
    return jsonb_build_object('result', 'replayed', 'import_id', b.id, 'at', b.created_at, 'lines', b.lines, 'known', b.known);
  end if;
  insert into bank_lines (merchant_id, id, mode, import_id, line_no, sha256, day, amount, currency, text, reference, iban)
  select m, l.value->>'id', p->>'mode', b.id, (l.value->>'line_no')::int, l.value->>'sha256', (l.value->>'day')::date, (l.value->>'amount')::bigint,
    'TRY', l.value->>'text', l.value->>'reference', l.value->>'iban'
  from jsonb_array_elements(p->'lines') l
  on conflict (merchant_id, mode, sha256) do nothing;
  get diagnostics taken = row_count;
  perform append_audit(m, b.mode, p->'actor', 'reconciliation.statement_imported', 'bank_import', b.id, null, null, null, null,
      jsonb_build_object('lines', b.lines, 'new', taken, 'sha256', b.sha256));
  return jsonb_build_object('result', 'applied', 'import_id', b.id, 'at', b.created_at, 'lines', b.lines, 'known', b.lines - taken);
end $$;

-- What the bank's lines belong to, and what is missing or unknown. p: merchant_id, mode, day_from, day_to, matches [{ line_id, kind, id }],
-- differences, actor
create or replace function settle_bank(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  done jsonb;
begin
  perform set_config('app.merchant_id', m, true);
  perform pg_advisory_xact_lock(hashtextextended(m || ':bank:recon', 0));
  update bank_lines l set matched_kind = x.value->>'kind', matched_id = x.value->>'id'
  from jsonb_array_elements(p->'matches') x
  where l.merchant_id = m and l.id = x.value->>'line_id' and l.matched_kind is null;
  done := put_differences(m, p->>'mode', null, p || '{"source":"bank","closes":true}');
  if (done->>'opened')::int + (done->>'resolved')::int > 0 then perform append_outbox(m, p->>'mode', 'reconciliation', 'bank', '{}'); end if;
  return jsonb_build_object('result', 'applied') || done;
end $$;

alter function import_bank_lines(jsonb) owner to vezne_ledger;
alter function settle_bank(jsonb) owner to vezne_ledger;
