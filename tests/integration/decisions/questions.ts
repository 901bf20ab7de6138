/** What is asked of a command: its arguments beside the ids of the fixture, and what is forced on the rows beside the state. */
export type Ask = {
  command: string;
  args?: Record<string, unknown>;
  force?: Record<string, string>;
  /** The payment was taken yesterday. */
  yesterday?: boolean;
};
/** Commands about one machine: each is asked in each of its states, with every way it can be called. */
export type Chapter = {
  entity: string;
  table: string;
  asks: Record<string, Ask>;
  /** Columns that no state can be without; said before the question's own. */
  always?: Record<string, string>;
};

const ago = (minutes: number) => `vezne_now() - interval '${minutes} minutes'`;
const over = <T extends string>(values: readonly T[], ask: (value: T) => Ask): Record<string, Ask> =>
  Object.fromEntries(values.map((value) => [value, ask(value)]));

const FIGURES = {
  transaction_id: "xk_other",
  amount_charged: "100000",
  net: "98000",
  commission: "2000",
  commission_tax: "0",
  currency: "TRY",
  installments: 0,
  provider_refs: {},
  paid_at: "2026-11-01T10:00:00Z",
};
const VERDICTS = ["captured", "authorised", "failed"] as const;
const booked = (command: string) =>
  Object.fromEntries(
    VERDICTS.map((verdict) => [
      `${command} ${verdict}`,
      { command, args: { ...FIGURES, verdict, decline: verdict === "failed" ? { code: "51" } : null } },
    ]),
  );

const named = (name: string, asks: Record<string, Ask>) =>
  Object.fromEntries(Object.entries(asks).map(([key, ask]) => [`${name} ${key}`, ask]));

const SILENCES: Record<string, Record<string, string>> = {
  "at once": {},
  "third time, 19 minutes": { absent_answers: "2", absent_since: ago(19) },
  "second time, 21 minutes": { absent_answers: "1", absent_since: ago(21) },
  "third time, 21 minutes": { absent_answers: "2", absent_since: ago(21) },
};
const silent = (ask: (force: Record<string, string>) => Ask) =>
  Object.fromEntries(Object.entries(SILENCES).map(([name, force]) => [name, ask(force)]));

const CHARGEBACK_ENDS = named(
  "settle",
  over(["won", "lost"], (outcome) => ({ command: "settle_chargeback", args: { outcome, note: "karar" } })),
);

