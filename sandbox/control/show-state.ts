import { jsonReply, type Reply } from "../http/exchange";
import { paylinkUrl } from "../paynet/mailorder/paylink-row";
import { whyUnpayable } from "../paynet/payment/payable";
import type { Attempt, Delivery, Paylink, Reversal, Transaction } from "../state/records";
import type { World } from "../world";
import type { ControlCall } from "./control-call";
import { showPaynetCards } from "./paynet/show-cards";
import { showPosSessions } from "./paynet/show-pos";
import { showPaynetSession } from "./paynet/show-session";
import { showPaywallCards } from "./paywall/show-cards";
import { showPaywallTruth } from "./paywall/show-paywall";

/** `GET /_control/state`: the provider's own truth. Amounts are integers in kuruş, times ISO 8601. */
export function showState({ world }: ControlCall): Reply {
  const { truth } = world;
  return jsonReply(200, {
    now: isoOf(world.clock.now()),
    offset_seconds: world.clock.offsetSeconds(),
    paynet: {
      links: truth.all("paylink").map((link) => showLink(world, link)),
      attempts: truth.all("attempt").map(showAttempt),
      sessions: truth.all("pnSession").map(showPaynetSession),
      transactions: truth.all("transaction").map(showTransaction),
      refunds: truth.all("reversal").map(showReversal),
      cards: showPaynetCards(world),
      pos: showPosSessions(world),
      webhooks: truth
        .all("delivery")
        .filter((row) => row.provider === undefined)
        .map(showDelivery),
    },
    paywall: {
      ...showPaywallTruth(truth),
      cards: showPaywallCards(world),
      webhooks: truth
        .all("delivery")
        .filter((row) => row.provider === "paywall")
        .map(showDelivery),
    },
  });
}

function isoOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function showLink(world: World, link: Paylink): Record<string, unknown> {
  return {
    id: link.id,
    page_id: link.pageId,
    url: paylinkUrl(world, link),
    account: link.account,
    agent_id: link.agentId,
    reference_no: link.referenceNo,
    name_surname: link.nameSurname,
    amount: Number(link.amount),
    currency: link.currency,
    add_commission: link.addCommission,
    multi_payment: link.multiPayment,
    status: whyUnpayable(link, world.clock.now()) ?? "active",
    passive: link.passive,
    xact_id: link.paidXactId,
    succeed_url: link.succeedUrl,
    error_url: link.errorUrl,
    confirmation_url: link.confirmationUrl,
    created_at: isoOf(link.createdAt),
    expires_at: isoOf(link.expiresAt),
  };
}

function showAttempt(attempt: Attempt): Record<string, unknown> {
  return {
    id: attempt.id,
    account: attempt.account,
    link_id: attempt.paylinkId,
    status: attempt.status,
    card: attempt.card.masked,
    installment: attempt.instalment,
    xact_id: attempt.xactId,
    started_at: isoOf(attempt.startedAt),
    ended_at: isoOf(attempt.endedAt),
  };
}

function showTransaction(row: Transaction): Record<string, unknown> {
  return {
    xact_id: row.id,
    xact: row.xact,
    account: row.account,
    link_id: row.paylinkId,
    agent_id: row.agentId,
    reference_no: row.referenceNo,
    transaction_type: row.transactionType,
    is_succeed: row.isSucceed,
    amount: Number(row.amount),
    net: Number(row.net),
    commission: Number(row.commission),
    commission_tax: Number(row.commissionTax),
    refunded: Number(row.refunded),
    hold: row.hold ?? null,
    currency: row.currency,
    installment: row.instalment,
    card: row.card.masked,
    bank_error_id: row.bankErrorId,
    paynet_error_id: row.paynetErrorId,
    at: isoOf(row.at),
    visible_at: isoOf(row.visibleAt),
    reversed: row.reversedXactId !== null,
  };
}

function showReversal(reversal: Reversal): Record<string, unknown> {
  return {
    id: reversal.id,
    account: reversal.account,
    xact_id: reversal.xactId,
    amount: Number(reversal.amount),
    method: reversal.method,
    status: reversal.status,
    requested_at: isoOf(reversal.requestedAt),
    decided_at: isoOf(reversal.decidedAt),
    result_xact_id: reversal.resultXactId,
  };
}

function showDelivery(delivery: Delivery): Record<string, unknown> {
  return {
    id: delivery.id,
    account: delivery.account,
    xact_id: delivery.xactId,
    url: delivery.url,
    body: delivery.body,
    status: delivery.status,
    tries: delivery.tries.map((entry) => ({ ...entry, at: isoOf(entry.at) })),
    queued_at: isoOf(delivery.queuedAt),
  };
}
