-- What the provider answered about a try of a sale on a phone, applied to try, payment and books in one statement.

-- Why a person has to look, or null.
create or replace function pos_review(p jsonb, s pos_sessions, pay payments) returns text
language plpgsql stable set search_path = public, pg_temp
as $$
declare
  charged bigint := (p->>'amount_charged')::bigint;
  net bigint := (p->>'net')::bigint;
begin
  if charged <> net + (p->>'commission')::bigint + (p->>'commission_tax')::bigint then return 'anatomy'; end if;
  if s.add_commission and abs(net - s.amount) > 1 then return 'amount'; end if;
  if not s.add_commission and charged <> s.amount then return 'amount'; end if;
  if s.installments <> greatest((p->>'installments')::int, 1) then return 'amount'; end if;
  if exists (select 1 from payments y where y.merchant_id = pay.merchant_id and y.id <> pay.id and y.paid_at is not null
      and y.pos_session_id in (select id from pos_sessions where merchant_id = s.merchant_id and payment_id = s.payment_id)) then
    return 'duplicate';
  end if;
  return null;
end $$;

create or replace function has_newer_pos(s pos_sessions) returns boolean
language sql stable set search_path = public, pg_temp
as $$
  select exists (select 1 from pos_sessions o where o.merchant_id = s.merchant_id and o.payment_id = s.payment_id
    and (o.created_at, o.id) > (s.created_at, s.id))
$$;

-- Nobody waited for this sum any more: the cashier gave up, the time was over, or another try of the sale was begun.
create or replace function is_late_pos(s pos_sessions) returns boolean
language sql stable set search_path = public, pg_temp
as $$ select s.status in ('cancelled', 'expired', 'closed') or has_newer_pos(s) $$;

-- The payment a taken sum belongs to: the sale's own, or a new one where that was taken already.
create or replace function pos_payment_of_row(p jsonb, att attempts, s pos_sessions) returns payments
language plpgsql set search_path = public, pg_temp
as $$
declare
  pay payments;
begin
  pay := payment_of_row(p, att);
  update payments set pos_session_id = coalesce(pos_session_id, s.id) where merchant_id = pay.merchant_id and id = pay.id returning * into pay;
  return pay;
end $$;

-- One row of the provider's answer. Idempotent by the provider's transaction id. p: as book_attempt takes it, with
-- session_id in the place of attempt_id; verdict is captured or failed: a phone holds nothing.
create or replace function book_pos(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  s pos_sessions;
  named attempts;
  att attempts;
  pay payments;
  was text;
  target text := p->>'verdict';
  flag text;
  is_late boolean;
  why jsonb := jsonb_build_object('text', 'provider_answered_' || target, 'at', vezne_now(), 'actor', p->'actor',
      'event_id', p->'event_id', 'call_id', p->'call_id');
begin
  perform set_config('app.merchant_id', m, true);
  if target not in ('captured', 'failed') then raise exception 'verdict % is not bookable', target using errcode = 'VZ005'; end if;
  s := lock_pos_sale(m, p->>'session_id');
  if s.id is null then raise exception 'no such session' using errcode = 'VZ404'; end if;
  select * into named from attempts where merchant_id = m and id = s.attempt_id for update;
  att := attempt_of_row(p, named);
  update provider_events set status = 'applied', applied_at = vezne_now()
  where merchant_id = m and subject_id = s.id and status in ('received', 'unmatched');
  if att.status = target or att.status = 'captured' then
    -- A decline may have come before anybody knew that the start arrived: the session ends by it whenever it is read again.
    if att.status = 'failed' then perform end_pos(s, 'failed', false, why, p->'actor'); end if;
    return jsonb_build_object('result', 'replayed', 'payment_id', att.payment_id);
  end if;
  pay := pos_payment_of_row(p, att, s);
  was := pay.status;
  is_late := is_late_pos(s);
  if p->>'currency' <> s.currency then
    if (was, pay.review) is distinct from ('unknown', 'currency') then
      update payments set status = case when was = 'created' then 'processing' else was end where merchant_id = m and id = pay.id;
      update payments set status = 'unknown', review = 'currency', because = why, updated_at = vezne_now() where merchant_id = m and id = pay.id;
      perform append_audit(m, pay.mode, p->'actor', 'payment.foreign_currency', 'payment', pay.id, null, pay.id, was, 'unknown', p);
      perform append_outbox(m, pay.mode, 'payment', pay.id, '{}');
    end if;
    return jsonb_build_object('result', 'refused_currency', 'payment_id', pay.id);
  end if;

  update attempts set status = case when status = 'created' then 'redirected' else status end where merchant_id = m and id = att.id;
  update attempts set status = target, card = p->'card', decline = nullif(p->'decline', 'null'::jsonb), ended_at = vezne_now()
  where merchant_id = m and id = att.id;
  if target = 'captured' then
    flag := pos_review(p, s, pay);
    pay.provider_account_id := att.provider_account_id;
    update payments set provider_account_id = att.provider_account_id, provider_reference = att.provider_reference
    where merchant_id = m and id = pay.id;
    pay := enter_capture(p, pay, coalesce(flag, case when is_late then 'pos_late' end), s.amount, s.add_commission, why);
    if pay.id is null then return jsonb_build_object('result', 'replayed', 'payment_id', att.payment_id); end if;
  elsif not has_newer_pos(s) and not exists (select 1 from attempts a where a.merchant_id = m and a.payment_id = pay.id and a.status = 'captured') then
    pay := enter_failure(p, pay, why);
  end if;
  if pay.status <> was then
    perform append_audit(m, pay.mode, p->'actor', 'payment.' || target, 'payment', pay.id, null, pay.id, was, pay.status,
        jsonb_build_object('transaction_id', p->>'transaction_id', 'amount_charged', p->>'amount_charged', 'net', p->>'net',
                           'decline', p->'decline', 'review', pay.review, 'call_id', p->'call_id', 'event_id', p->'event_id'));
  end if;
  perform append_outbox(m, pay.mode, 'payment', pay.id, jsonb_build_object('status', pay.status));
  perform end_pos(s, target, is_late, why, p->'actor');
  return jsonb_build_object('result', 'applied', 'payment_id', pay.id, 'review', pay.review, 'late', is_late and target = 'captured');
end $$;

-- The session after a row: taken ends it, declined leaves the phone free while a later tap of the same session still counts.
create or replace function end_pos(s pos_sessions, p_target text, p_late boolean, p_why jsonb, p_actor jsonb) returns void
language plpgsql set search_path = public, pg_temp
as $$
begin
  if p_target = 'captured' then
    update pos_sessions set next_check_at = null where merchant_id = s.merchant_id and id = s.id;
    if s.status not in ('succeeded', 'late_success') then
      perform move_pos(s, case when p_late then 'late_success' else 'succeeded' end, p_why, p_actor);
    else
      -- A second sum of one session: it is late whatever the first was.
      update pos_sessions set alarm_at = vezne_now(), alarm_seen_by = null where merchant_id = s.merchant_id and id = s.id;
      perform append_outbox(s.merchant_id, s.mode, 'pos_session', s.id, '{}');
    end if;
  elsif s.status in ('initiated', 'opened', 'verifying', 'unknown', 'cancelled', 'expired') then
    perform move_pos(s, 'declined', p_why, p_actor);
  end if;
end $$;

alter function book_pos(jsonb) owner to vezne_ledger;
