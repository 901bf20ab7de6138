/** What is made again from the facts and compared, row by row. */
export const PROJECTIONS = [
  "paylinks",
  "checkouts",
  "payments",
  "attempts",
  "captures",
  "refunds",
  "refund_batches",
  "payment_freezes",
  "pos_terminals",
  "pos_sessions",
  "pos_closings",
  "pos_closing_rows",
  "escrow_accounts",
  "escrow_releases",
  "release_batches",
  "escrow_evidence",
  "delivery_codes",
  "disputes",
  "payouts",
  "payout_batches",
  "escrow_mirrors",
  "ledger_accounts",
  "journals",
  "entries",
] as const;

/** What the facts are about and never made: people, settings, and what was heard and answered. Copied as it stands. */
export const ENTERED = [
  "users",
  "merchants",
  "branches",
  "memberships",
  "provider_accounts",
  "provider_members",
  "routing_rules",
  "settlement_terms",
  "bank_holidays",
  "stored_cards",
  "evidence_files",
  "api_keys",
  "provider_events",
  "provider_calls",
  "recorded_facts",
] as const;

/**
 * Columns that are not compared, and no others: a ladder says when to ask again, which a copy may do sooner; `written_by` is
 * the number of a transaction of this very database.
 */
export const NOT_COMPARED = ["next_check_at", "check_step", "written_by"] as const;
