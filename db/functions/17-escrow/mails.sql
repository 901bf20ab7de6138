-- Which news of held money asks for a mail to the buyer and the seller. One mail a fact: its id is made of what it tells.

-- p_due: not before then. p_readers: who is told.
create or replace function ask_escrow_mail(o outbox, p_kind text, p_subject text, p_readers text[], p_due timestamptz) returns void
language sql volatile set search_path = public, pg_temp
as $$
  insert into mails (merchant_id, id, mode, kind, subject_id, recipient, outbox_seq, status, tries, next_try_at, created_at)
  select o.merchant_id, 'mail_' || p_subject || '_' || split_part(p_kind, '.', 2) || '_' || reader, o.mode, p_kind, p_subject, reader,
         o.seq, 'waiting', 0, p_due, vezne_now()
  from unnest(p_readers) reader where p_subject is not null
  on conflict do nothing
$$;

create or replace function plan_escrow_mails(o outbox) returns void
language plpgsql set search_path = public, pg_temp
as $$
declare
  happened text := o.data->>'happened';
  readers text[] := array['payer', 'seller'];
  r escrow_releases;
begin
  if happened = 'escrow.held' then
    perform ask_escrow_mail(o, 'escrow.held', o.subject_id, readers, vezne_now());
  elsif happened = 'escrow.goods_sent' then
    perform ask_escrow_mail(o, 'escrow.sent', o.data->>'evidence_id', readers, vezne_now());
  elsif happened = 'escrow.code_asked' then
    perform ask_escrow_mail(o, 'escrow.code', o.data->>'code_id', array['payer'], vezne_now());
  elsif happened = 'escrow.delivery_confirmed' then
    perform ask_escrow_mail(o, 'escrow.delivered', o.data->>'evidence_id', readers, vezne_now());
  elsif happened = 'escrow.disputed' then
    perform ask_escrow_mail(o, 'escrow.disputed', o.data->>'dispute_id', readers, vezne_now());
  elsif happened = 'escrow.dispute_resolved' then
    perform ask_escrow_mail(o, 'escrow.resolved', o.data->>'dispute_id', readers, vezne_now());
  elsif happened = 'escrow.escrow_released' then
    -- Nobody is told of what can still be taken back.
    for r in select * from escrow_releases where merchant_id = o.merchant_id and escrow_id = o.subject_id and status = 'applied' loop
      perform ask_escrow_mail(o, 'escrow.released', r.id, readers, greatest(r.undo_until, vezne_now()));
    end loop;
  end if;
end $$;

-- A refund of money that was held. Told when it is decided, and when the provider confirmed it.
create or replace function plan_held_refund_mails(o outbox) returns void
language plpgsql set search_path = public, pg_temp
as $$
declare
  r refunds;
begin
  select x.* into r from refunds x join escrow_accounts e on e.merchant_id = x.merchant_id and e.payment_id = x.payment_id
  where x.merchant_id = o.merchant_id and x.id = o.subject_id;
  if r.status in ('scheduled', 'sending', 'sent', 'unknown') then
    perform ask_escrow_mail(o, 'escrow.refund_started', r.id, array['payer', 'seller'], vezne_now());
  elsif r.status = 'confirmed' then
    perform ask_escrow_mail(o, 'escrow.refund_done', r.id, array['payer', 'seller'], vezne_now());
  end if;
end $$;

-- Two days before money is released by itself its buyer is told: object now. Once for each such moment; not where the
-- terms were shorter than that, because the first mail named the day.
create or replace function plan_release_reminders() returns void
language sql volatile set search_path = public, pg_temp
as $$
  insert into mails (merchant_id, id, mode, kind, subject_id, recipient, outbox_seq, status, tries, next_try_at, created_at)
  select e.merchant_id, 'mail_' || n.subject || '_reminder_payer', e.mode, 'escrow.reminder', n.subject, 'payer', 0, 'waiting', 0, vezne_now(), vezne_now()
  from escrow_accounts e, lateral (select e.id || '_' || floor(extract(epoch from e.auto_release_at))::text as subject) n
  where e.next_check_at is not null and e.next_check_at <= vezne_now() + interval '48 hours' and e.status = 'held' and e.paused_at is null
    and e.amount_held > 0 and e.auto_release_at > vezne_now() and e.auto_release_at <= vezne_now() + interval '48 hours'
    and e.auto_release_at - e.held_at > interval '48 hours'
    and not exists (select 1 from mails m where m.merchant_id = e.merchant_id and m.id = 'mail_' || n.subject || '_reminder_payer')
  on conflict do nothing
$$;
