import { startSale } from "../../pos/pos-sale";
import { ago, booked, type Chapter, named, over, silent } from "../asking";

const TILL = {
  ...{ agent_id: "2044", panel_user_id: "another till", started_by_us: true, metadata: {}, deadline_seconds: 900 },
  ...{ new_session_id: "pos_new", new_terminal_id: "till_new", created_by: "usr_second" },
};

export const phones: Chapter = {
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
      "key",
      over(["opened", "reused", "rejected", "lost"], (outcome) => ({
        command: "settle_pos_key",
        args: { outcome, sealed_key: "sealed", expires_at: "2027-01-01T00:00:00Z", is_fiscal_inquiry: true },
      })),
    ),
    "sell it again": {
      command: "start_pos_session",
      args: { amount: "100000", currency: "TRY", installments: "1", add_commission: false, ...TILL },
    },
    "sell it again for another sum": {
      command: "start_pos_session",
      args: { amount: "100001", currency: "TRY", installments: "1", add_commission: false, ...TILL },
    },
    ...named(
      "hint",
      over(["opened", "returned"], (hint) => ({ command: "note_pos", args: { hint } })),
    ),
    ...booked("book_pos"),
  },
  async subject(merchant) {
    const sale = await startSale(merchant, { amount: 100_000 });
    return {
      id: sale.id,
      names: { session_id: sale.id, payment_id: sale.payment_id, provider_account_id: merchant.accountId },
    };
  },
};
