-- The session key of a till: opened before a sale, kept sealed, ended by logout.

-- What the key was answered: opened, rejected, or lost (nothing was started with it, so the try is over).
-- With `opened` a sale of our own is about to be sent: sent_at is its intent, and only one caller is told to send.
-- p: merchant_id, session_id, outcome (opened reused rejected lost), sealed_key, expires_at, is_fiscal_inquiry, decline, actor
create or replace function settle_pos_key(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  s pos_sessions;
begin
  perform set_config('app.merchant_id', m, true);
  s := lock_pos_sale(m, p->>'session_id');
  if s.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if s.status <> 'authorising' then return jsonb_build_object('result', 'replayed', 'status', s.status); end if;
  if p->>'outcome' in ('rejected', 'lost') then
    s := drop_pos(s, case p->>'outcome' when 'rejected' then 'provider_refused_pos_key' else 'pos_key_answer_lost' end, p->'decline', p->'actor', null);
    return jsonb_build_object('result', 'applied', 'status', s.status);
  end if;
  if p->>'outcome' = 'opened' then perform store_pos_key(p || jsonb_build_object('terminal_id', s.terminal_id)); end if;
  update pos_sessions set sent_at = case when started_by_us then vezne_now() end, next_check_at =
      case when started_by_us then vezne_now() + interval '60 seconds' else vezne_now() + interval '15 minutes' end
  where merchant_id = m and id = s.id returning * into s;
  s := move_pos(s, 'ready', pos_because(case when s.started_by_us then 'pos_sale_being_sent' else 'pos_waits_for_app' end, p->'actor'), p->'actor');
  return jsonb_build_object('result', case when s.started_by_us then 'send' else 'applied' end, 'status', s.status);
end $$;

-- p: merchant_id, terminal_id, sealed_key (null: the key is over), expires_at, is_fiscal_inquiry
create or replace function store_pos_key(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  perform set_config('app.merchant_id', p->>'merchant_id', true);
  update pos_terminals set sealed_key = p->>'sealed_key', key_opened_at = case when p->>'sealed_key' is not null then vezne_now() end,
      key_expires_at = case when p->>'sealed_key' is not null then (p->>'expires_at')::timestamptz end,
      is_fiscal_inquiry = coalesce((p->>'is_fiscal_inquiry')::boolean, is_fiscal_inquiry)
  where merchant_id = p->>'merchant_id' and id = p->>'terminal_id';
  return jsonb_build_object('result', case when found then 'applied' else 'not_found' end);
end $$;

alter function settle_pos_key(jsonb) owner to vezne_ledger;
alter function store_pos_key(jsonb) owner to vezne_ledger;
