-- Refunds asked for together: a dry run that changes nothing, and the list that was confirmed. Amounts are minor units as text.

-- What would become of each row: [{ payment_id, result, amount, left, method, scheduled_for, waits, status }] in order.
-- p: merchant_id, mode, rows [{ payment_id | reference_no, amount or null }]
create or replace function plan_refunds(p jsonb) returns jsonb
language plpgsql set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  e jsonb;
  found payments[];
  pay payments;
  seen text[] := '{}';
  answers jsonb := '[]';
  answer jsonb;
begin
  perform set_config('app.merchant_id', m, true);
  for e in select * from jsonb_array_elements(p->'rows') loop
    if e->>'payment_id' is not null then
      found := array(select q from payments q where q.merchant_id = m and q.mode = p->>'mode' and q.id = e->>'payment_id');
    else
      found := array(select q from payments q where q.merchant_id = m and q.mode = p->>'mode'
                       and q.reference_no = e->>'reference_no' and q.paid_at is not null limit 2);
    end if;
    pay := found[1];
    if pay.id is null then answer := jsonb_build_object('result', 'not_found');
    elsif cardinality(found) > 1 then answer := jsonb_build_object('result', 'several_payments');
    elsif pay.id = any (seen) then answer := jsonb_build_object('result', 'twice_in_list', 'payment_id', pay.id);
    else
      seen := seen || pay.id;
      answer := refund_terms(pay, (e->>'amount')::bigint, 'refund') || jsonb_build_object('payment_id', pay.id,
          'reference_no', pay.reference_no, 'customer', pay.customer_name);
    end if;
    answers := answers || answer;
  end loop;
  return jsonb_build_object('rows', answers, 'limit', (select refund_limit::text from merchants where merchant_id = m));
end $$;

-- Writes the confirmed list once. The sum is taken here, from the rows: it decides whether a second person is needed.
-- p: merchant_id, mode, new_batch_id, asked (fingerprint of the request), rows [{ payment_id, amount }], reason, user_id, actor
create or replace function open_refund_batch(p jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  m text := p->>'merchant_id';
  b refund_batches;
begin
  perform set_config('app.merchant_id', m, true);
  insert into refund_batches (merchant_id, id, mode, rows, amount, currency, reason, requested_by, created_at)
  select m, p->>'new_batch_id', p->>'mode', jsonb_build_object('asked', p->>'asked', 'rows', p->'rows'),
      sum((e->>'amount')::bigint), 'TRY', p->>'reason', p->>'user_id', vezne_now()
  from jsonb_array_elements(p->'rows') e
  on conflict do nothing returning * into b;
  if b.id is not null then
    perform append_audit(m, b.mode, p->'actor', 'refund_batch.opened', 'refund_batch', b.id, null, null, null, null,
        jsonb_build_object('amount', b.amount::text, 'rows', jsonb_array_length(p->'rows'), 'reason', b.reason));
    return jsonb_build_object('result', 'opened', 'amount', b.amount::text);
  end if;
  return jsonb_build_object('result', 'replayed');
end $$;
alter function open_refund_batch(jsonb) owner to vezne_ledger;
create or replace trigger refund_batches_immutable before update or delete on refund_batches for each row execute function refuse_change();
create or replace trigger refund_batches_not_truncated before truncate on refund_batches execute function refuse_change();
