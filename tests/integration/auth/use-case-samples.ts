import type { Permission } from "@/lib/auth/permissions";
import { linkInput } from "../../support/factories-paylink";

/** What a merchant has that somebody else may ask for. */
export type Things = {
  paylink: string;
  checkout: string;
  payment: string;
  refund: string;
  sale: string;
  till: string;
  escrow: string;
  release: string;
  dispute: string;
  payout: string;
  /** A difference of its reconciliation. */
  difference: string;
};

type Sample = {
  /** Where the use case lives and how it is exported. */
  file: string;
  name: string;
  input: (things: Things) => unknown;
  /** False when it names nothing that exists already. */
  namesAnObject: boolean;
};

const STATEMENT = { name: "ekstre.csv", content: btoa("Tarih;Tutar;Aciklama\n15.01.2026;1,00;x\n") };

/** Who may do what, once more and apart from the code: a use case whose permission changes must change here too. */
export const PERMISSION_OF: Record<string, Permission> = {
  setSettlementTerms: "provider-accounts:write",
  setPayerTexts: "provider-accounts:write",
  shadowReplay: "developer:read",
  applyReplay: "events:replay",
  redriveJob: "jobs:redrive",
  redriveJobs: "jobs:redrive",
  dismissJob: "jobs:redrive",
  createPaylink: "paylinks:write",
  deactivatePaylink: "paylinks:write",
  createCheckout: "paylinks:write",
  expireCheckout: "paylinks:write",
  addRoutingRule: "provider-accounts:write",
  endRoutingRule: "provider-accounts:write",
  liftFreeze: "provider-accounts:write",
  setCardEntry: "provider-accounts:write",
  addProviderAccount: "provider-accounts:write",
  rotateAccountKeys: "provider-accounts:write",
  setDefaultAccount: "provider-accounts:write",
  setWebhookPolicy: "provider-accounts:write",
  startPosSale: "pos:write",
  reportPosSale: "pos:write",
  cancelPosSale: "pos:write",
  answerForPosSale: "pos:write",
  seePosAlarm: "pos:write",
  openPosApp: "pos:write",
  closePosSession: "pos:write",
  closeTerminalKey: "pos:write",
  renewTerminalKey: "pos:write",
  countDay: "pos:write",
  signDay: "pos:sign",
  askPosSale: "pos:read",
  reversePosSale: "refunds:request",
  setTerminal: "paylinks:write",
  addTerminal: "paylinks:write",
  syncPayment: "payments:read",
  capturePayment: "refunds:request",
  voidAuthorisation: "refunds:request",
  requestRefund: "refunds:request",
  voidPayment: "refunds:request",
  withdrawRefund: "refunds:request",
  planBulkRefund: "refunds:request",
  requestBulkRefund: "refunds:request",
  requestRelease: "escrow:release",
  releaseInBulk: "escrow:release",
  withdrawRequest: "escrow:release",
  undoRelease: "escrow:release",
  resolveDispute: "escrow:release",
  settleChargeback: "escrow:release",
  requestPayouts: "payouts:request",
  withdrawPayout: "payouts:request",
  exportPayouts: "payouts:request",
  markPayoutPaid: "payouts:request",
  markPayoutFailed: "payouts:request",
  approvePayouts: "payouts:approve",
  compareNow: "reconciliation:write",
  acceptCase: "reconciliation:write",
  reopenCase: "reconciliation:write",
  assignCase: "reconciliation:write",
  recordChargeback: "reconciliation:write",
  adoptCase: "reconciliation:write",
  askCase: "reconciliation:write",
  planStatement: "reconciliation:write",
  importStatement: "reconciliation:write",
  approveRequest: "escrow:approve",
  rejectRequest: "escrow:approve",
  refundHeld: "refunds:request",
  confirmDelivery: "escrow:write",
  addEvidence: "escrow:write",
  markShipped: "escrow:write",
  extendEscrow: "escrow:write",
  decideMirror: "escrow:release",
  setEscrowMirror: "provider-accounts:write",
  addMember: "provider-accounts:write",
  askMember: "provider-accounts:write",
  openDispute: "escrow:write",
  openChargeback: "escrow:write",
  assignDispute: "escrow:write",
  assignEscrow: "escrow:write",
  changeLimits: "provider-accounts:write",
  approveRefund: "refunds:approve",
  rejectRefund: "refunds:approve",
};

