-- How a refund ends: by the provider's answer to our one request, else by its own records.

create or replace function is_capture(p_merchant text, p_transaction text) returns boolean
language sql stable set search_path = public, pg_temp
as $$ select exists (select 1 from captures
        where merchant_id = p_merchant and capture_transaction_id = p_transaction and kind = 'capture' and status = 'confirmed') $$;

-- A capture that was taken back leaves the authorisation open: the card's limit is given back by a void of its own.
create or replace function let_hold_go(r refunds, pay payments, p jsonb) returns void
language plpgsql set search_path = public, pg_temp
as $$
declare
  c captures;
begin
  if r.method <> 'cancel' or not is_capture(r.merchant_id, r.provider_transaction_id) then return; end if;
  c := insert_capture(jsonb_build_object('kind', 'void', 'amount', pay.amount_authorised::text, 'actor', p->'actor',
      'new_capture_id', p->>'new_capture_id'), pay, refund_because('capture_was_taken_back', p->'actor', p->>'call_id'));
  perform enqueue_job('follow-capture', c.id, jsonb_build_object('merchantId', r.merchant_id, 'captureId', c.id));
end $$;

-- What the provider answered about a refund: accepted, refused, unknown or confirmed by its own record.
-- `absent`: a complete list of the provider did not hold it; three over twenty minutes say that it never arrived.
-- p: merchant_id, refund_id, outcome, reversal_id, detail, call_id, actor, new_journal_id, new_capture_id
create or replace function settle_refund(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  r refunds;
  pay payments;
  was text;
  outcome text := p->>'outcome';
  why jsonb;
begin
  perform set_config('app.merchant_id', m, true);
  select * into r from refunds where merchant_id = m and id = p->>'refund_id' for update;
  if r.id is null then return jsonb_build_object('result', 'not_found'); end if;
  if r.status not in ('sending', 'sent', 'unknown') then return refund_answer('replayed', r); end if;
  if outcome = 'absent' then
    -- What the provider accepted is awaited, however long its list is silent. A phone that never finished gave nothing
    -- back: after a day, far past its session, nobody can finish it any more.
    if r.status = 'sent' and not (r.on_device and r.sent_at <= vezne_now() - interval '24 hours') then
      return refund_answer('replayed', r);
    end if;
    update refunds set absent_answers = absent_answers + 1, absent_since = coalesce(absent_since, vezne_now())
    where merchant_id = m and id = r.id returning * into r;
    if r.absent_answers < 3 or r.absent_since > vezne_now() - interval '20 minutes' then outcome := 'unknown'; end if;
  end if;
  if (outcome, r.status) in (('accepted', 'sent'), ('unknown', 'unknown'), ('unknown', 'sent')) then return refund_answer('replayed', r); end if;
  why := refund_because('provider_' || outcome || '_refund', p->'actor', p->>'call_id') ||
         jsonb_strip_nulls(jsonb_build_object('detail', p->>'detail'));
  if outcome = 'confirmed' then
    update refunds set provider_reversal_id = p->>'reversal_id' where merchant_id = m and id = r.id returning * into r;
    perform post_refund(r, 'refund', p->>'new_journal_id', r.provider_account_id || ':' || r.provider_reversal_id);
    select status into was from payments where merchant_id = m and id = r.payment_id for update;
    update payments set amount_refund_pending = amount_refund_pending - r.amount, amount_refunded = amount_refunded + r.amount,
        -- A chargeback that is open says how the payment stands until it ends; the sums are right meanwhile.
        status = case when was = 'disputed' then was
                      when amount_refunded + r.amount < amount_charged then 'partially_refunded'
                      when r.kind = 'void' then 'voided' else 'refunded' end,
        because = case when was = 'disputed' then because else why end, updated_at = vezne_now()
    where merchant_id = m and id = r.payment_id returning * into pay;
    perform shift_escrow(m, r.payment_id, 0, -r.amount, 0, r.amount, why);
    perform let_hold_go(r, pay, p);
    if pay.status <> 'disputed' then
      perform append_audit(m, r.mode, p->'actor', 'payment.' || pay.status, 'payment', pay.id, pay.paylink_id, pay.id, was, pay.status,
          jsonb_build_object('amount', r.amount::text, 'refund_id', r.id));
    end if;
  elsif outcome in ('refused', 'absent') then
    update refunds set provider_reversal_id = p->>'reversal_id' where merchant_id = m and id = r.id returning * into r;
    perform free_reservation(r, p->>'new_journal_id');
  end if;
  r := move_refund(r, case when outcome = 'accepted' then 'sent' when outcome in ('refused', 'absent') then 'rejected' else outcome end, why, p->'actor',
      jsonb_build_object('call_id', p->>'call_id', 'detail', p->>'detail'));
  return refund_answer('applied', r);
end $$;

-- Refunds whose time has come or whose answer is awaited. The gaps grow to an hour and never end.
create or replace function queue_due_refunds(p_limit int) returns int
language sql security definer set search_path = public, pg_temp
as $$ select queue_due('refunds', array['scheduled', 'sending', 'sent', 'unknown'], 'follow-refund', 'refundId', p_limit) $$;

alter function settle_refund(jsonb) owner to vezne_ledger;
alter function queue_due_refunds(int) owner to vezne_system;
