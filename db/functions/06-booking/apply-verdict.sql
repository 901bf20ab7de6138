-- What a provider's answer does to a payment and the books, shared by links and checkouts. p as book_transaction takes it.

-- Debit what the provider owes us, its fee and the tax; credit what we owe the merchant, or hold until a delivery. What does not add up is
-- parked in suspense and shown, never forced into a figure.
create or replace function post_capture(p jsonb, pay payments) returns boolean
language plpgsql set search_path = public, pg_temp
as $$
declare
  journal text;
  charged bigint := (p->>'amount_charged')::bigint;
  net bigint := (p->>'net')::bigint;
  fee bigint := (p->>'commission')::bigint;
  tax bigint := (p->>'commission_tax')::bigint;
begin
  insert into journals (merchant_id, id, mode, kind, ref, payment_id, effective_at, created_at)
  values (pay.merchant_id, p->>'new_journal_id', pay.mode, 'capture', pay.provider_account_id || ':' || (p->>'transaction_id'),
      pay.id, coalesce((p->>'paid_at')::timestamptz, vezne_now()), vezne_now())
  on conflict (merchant_id, mode, kind, ref) do nothing
  returning id into journal;
  if journal is null then return false; end if;

  insert into ledger_accounts (merchant_id, mode, code, currency)
  select pay.merchant_id, pay.mode, c, p->>'currency'
  from unnest(array['provider_receivable:' || pay.provider, 'fees_expense', 'fees_tax', payable_account(pay.merchant_id, pay.id), 'suspense']) c
  on conflict do nothing;
  insert into entries (merchant_id, journal_id, leg, mode, account_code, amount, currency)
  select pay.merchant_id, journal, v.leg, pay.mode, v.code, v.amount, p->>'currency'
  from (values (1, 'provider_receivable:' || pay.provider, net), (2, 'fees_expense', fee), (3, 'fees_tax', tax),
               (4, payable_account(pay.merchant_id, pay.id), -charged), (5, 'suspense', charged - net - fee - tax)) v(leg, code, amount)
  where v.amount <> 0;
  return true;
end $$;

-- Takes the charged sum into books and payment. Answers null when this transaction's journal is there already.
-- p_requested: what was asked; p_bears: the payer bears what instalments or commission add.
create or replace function enter_capture(p jsonb, pay payments, p_flag text, p_requested bigint, p_bears boolean, p_why jsonb)
returns payments
language plpgsql set search_path = public, pg_temp
as $$
declare
  extra bigint := (p->>'amount_charged')::bigint - p_requested;
  taken payments;
begin
  if not post_capture(p, pay) then return null; end if;
  if pay.paid_at is not null then
    raise exception 'payment % is already captured by another transaction', pay.id using errcode = 'VZ006';
  end if;
  if pay.status = 'created' then
    update payments set status = 'processing' where merchant_id = pay.merchant_id and id = pay.id;
  end if;
  update payments set status = 'captured', because = p_why, review = p_flag, trust = 'confirmed',
      amount_charged = (p->>'amount_charged')::bigint, net = (p->>'net')::bigint,
      commission = (p->>'commission')::bigint, commission_tax = (p->>'commission_tax')::bigint,
      installment_difference = case when p_bears and (p->>'installments')::int > 1 then extra else 0 end,
      commission_added = case when p_bears and (p->>'installments')::int <= 1 then extra else 0 end,
      installments = (p->>'installments')::int, card = p->'card', provider_refs = coalesce(p->'provider_refs', '{}'),
      paid_at = coalesce((p->>'paid_at')::timestamptz, vezne_now()), updated_at = vezne_now()
  where merchant_id = pay.merchant_id and id = pay.id returning * into taken;
  return taken;
end $$;

-- The sum is blocked on the card, nothing is taken. Leaves a payment alone that is past this step.
create or replace function enter_authorisation(p jsonb, pay payments, p_flag text, p_why jsonb) returns payments
language plpgsql set search_path = public, pg_temp
as $$
declare
  held payments := pay;
begin
  if pay.status not in ('created', 'processing', 'unknown', 'expired', 'failed') then return pay; end if;
  if pay.status = 'created' then
    update payments set status = 'processing' where merchant_id = pay.merchant_id and id = pay.id;
  elsif pay.status in ('expired', 'failed') then
    update payments set status = 'unknown' where merchant_id = pay.merchant_id and id = pay.id;
  end if;
  update payments set status = 'authorised', because = p_why, review = p_flag, trust = 'confirmed',
      amount_authorised = (p->>'amount_charged')::bigint, installments = (p->>'installments')::int, card = p->'card',
      provider_refs = coalesce(p->'provider_refs', '{}'), updated_at = vezne_now()
  where merchant_id = pay.merchant_id and id = pay.id returning * into held;
  return held;
end $$;

-- The provider says no. Leaves a payment alone that another try took or that is already failed.
create or replace function enter_failure(p jsonb, pay payments, p_why jsonb) returns payments
language plpgsql set search_path = public, pg_temp
as $$
declare
  failed payments := pay;
begin
  if pay.status not in ('created', 'processing', 'unknown', 'expired') then return pay; end if;
  if pay.status = 'created' then
    update payments set status = 'processing' where merchant_id = pay.merchant_id and id = pay.id;
  end if;
  update payments set status = 'failed', because = p_why, trust = 'confirmed', card = p->'card', updated_at = vezne_now()
  where merchant_id = pay.merchant_id and id = pay.id returning * into failed;
  return failed;
end $$;
