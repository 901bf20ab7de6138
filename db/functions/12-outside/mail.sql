-- Which changes ask for a mail. Each outbox row is looked at once, whenever it becomes visible: no cursor, so a number
-- that commits late is not skipped. Runs beside others; what one takes the others do not see.
-- p_approvers: the roles that may approve a refund. Answers how many rows were looked at.
create or replace function plan_mails(p_limit int, p_approvers text[]) returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  taken int := 0;
  o outbox;
begin
  for o in
    update outbox set mailed_at = vezne_now()
    where (merchant_id, seq) in (
      select merchant_id, seq from outbox where mailed_at is null and topic in ('payment', 'refund', 'escrow')
      order by seq limit p_limit for update skip locked)
    returning *
  loop
    taken := taken + 1;
    -- News of last week is no news: a relay that was away for long does not send it.
    continue when o.created_at < vezne_now() - interval '3 days';
    if o.topic = 'payment' then
      insert into mails (merchant_id, id, mode, kind, subject_id, recipient, outbox_seq, status, tries, next_try_at, created_at)
      select p.merchant_id, 'mail_' || p.id, p.mode, 'receipt', p.id, 'payer', o.seq, 'waiting', 0, vezne_now(), vezne_now()
      from payments p
      where p.merchant_id = o.merchant_id and p.id = o.subject_id and p.paid_at > vezne_now() - interval '3 days'
        and p.status in ('captured', 'partially_refunded', 'refunded') and p.customer_email is not null
        -- Held money has a mail of its own, which is its receipt too.
        and not exists (select 1 from escrow_accounts e where e.merchant_id = p.merchant_id and e.payment_id = p.id)
      on conflict do nothing;
    elsif o.topic = 'escrow' then
      perform plan_escrow_mails(o);
    else
      perform plan_held_refund_mails(o);
      insert into mails (merchant_id, id, mode, kind, subject_id, recipient, outbox_seq, status, tries, next_try_at, created_at)
      select r.merchant_id, 'mail_' || r.id || '_' || m.user_id, r.mode, 'refund_approval', r.id, m.user_id, o.seq, 'waiting', 0,
             vezne_now(), vezne_now()
      from refunds r join memberships m on m.merchant_id = r.merchant_id
      where r.merchant_id = o.merchant_id and r.id = o.subject_id and r.status = 'awaiting_approval'
        and m.role = any(p_approvers) and m.user_id <> r.requested_by
      on conflict do nothing;
    end if;
  end loop;
  perform plan_release_reminders();
  return taken;
end $$;
alter function plan_mails(int, text[]) owner to vezne_system;

-- The next mail that is due. Its next try is set before the first: a relay that dies is followed by another.
create or replace function claim_mail(p_gaps int[]) returns table (merchant_id text, id text, kind text, subject_id text, recipient text, tries int)
language sql security definer set search_path = public, pg_temp
as $$
  update mails m set tries = m.tries + 1,
    next_try_at = vezne_now() + make_interval(secs => p_gaps[least(m.tries + 1, cardinality(p_gaps))])
  where (m.merchant_id, m.id) = (
    select d.merchant_id, d.id from mails d where d.status = 'waiting' and d.next_try_at <= vezne_now()
    order by d.next_try_at limit 1 for update skip locked)
  returning m.merchant_id, m.id, m.kind, m.subject_id, m.recipient, m.tries
$$;
alter function claim_mail(int[]) owner to vezne_system;
grant insert, update on mails to vezne_system;
