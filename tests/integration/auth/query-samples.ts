import { AuditFilter } from "@/lib/audit/schemas";
import { type Permission, permissionsOf, type Role } from "@/lib/auth/permissions";
import { CheckoutFilter } from "@/lib/checkout/sessions/schemas";
import { DisputeFilter, EscrowFilter } from "@/lib/escrow/schemas";
import { DeadLetterFilter } from "@/lib/jobs/schemas";
import { PaylinkFilter } from "@/lib/paylinks/schemas";
import { PaymentFilter } from "@/lib/payments/schemas";
import { PayoutFilter } from "@/lib/payouts/schemas";
import { ClosingFilter } from "@/lib/pos/closing/schemas";
import { PosSessionFilter } from "@/lib/pos/schemas";
import { CaseFilter } from "@/lib/reconciliation/schemas";
import { RefundFilter } from "@/lib/refunds/schemas";
import { NotificationFilter } from "@/lib/webhooks/inbox/schemas";
import type { Things } from "./use-case-samples";

export type QuerySample = {
  file: string;
  name: string;
  permission: Permission;
  /** One object by its id, or all that the caller may see. */
  kind: "one" | "many";
  args: (things: Things) => unknown[];
};

const query = (
  file: string,
  name: string,
  permission: Permission,
  kind: QuerySample["kind"],
  args: QuerySample["args"],
): QuerySample => ({ file, name, permission, kind, args });

/**
 * Queries that take no caller: they are opened by a payer's token, and proved in tests/integration/checkout and
 * tests/integration/escrow (what the buyer's pages read in the transaction that the token opened).
 */
export const WITHOUT_CALLER = [
  ...["viewPayPage", "viewCheckout", "readMerchantTexts", "merchantSlug"],
  ...["memberOf", "readAfterPaying", "readBuyerAccount", "readBuyerCase", "readHeldPayment", "readLiveCode"],
];