const sample = (file: string, name: string, input: Sample["input"], namesAnObject = true): Sample => ({
  file,
  name,
  input,
  namesAnObject,
});

/** One input a use case; a new use case without a line here fails the suite. */
export const SAMPLES: Sample[] = [
  sample("lib/pos/sales/start-sale.ts", "startPosSale", ({ payment }) => ({
    amount: 700_000,
    agent_id: "2044",
    user_id: "kasa1",
    payment_id: payment,
  })),
  sample(
    "lib/pos/closing/count-day.ts",
    "countDay",
    () => ({ day: "2026-01-05", counted: { pos: 0, paylink: 0, checkout: 0 } }),
    false,
  ),
  sample("lib/pos/closing/count-day.ts", "signDay", ({ sale }) => ({ id: sale, decision: "sign" })),
  sample("lib/pos/steps/report-sale.ts", "reportPosSale", ({ sale }) => ({
    id: sale,
    payment_session_id: "4F1C0A9922D7E3B0",
  })),
  sample("lib/pos/steps/decide-sale.ts", "cancelPosSale", ({ sale }) => ({ id: sale })),
  sample("lib/pos/steps/decide-sale.ts", "answerForPosSale", ({ sale }) => ({ id: sale, answer: "no_slip" })),
  sample("lib/pos/steps/decide-sale.ts", "seePosAlarm", ({ sale }) => ({ id: sale })),
  sample("lib/pos/steps/ask-sale.ts", "askPosSale", ({ sale }) => ({ id: sale })),
  sample("lib/pos/steps/ask-sale.ts", "openPosApp", ({ sale }) => ({ id: sale })),
  sample("lib/pos/steps/close-key.ts", "closePosSession", ({ sale }) => ({ id: sale })),
  sample("lib/pos/steps/close-key.ts", "closeTerminalKey", ({ till }) => ({ terminal_id: till })),
  sample("lib/pos/steps/close-key.ts", "renewTerminalKey", ({ till }) => ({ terminal_id: till })),
  sample("lib/pos/steps/reverse-sale.ts", "reversePosSale", ({ sale }) => ({ id: sale })),
  sample("lib/pos/terminals/set-terminal.ts", "setTerminal", ({ till }) => ({
    terminal_id: till,
    name: "Kasa 1",
    branch_id: null,
  })),
  sample(
    "lib/pos/terminals/set-terminal.ts",
    "addTerminal",
    () => ({ agent_id: "2044", user_id: "kasa1", name: "Kasa 1", branch_id: null }),
    false,
  ),
  sample("lib/ledger/set-settlement-terms.ts", "setSettlementTerms", ({ payment }) => ({
    provider_account_id: payment,
    days_after_capture: 1,
    day_rule: "business",
    cut_off: "24:00",
    valid_from: "2026-11-22",
  })),
  sample("lib/settings/set-payer-texts.ts", "setPayerTexts", () => ({ privacy: "Notice", distance_sales: "" }), false),
  sample("lib/webhooks/replay/replay-events.ts", "shadowReplay", ({ payment }) => ({ ids: [payment] })),
  sample("lib/webhooks/replay/replay-events.ts", "applyReplay", ({ payment }) => ({
    ids: [payment],
    difference: "0".repeat(64),
    reason: "a test",
    password: "a password",
  })),
  sample("lib/jobs/decide-dead-letter.ts", "redriveJob", ({ payment }) => ({ id: payment })),
  sample("lib/jobs/decide-dead-letter.ts", "redriveJobs", ({ payment }) => ({ ids: [payment] }), false),
  sample("lib/jobs/decide-dead-letter.ts", "dismissJob", ({ payment }) => ({ id: payment, reason: "not needed" })),
  sample("lib/paylinks/create-paylink.ts", "createPaylink", () => linkInput(), false),
  sample("lib/paylinks/deactivate-paylink.ts", "deactivatePaylink", ({ paylink }) => ({ id: paylink })),
  sample(
    "lib/checkout/sessions/create-checkout.ts",
    "createCheckout",
    () => ({ amount: 100_000, currency: "TRY" }),
    false,
  ),
  sample("lib/checkout/sessions/expire-checkout.ts", "expireCheckout", ({ checkout }) => ({ id: checkout })),
  sample("lib/checkout/routing/add-rule.ts", "addRoutingRule", ({ checkout }) => ({ provider_account_id: checkout })),
  sample("lib/checkout/routing/end-rule.ts", "endRoutingRule", ({ checkout }) => ({ id: checkout })),
  sample("lib/checkout/guard/lift-freeze.ts", "liftFreeze", ({ checkout }) => ({ id: checkout })),
  sample("lib/settings/set-card-entry.ts", "setCardEntry", ({ checkout }) => ({
    provider_account_id: checkout,
    card_entry: "redirect",
  })),
  sample("lib/settings/set-escrow-mirror.ts", "setEscrowMirror", ({ checkout }) => ({
    provider_account_id: checkout,
    on: true,
    password: "no password of anybody",
  })),
  sample("lib/settings/members/add-member.ts", "addMember", ({ checkout }) => ({
    provider_account_id: checkout,
    kind: "company",
    name: "Ceviz Atölyesi",
    iban: "TR330006100519786457841326",
    email: "ceviz@example.com",
    phone: "5550000009",
    address: "Moda",
    tax_office: "Kadıköy",
    tax_number: "1234567890",
  })),
  sample("lib/settings/members/add-member.ts", "askMember", ({ checkout }) => ({ id: checkout })),
  sample(
    "lib/settings/accounts/add-account.ts",
    "addProviderAccount",
    () => ({
      provider: "paynet",
      environment: "sandbox",
      label: "Another",
      keys: { secret_key: "sck_made_up" },
      password: "no password of anybody",
    }),
    false,
  ),
  sample("lib/settings/accounts/rotate-keys.ts", "rotateAccountKeys", ({ checkout }) => ({
    provider_account_id: checkout,
    keys: { secret_key: "sck_made_up" },
    password: "no password of anybody",
  })),
  sample("lib/settings/accounts/set-default.ts", "setDefaultAccount", ({ checkout }) => ({
    provider_account_id: checkout,
  })),
  sample("lib/settings/accounts/set-webhook-policy.ts", "setWebhookPolicy", ({ checkout }) => ({
    provider_account_id: checkout,
    allowlist: [],
    allowlist_mode: "off",
    signature_required: false,
    password: "no password of anybody",
  })),
  sample("lib/payments/sync-payment.ts", "syncPayment", ({ payment }) => ({ id: payment })),
  sample("lib/captures/request-capture.ts", "capturePayment", ({ payment }) => ({ payment_id: payment })),
  sample("lib/captures/request-capture.ts", "voidAuthorisation", ({ payment }) => ({ payment_id: payment })),
  sample("lib/refunds/request-refund.ts", "requestRefund", ({ payment }) => ({ payment_id: payment, amount: 1_000 })),
  sample("lib/refunds/request-refund.ts", "voidPayment", ({ payment }) => ({ payment_id: payment })),
  sample(
    "lib/refunds/bulk/plan-bulk-refund.ts",
    "planBulkRefund",
    ({ payment }) => ({ rows: [{ payment_id: payment }] }),
    false,
  ),
  sample(
    "lib/refunds/bulk/request-bulk-refund.ts",
    "requestBulkRefund",
    ({ payment }) => ({ rows: [{ payment_id: payment, amount: 1_000 }], reason: "x", total: 1_000 }),
    false,
  ),
  sample("lib/payouts/request-payouts.ts", "requestPayouts", ({ payout }) => ({ ids: [payout], way: "file" })),
  sample("lib/payouts/decide-payouts.ts", "approvePayouts", ({ payout }) => ({ ids: [payout], amount: 12_000 })),
  sample("lib/payouts/decide-payouts.ts", "withdrawPayout", ({ payout }) => ({ id: payout })),
  sample("lib/payouts/decide-payouts.ts", "markPayoutPaid", ({ payout }) => ({ id: payout })),
  sample("lib/payouts/decide-payouts.ts", "markPayoutFailed", ({ payout }) => ({ id: payout })),
  sample("lib/payouts/export-payouts.ts", "exportPayouts", ({ payout }) => ({ ids: [payout] })),
  sample("lib/escrow/releases/request-release.ts", "requestRelease", ({ escrow }) => ({ id: escrow, note: "x" })),
  sample(
    "lib/escrow/releases/bulk-release.ts",
    "releaseInBulk",
    ({ escrow }) => ({ evidence_class: "none", ids: [escrow], amount: 600_000, note: "x" }),
    false,
  ),
  sample("lib/escrow/releases/refund-held.ts", "refundHeld", ({ escrow }) => ({ id: escrow, note: "x" })),
  sample("lib/escrow/releases/decide-release.ts", "approveRequest", ({ escrow, release }) => ({
    id: escrow,
    request_id: release,
    amount: 100_000,
  })),
  sample("lib/escrow/releases/decide-release.ts", "rejectRequest", ({ escrow, release }) => ({
    id: escrow,
    request_id: release,
  })),
  sample("lib/escrow/releases/decide-release.ts", "withdrawRequest", ({ escrow, release }) => ({
    id: escrow,
    request_id: release,
  })),
  sample("lib/escrow/releases/decide-release.ts", "undoRelease", ({ escrow, release }) => ({
    id: escrow,
    request_id: release,
  })),
  sample("lib/escrow/evidence/add-evidence.ts", "confirmDelivery", ({ escrow }) => ({
    id: escrow,
    evidence: { note: "x" },
  })),
  sample("lib/escrow/evidence/add-evidence.ts", "addEvidence", ({ escrow }) => ({
    id: escrow,
    evidence: { note: "x" },
  })),
  sample("lib/escrow/evidence/add-evidence.ts", "markShipped", ({ escrow }) => ({
    id: escrow,
    carrier: "x",
    tracking_no: "123",
  })),
  sample("lib/escrow/mirror/decide-mirror.ts", "decideMirror", ({ escrow }) => ({
    id: escrow,
    step: "again",
    note: "x",
  })),
  sample("lib/escrow/timers/extend-escrow.ts", "extendEscrow", ({ escrow }) => ({ id: escrow, days: 1 })),
  sample("lib/escrow/disputes/open-dispute.ts", "openDispute", ({ escrow }) => ({ id: escrow, reason: "x" })),
  sample("lib/escrow/disputes/open-dispute.ts", "resolveDispute", ({ escrow }) => ({
    id: escrow,
    outcome: "withdrawn",
  })),
  sample("lib/escrow/disputes/chargeback.ts", "openChargeback", ({ payment }) => ({
    payment_id: payment,
    reason: "x",
  })),
  sample("lib/escrow/disputes/chargeback.ts", "settleChargeback", ({ dispute }) => ({ id: dispute, outcome: "won" })),
  sample("lib/escrow/disputes/assign.ts", "assignDispute", ({ dispute }) => ({
    id: dispute,
    owner_id: null,
    deadline_at: null,
  })),
  sample("lib/escrow/disputes/assign.ts", "assignEscrow", ({ escrow }) => ({ id: escrow, owner_id: null })),
  sample(
    "lib/settings/limits/change-limits.ts",
    "changeLimits",
    () => ({ refund_limit: 1, release_limit: 1, password: "no password of anybody" }),
    false,
  ),
  sample("lib/reconciliation/compare-now.ts", "compareNow", ({ difference }) => ({ provider_account_id: difference })),
  sample("lib/reconciliation/decide-case.ts", "acceptCase", ({ difference }) => ({ id: difference, comment: "x" })),
  sample("lib/reconciliation/decide-case.ts", "reopenCase", ({ difference }) => ({ id: difference })),
  sample("lib/reconciliation/decide-case.ts", "assignCase", ({ difference }) => ({ id: difference, owner_id: null })),
  sample("lib/reconciliation/decide-case.ts", "recordChargeback", ({ difference }) => ({ id: difference })),
  sample("lib/reconciliation/fix-case.ts", "adoptCase", ({ difference }) => ({ id: difference })),
  sample("lib/reconciliation/fix-case.ts", "askCase", ({ difference }) => ({ id: difference })),
  sample("lib/reconciliation/bank/import-statement.ts", "planStatement", () => STATEMENT, false),
  sample("lib/reconciliation/bank/import-statement.ts", "importStatement", () => STATEMENT, false),
  sample("lib/refunds/decide-refund.ts", "withdrawRefund", ({ refund }) => ({ id: refund })),
  sample("lib/refunds/decide-refund.ts", "approveRefund", ({ refund }) => ({ id: refund, amount: 600_000 })),
  sample("lib/refunds/decide-refund.ts", "rejectRefund", ({ refund }) => ({ id: refund })),
];
