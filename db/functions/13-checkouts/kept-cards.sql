-- Cards that a payer asked the provider to keep and that nobody of ours has seen yet.

-- A try that took or holds money: its provider is asked for the card. The gaps double with the wish's age, up to six
-- hours, and end only with an answer; a provider that cannot be asked is left to the day's end below.
create or replace function queue_due_wishes(p_limit int) returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  taken int := 0;
  due record;
begin
  for due in
    update stored_cards w set next_check_at = vezne_now()
        + least(greatest(vezne_now() - w.consented_at, interval '1 minute'), interval '6 hours')
    where (w.merchant_id, w.id) in (
      select s.merchant_id, s.id from stored_cards s
      where s.kept_at is null and s.deleted_at is null and s.next_check_at <= vezne_now() and exists (
        select 1 from attempts a where a.merchant_id = s.merchant_id and a.id = s.attempt_id and a.status in ('authorised', 'captured'))
      order by s.next_check_at limit p_limit for update of s skip locked)
    returning w.merchant_id, w.attempt_id
  loop
    perform enqueue_job('follow-attempt', due.attempt_id,
        jsonb_build_object('merchantId', due.merchant_id, 'attemptId', due.attempt_id));
    taken := taken + 1;
  end loop;
  return taken;
end $$;

-- Consents that no card came of, a day after their end: the try took nothing and is asked about no more, or the provider
-- kept nothing. A kept card and its consent are never removed here.
create or replace function forget_card_wishes(p_limit int) returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  gone int;
begin
  delete from stored_cards w
  where (w.merchant_id, w.id) in (
    select s.merchant_id, s.id from stored_cards s
    join attempts a on a.merchant_id = s.merchant_id and a.id = s.attempt_id
    where s.kept_at is null and s.consented_at <= vezne_now() - interval '1 day' and (
      s.deleted_at <= vezne_now() - interval '1 day'
      or a.status in ('failed', 'expired') and a.next_check_at is null and a.ended_at <= vezne_now() - interval '1 day')
    limit p_limit for update of s skip locked);
  get diagnostics gone = row_count;
  return gone;
end $$;

grant update, delete on stored_cards to vezne_system;
alter function queue_due_wishes(int) owner to vezne_system;
alter function forget_card_wishes(int) owner to vezne_system;
