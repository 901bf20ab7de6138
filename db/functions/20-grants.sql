-- Only these may be called by name; everything else is reachable through them alone.
do $$
declare f record;
begin
  for f in select p.oid::regprocedure as sig from pg_proc p where p.pronamespace = 'public'::regnamespace loop
    execute format('revoke execute on function %s from public', f.sig);
    execute format('grant execute on function %s to vezne_ledger, vezne_system', f.sig);
  end loop;
end $$;
grant execute on function vezne_now(), vezne_tenant(), vezne_no_tenant(), append_audit(text, text, jsonb, text, text, text, text, text, text, text, jsonb),
  append_outbox(text, text, text, text, jsonb), enqueue_job(text, text, jsonb), record_call(jsonb), hand_over(jsonb), book_transaction(jsonb),
  record_absence(text, text, text), record_return(text, text, text),
  request_refund(jsonb), decide_refund(jsonb), claim_refund(jsonb), settle_refund(jsonb), refund_terms(payments, bigint, text), charged_back(payments),
  istanbul_day(timestamptz), next_istanbul_morning(timestamptz), plan_refunds(jsonb), open_refund_batch(jsonb),
  request_capture(jsonb), claim_capture(jsonb), settle_capture(jsonb), book_capture(jsonb), book_authorisation_end(jsonb),
  start_attempt(jsonb), settle_start(jsonb), close_checkout(jsonb), lift_freeze(jsonb), book_attempt(jsonb),
  record_attempt_return(jsonb), claim_charge(jsonb), settle_charge(jsonb), record_attempt_absence(jsonb),
  start_pos_session(jsonb), settle_pos_key(jsonb), store_pos_key(jsonb), settle_pos_start(jsonb), report_pos(jsonb), note_pos(jsonb),
  book_pos(jsonb), record_pos_silence(jsonb), decide_pos(jsonb), close_pos(jsonb), note_pos_reversal(jsonb), take_over_pos(jsonb),
  count_pos_day(jsonb), sign_pos_day(jsonb), pos_day_items(text, text, date, text, text),
  request_release(jsonb), decide_release(jsonb), open_release_batch(jsonb), add_evidence(jsonb), extend_escrow(jsonb), assign_escrow(jsonb), open_dispute(jsonb),
  resolve_dispute(jsonb), open_chargeback(jsonb), settle_chargeback(jsonb), assign_dispute(jsonb), fire_escrow_timer(jsonb), start_delivery_code(jsonb), use_delivery_code(jsonb), report_problem(jsonb),
  request_payouts(jsonb), approve_payouts(jsonb), withdraw_payout(jsonb), export_payouts(jsonb), mark_payout(jsonb), claim_payout(jsonb),
  settle_payout(jsonb), claim_mirror(jsonb), settle_mirror(jsonb), note_mirror(jsonb), decide_mirror(jsonb),
  open_reconciliation(jsonb), settle_reconciliation(jsonb), decide_reconciliation(jsonb), adopt_sale(jsonb), adopt_refund(jsonb), import_bank_lines(jsonb),
  settle_bank(jsonb), escrow_snapshot(escrow_accounts) to vezne_app;
grant execute on function intake_events(jsonb), vezne_now() to vezne_intake;