/** One call a query function of lib/**\/*queries.ts; a new one without a line here fails the suite. */
export const QUERIES: QuerySample[] = [
  query("lib/pos/sales/queries.ts", "listPosSessions", "pos:read", "many", () => [PosSessionFilter.parse({})]),
  query("lib/pos/sales/queries.ts", "getPosSession", "pos:read", "one", ({ sale }) => [sale]),
  query("lib/pos/sales/queries.ts", "findPosRow", "pos:read", "one", ({ sale }) => [sale]),
  query("lib/pos/closing/queries.ts", "listClosings", "pos:read", "many", () => [ClosingFilter.parse({})]),
  query("lib/pos/closing/queries.ts", "getClosing", "pos:read", "one", ({ sale }) => [sale]),
  query("lib/pos/closing/queries.ts", "getOpenDay", "pos:read", "many", () => ["2026-01-05"]),
  query("lib/pos/board/queries.ts", "getPosBoard", "pos:read", "many", () => []),
  query("lib/pos/board/queries.ts", "listPosAlarms", "pos:read", "many", () => []),
  query("lib/pos/board/queries.ts", "listPosSales", "pos:read", "many", () => [PosSessionFilter.parse({})]),
  query("lib/pos/board/queries.ts", "getPosStory", "pos:read", "one", ({ sale }) => [sale]),
  query("lib/pos/board/queries.ts", "getPosReceiptToken", "pos:read", "one", ({ sale }) => [sale]),
  query("lib/pos/terminals/queries.ts", "listTerminals", "pos:read", "many", () => []),
  query("lib/pos/terminals/queries.ts", "listBranches", "pos:read", "many", () => []),
  query("lib/captures/queries.ts", "listCaptures", "payments:read", "one", ({ payment }) => [payment]),
  query("lib/audit/queries.ts", "listAudit", "audit:read", "many", () => [AuditFilter.parse({})]),
  query("lib/audit/queries.ts", "sealedPart", "audit:read", "many", () => []),
  query("lib/declines/queries.ts", "listUnknownCodes", "developer:read", "many", () => [{}]),
  query("lib/settings/has-account.queries.ts", "hasProviderAccount", "payments:read", "many", () => []),
  query("lib/settings/link-abilities.queries.ts", "linkAbilities", "paylinks:write", "many", () => []),
  query("lib/settings/members/queries.ts", "listProviderMembers", "payments:read-all", "many", () => []),
  query("lib/settings/payer-texts.queries.ts", "getPayerTexts", "payments:read-all", "many", () => []),
  query("lib/health/provider-outage.queries.ts", "listProviderOutages", "payments:read", "many", () => []),
  query("lib/webhooks/inbox/queries.ts", "listNotifications", "developer:read", "many", () => [
    NotificationFilter.parse({}),
  ]),
  query("lib/webhooks/inbox/queries.ts", "getNotification", "developer:read", "one", ({ payment }) => [payment]),
  query("lib/jobs/queries.ts", "listDeadLetters", "jobs:read", "many", () => [DeadLetterFilter.parse({})]),
  query("lib/jobs/queries.ts", "countOpenDeadLetters", "jobs:read", "many", () => []),
  query("lib/ledger/journals.queries.ts", "journalsOfPayment", "payments:read", "one", ({ payment }) => [payment]),
  query("lib/ledger/queries.ts", "balancesOf", "payments:read-all", "many", () => []),
  query("lib/ledger/queries.ts", "getBalance", "payments:read-all", "many", () => []),
  query("lib/ledger/queries.ts", "listArrivalPayments", "payments:read-all", "many", () => [
    { day: "2026-11-23", account: "pa_none" },
  ]),
  query("lib/paylinks/queries.ts", "listPaylinks", "paylinks:read", "many", () => [PaylinkFilter.parse({})]),
  query("lib/paylinks/queries.ts", "getPaylink", "paylinks:read", "one", ({ paylink }) => [paylink]),
  query("lib/checkout/sessions/queries.ts", "listCheckouts", "paylinks:read", "many", () => [CheckoutFilter.parse({})]),
  query("lib/checkout/sessions/queries.ts", "getCheckout", "paylinks:read", "one", ({ checkout }) => [checkout]),
  query("lib/checkout/sessions/timeline.queries.ts", "getCheckoutTimeline", "paylinks:read", "one", ({ checkout }) => [
    checkout,
  ]),
  query("lib/checkout/sessions/tries.queries.ts", "listCheckoutTries", "paylinks:read", "one", ({ checkout }) => [
    checkout,
  ]),
  query("lib/settings/accounts.queries.ts", "listProviderAccounts", "payments:read-all", "many", () => []),
  query("lib/checkout/routing/queries.ts", "listRoutingRules", "payments:read-all", "many", () => []),
  query("lib/checkout/guard/queries.ts", "listFreezes", "payments:read-all", "many", () => []),
  query("lib/payments/queries.ts", "listPayments", "payments:read", "many", () => [PaymentFilter.parse({})]),
  query("lib/payments/queries.ts", "getPayment", "payments:read", "one", ({ payment }) => [payment]),
  query("lib/payments/queries.ts", "countPaymentsByStatus", "payments:read", "many", () => [PaymentFilter.parse({})]),
  query("lib/payments/timeline.queries.ts", "getTimeline", "payments:read", "many", ({ paylink, payment }) => [
    { paylinkId: paylink, paymentId: payment },
  ]),
  query("lib/escrow/desk/queries.ts", "getEscrow", "escrow:read", "one", ({ escrow }) => [escrow]),
  query("lib/escrow/desk/queries.ts", "listEscrows", "escrow:read", "many", () => [EscrowFilter.parse({})]),
  query("lib/escrow/desk/queries.ts", "countEscrows", "escrow:read", "many", () => []),
  query("lib/reconciliation/queries.ts", "getCase", "reconciliation:read", "one", ({ difference }) => [difference]),
  query("lib/reconciliation/queries.ts", "listCases", "reconciliation:read", "many", () => [CaseFilter.parse({})]),
  query("lib/reconciliation/queries.ts", "getBoard", "reconciliation:read", "many", () => []),
  query("lib/reconciliation/queries.ts", "listRuns", "reconciliation:read", "many", () => []),
  query("lib/payouts/queries.ts", "getPayout", "payouts:read", "one", ({ payout }) => [payout]),
  query("lib/payouts/queries.ts", "listPayouts", "payouts:read", "many", () => [PayoutFilter.parse({})]),
  // Another merchant's real file is proved in tests/integration/payouts.
  query("lib/payouts/queries.ts", "getBankFile", "payouts:read", "one", ({ payout }) => [payout]),
  query("lib/escrow/releases/queries.ts", "getReleaseSnapshot", "escrow:read", "one", ({ release }) => [release]),
  query("lib/escrow/disputes/queries.ts", "getDispute", "escrow:read", "one", ({ dispute }) => [dispute]),
  query("lib/escrow/disputes/queries.ts", "listDisputes", "escrow:read", "many", () => [DisputeFilter.parse({})]),
  query("lib/settings/limits/queries.ts", "getLimits", "payments:read-all", "many", () => []),
  query("lib/refunds/queries.ts", "getRefund", "payments:read-all", "one", ({ refund }) => [refund]),
  query("lib/refunds/queries.ts", "listRefunds", "payments:read-all", "many", () => [RefundFilter.parse({})]),
];

/** Whether a role's own merchant answers it. */
export const mayRead = ({ permission }: QuerySample, role: Role): boolean => permissionsOf(role).includes(permission);