export const CHAPTERS: Record<string, Chapter> = {
  payments: {
    entity: "payment",
    table: "payments",
    asks: {
      "refund a part": { command: "request_refund", args: { kind: "refund", amount: "40000", reason: "iade" } },
      "refund all that is left": { command: "request_refund", args: { kind: "refund", reason: "iade" } },
      "refund a kuruş too much": {
        command: "request_refund",
        args: { kind: "refund", amount: "100001", reason: "iade" },
      },
      void: { command: "request_refund", args: { kind: "void", reason: "iade" } },
      "void, paid yesterday": { command: "request_refund", args: { kind: "void", reason: "iade" }, yesterday: true },
      "refund a part, paid yesterday": {
        command: "request_refund",
        args: { kind: "refund", amount: "40000", reason: "iade" },
        yesterday: true,
      },
      "refund all that is left, paid yesterday": {
        command: "request_refund",
        args: { kind: "refund", reason: "iade" },
        yesterday: true,
      },
      "chargeback of all": { command: "open_chargeback", args: { reason: "tanımıyor" } },
      "chargeback of a part": { command: "open_chargeback", args: { reason: "tanımıyor", amount: "30000" } },
      "chargeback of too much": { command: "open_chargeback", args: { reason: "tanımıyor", amount: "100001" } },
    },
  },
  authorisations: {
    entity: "payment",
    table: "payments",
    asks: {
      "capture all": { command: "request_capture", args: { kind: "capture" } },
      "capture a part": { command: "request_capture", args: { kind: "capture", amount: "40000" } },
      "capture a kuruş too much": { command: "request_capture", args: { kind: "capture", amount: "100001" } },
      void: { command: "request_capture", args: { kind: "void" } },
      "let go at the provider": { command: "book_authorisation_end", args: { transaction_id: "xk_other" } },
    },
  },
  refunds: {
    entity: "refund",
    table: "refunds",
    asks: {
      "claim, paid today": { command: "claim_refund", force: { scheduled_for: ago(1) } },
      "claim, paid yesterday": { command: "claim_refund", force: { scheduled_for: ago(1) }, yesterday: true },
      "claim, not due yet": {
        command: "claim_refund",
        force: { scheduled_for: "vezne_now() + interval '1 minute'" },
        yesterday: true,
      },
      ...named(
        "decide",
        over(["approve", "reject", "withdraw"], (decision) => ({
          command: "decide_refund",
          args: { decision, amount: "40000" },
        })),
      ),
      "decide approve, the asker": {
        command: "decide_refund",
        args: { decision: "approve", amount: "40000", user_id: "the asker" },
      },
      "decide approve, another amount": { command: "decide_refund", args: { decision: "approve", amount: "40001" } },
      ...named(
        "settle",
        over(["accepted", "refused", "unknown", "confirmed"], (outcome) => ({
          command: "settle_refund",
          args: { outcome, reversal_id: "rv_1" },
        })),
      ),
      ...named(
        "settle absent",
        silent((force) => ({ command: "settle_refund", args: { outcome: "absent" }, force })),
      ),
      "settle absent on a phone, after 23 hours": {
        command: "settle_refund",
        args: { outcome: "absent" },
        force: { on_device: "true", sent_at: ago(23 * 60), absent_answers: "2", absent_since: ago(21) },
      },
      "settle absent on a phone, after 25 hours": {
        command: "settle_refund",
        args: { outcome: "absent" },
        force: { on_device: "true", sent_at: ago(25 * 60), absent_answers: "2", absent_since: ago(21) },
      },
    },
  },
  captures: {
    entity: "capture",
    table: "captures",
    asks: {
      claim: { command: "claim_capture" },
      ...named(
        "settle",
        over(["refused", "unknown", "voided"], (outcome) => ({
          command: "settle_capture",
          args: { outcome, transaction_id: "xk_other" },
        })),
      ),
      ...named(
        "settle absent",
        silent((force) => ({ command: "settle_capture", args: { outcome: "absent" }, force })),
      ),
      "booked at the provider": {
        command: "book_capture",
        args: { ...FIGURES, amount_charged: "60000", net: "58800", commission: "1200" },
      },
    },
  },
  "captures with an added commission": {
    entity: "payment",
    table: "payments",
    asks: Object.fromEntries(
      ["null", "1", "2", "3"].map((installments) => [
        `booked at the provider, ${installments} instalments`,
        {
          command: "book_capture",
          args: { ...FIGURES, amount_charged: "102000", net: "98000", commission: "4000" },
          force: { installments, amount_authorised: "102000" },
        },
      ]),
    ),
  },
  phones: {
    entity: "pos_session",
    table: "pos_sessions",
    asks: {
      ...named(
        "silence",
        silent((force) => ({
          command: "record_pos_silence",
          args: { call_id: "call_1" },
          force: { ...force, initiated_at: ago(46) },
        })),
      ),
      "silence, third time, begun 44 minutes ago": {
        command: "record_pos_silence",
        args: { call_id: "call_1" },
        force: { absent_answers: "2", absent_since: ago(21), initiated_at: ago(44) },
      },
      "no answer, begun 14 minutes ago": { command: "record_pos_silence", force: { initiated_at: ago(14) } },
      "no answer, begun 16 minutes ago": { command: "record_pos_silence", force: { initiated_at: ago(16) } },
      ...named(
        "decide",
        over(["cancel", "seen", "slip_paid", "slip_declined", "no_slip"], (decision) => ({
          command: "decide_pos",
          args: { decision },
        })),
      ),
      "cancel, never sent": {
        command: "decide_pos",
        args: { decision: "cancel" },
        force: { sent_at: "null", payment_session_id: "null" },
      },
      "seen, with an alarm": { command: "decide_pos", args: { decision: "seen" }, force: { alarm_at: ago(1) } },
      "decide no_slip, answered so before": {
        command: "decide_pos",
        args: { decision: "no_slip" },
        force: { cashier_answer: "'no_slip'" },
      },
      close: { command: "close_pos" },
      "close, of the merchant's app": {
        command: "close_pos",
        force: { started_by_us: "false", payment_session_id: "null" },
      },
      "take over, 55 seconds": {
        command: "take_over_pos",
        force: { created_at: "vezne_now() - interval '55 seconds'", sent_at: "vezne_now() - interval '55 seconds'" },
      },
      "take over, 61 seconds": {
        command: "take_over_pos",
        force: { created_at: "vezne_now() - interval '61 seconds'", sent_at: "vezne_now() - interval '61 seconds'" },
      },
      "report, of ours": { command: "report_pos", args: { payment_session_id: "ps_other" } },
      "report, of the merchant's app": {
        command: "report_pos",
        args: { payment_session_id: "ps_other" },
        force: { started_by_us: "false", payment_session_id: "null" },
      },
      ...named(
        "start",
        over(["started", "rejected", "lost"], (outcome) => ({
          command: "settle_pos_start",
          args: { outcome, payment_session_id: "ps_other", deeplink_url: "x://y" },
        })),
      ),
      ...named(
        "hint",
        over(["opened", "returned"], (hint) => ({ command: "note_pos", args: { hint } })),
      ),
      ...booked("book_pos"),
    },
  },
  attempts: {
    entity: "attempt",
    table: "attempts",
    asks: {
      "the browser came back": { command: "record_attempt_return" },
      "claim the charge": { command: "claim_charge" },
      "claim the charge, ours": { command: "claim_charge", force: { charge_by: "'ours'" } },
      ...named(
        "charge",
        over(["refused", "gone", "unknown"], (outcome) => ({
          command: "settle_charge",
          args: { outcome, decline: { code: "51" } },
        })),
      ),
      ...named(
        "start",
        over(["redirected", "failed", "lost"], (outcome) => ({
          command: "settle_start",
          args: { outcome, transaction_id: "xk_other", decline: { code: "51" } },
        })),
      ),
      ...named(
        "absent",
        silent((force) => ({ command: "record_attempt_absence", force: { ...force, started_at: ago(120) } })),
      ),
      ...named(
        "open at the provider",
        silent((force) => ({
          command: "record_attempt_absence",
          args: { answer: "open" },
          force: { ...force, started_at: ago(120) },
        })),
      ),
      ...booked("book_attempt"),
    },
  },
  checkouts: {
    entity: "checkout",
    table: "checkouts",
    asks: {
      close: { command: "close_checkout" },
      "another payer presses pay": {
        command: "start_attempt",
        args: { card_entry: "redirect", charge_by: "provider" },
      },
      "another payer presses pay, too late": {
        command: "start_attempt",
        args: { card_entry: "redirect", charge_by: "provider" },
        force: { expires_at: ago(1) },
      },
    },
  },
  links: {
    entity: "paylink",
    table: "paylinks",
    asks: {
      "hand over": { command: "hand_over" },
      "hand over, too late": { command: "hand_over", force: { expires_at: ago(1) } },
      ...booked("book_transaction"),
    },
  },
  escrow: {
    entity: "escrow",
    table: "escrow_accounts",
    asks: {
      "release a part": { command: "request_release", args: { amount: "40000", note: "teslim" } },
      "release all": { command: "request_release", args: { note: "teslim" } },
      "release too much": { command: "request_release", args: { amount: "700001", note: "teslim" } },
      "the buyer objects": { command: "open_dispute", args: { kind: "buyer", reason: "kırık" } },
      "more days": {
        command: "extend_escrow",
        args: { days: 3 },
        force: { auto_release_at: "vezne_now() + interval '2 days'" },
      },
      "evidence of shipping": {
        command: "add_evidence",
        args: { kind: "tracking", data: { number: "1" }, says_shipped: true, says_delivered: false },
      },
      "evidence of delivery": {
        command: "add_evidence",
        args: { kind: "note", data: { text: "1" }, says_shipped: false, says_delivered: true },
      },
      "the clock": { command: "fire_escrow_timer", force: { next_check_at: ago(1) } },
      "the clock, release due": {
        command: "fire_escrow_timer",
        force: { next_check_at: ago(1), auto_release_at: ago(1) },
      },
    },
  },
  releases: {
    entity: "release",
    table: "escrow_releases",
    asks: {
      ...named(
        "decide",
        over(["approve", "reject", "withdraw"], (decision) => ({
          command: "decide_release",
          args: { decision, amount: "100000" },
        })),
      ),
      "decide approve, the asker": {
        command: "decide_release",
        args: { decision: "approve", amount: "100000", user_id: "the asker" },
      },
      "decide approve, another amount": { command: "decide_release", args: { decision: "approve", amount: "100001" } },
    },
  },
  "releases made": {
    entity: "release",
    table: "escrow_releases",
    asks: {
      "undo in time": {
        command: "decide_release",
        args: { decision: "undo" },
        force: { undo_until: "vezne_now() + interval '1 minute'" },
      },
      "undo too late": { command: "decide_release", args: { decision: "undo" }, force: { undo_until: ago(1) } },
    },
  },
  disputes: {
    entity: "escrow",
    table: "escrow_accounts",
    asks: {
      ...named(
        "end the dispute",
        over(["release", "refund", "withdrawn"], (outcome) => ({
          command: "resolve_dispute",
          args: { outcome, note: "anlaşıldı" },
        })),
      ),
      "release all": { command: "request_release", args: { note: "teslim" } },
      "the buyer objects once more": { command: "open_dispute", args: { kind: "buyer", reason: "kırık" } },
      "the seller's staff objects": { command: "open_dispute", args: { kind: "staff", reason: "kırık" } },
      "the clock, release due": {
        command: "fire_escrow_timer",
        force: { next_check_at: ago(1), auto_release_at: ago(1) },
      },
      "more days": { command: "extend_escrow", args: { days: 3 } },
    },
  },
  chargebacks: {
    entity: "dispute",
    table: "disputes",
    asks: CHARGEBACK_ENDS,
  },
  "chargebacks of nearly all": {
    entity: "dispute",
    table: "disputes",
    asks: CHARGEBACK_ENDS,
  },
  tries: {
    entity: "payment",
    table: "payments",
    asks: {
      "the same browser presses pay again": {
        command: "start_attempt",
        args: { card_entry: "server_card_entry", charge_by: "ours" },
      },
    },
  },
  mirrors: {
    entity: "mirror",
    table: "escrow_mirrors",
    always: { ready_at: ago(1) },
    asks: {
      claim: { command: "claim_mirror" },
      ...named(
        "settle",
        over(["done", "refused", "unknown"], (outcome) => ({ command: "settle_mirror", args: { outcome } })),
      ),
      ...named(
        "settle absent",
        silent((force) => ({ command: "settle_mirror", args: { outcome: "absent" }, force })),
      ),
      ...named(
        "seen",
        over(["approved", "not_approved", "partly"], (seen) => ({ command: "note_mirror", args: { seen } })),
      ),
      ...named(
        "decide",
        over(["done", "waiting", "again", "cancel"], (step) => ({
          command: "decide_mirror",
          args: { step, note: "panelde görüldü" },
        })),
      ),
    },
  },
  payouts: {
    entity: "payout",
    table: "payouts",
    always: { requested_by: "'usr_first'", decided_by: "'usr_third'", ready_at: ago(1), way: "'file'" },
    asks: {
      claim: { command: "claim_payout" },
      withdraw: { command: "withdraw_payout" },
      "ask for": { command: "request_payouts", args: { way: "file" } },
      "ask for, before the undo is over": {
        command: "request_payouts",
        args: { way: "file" },
        force: { ready_at: "vezne_now() + interval '1 minute'" },
      },
      ...named(
        "mark",
        over(["paid", "failed"], (outcome) => ({ command: "mark_payout", args: { outcome } })),
      ),
      ...named(
        "settle",
        over(["accepted", "paid", "refused", "unknown"], (outcome) => ({
          command: "settle_payout",
          args: { outcome, payout_id_there: "77" },
        })),
      ),
      ...named(
        "settle absent",
        silent((force) => ({ command: "settle_payout", args: { outcome: "absent" }, force })),
      ),
    },
  },
};
