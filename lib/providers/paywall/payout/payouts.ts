import "server-only";
import type { PayoutLookup, PayoutOrder, PayoutOutcome, PayoutProvider } from "../../payout";
import { fromMajor, toMajorNumber } from "../amounts";
import { callPaywall, type PaywallConnection } from "../client";
import { whyOf } from "../queries";
import { PayoutBody, SentBody } from "./payout-wire";

const SEND = {
  service: "payment",
  keys: "private",
  method: "POST",
  path: "api/paywall/payout/send/iban",
  retryClass: "never-auto-repeat",
  answer: SentBody,
} as const;

const FIND = {
  service: "payment",
  keys: "private",
  method: "GET",
  path: "api/paywall/payout/query",
  retryClass: "repeatable",
  answer: PayoutBody,
} as const;

const TURKISH_LIRA = 1;

/** ASSUMPTION PAYWALL-O1: no table of payout states is published; only these three are taken for an answer. */
const STATES: Record<number, "waiting" | "paid" | "failed"> = { 1: "waiting", 2: "paid", 3: "failed" };

async function sendPayout(
  connection: PaywallConnection,
  providerKey: string,
  order: PayoutOrder,
): Promise<PayoutOutcome> {
  const answer = await callPaywall(connection, SEND, {
    PayoutProviderKey: providerKey,
    MerchantGroupCode: order.group,
    MerchantUniqueCode: order.reference,
    ReceiverTitle: order.name,
    ReceiverIban: order.iban,
    Description: order.text,
    Amount: toMajorNumber(order.amount),
    CurrencyId: TURKISH_LIRA,
    CallbackSupport: false,
  });
  const { callId } = answer;
  if (answer.kind === "refused") {
    return { kind: "rejected", code: String(answer.code), message: answer.message, callId };
  }
  if (answer.kind !== "ok") return { kind: "unknown", why: whyOf(answer), callId };
  const { MerchantUniqueCode, PayoutTransactionId, Amount, Result } = answer.body;
  if (MerchantUniqueCode !== order.reference) return { kind: "unknown", why: "another_payout", callId };
  if (fromMajor(Amount) !== order.amount) return { kind: "unknown", why: "another_amount", callId };
  if (Result === false) return { kind: "unknown", why: "contradiction", callId };
  return { kind: "accepted", payoutId: String(PayoutTransactionId), callId };
}

async function findPayout(connection: PaywallConnection, reference: string): Promise<PayoutLookup> {
  const answer = await callPaywall(connection, FIND, { merchantuniquecode: reference });
  if (answer.kind === "absent") return { kind: "absent", callId: answer.callId };
  if (answer.kind !== "ok") return { kind: "unknown", why: whyOf(answer) };
  const { PayoutTransactionId, MerchantUniqueCode, Amount, StatusId, ReceiverIban } = answer.body;
  const amount = fromMajor(Amount);
  if (MerchantUniqueCode !== reference || amount === undefined) return { kind: "unknown", why: "another_payout" };
  return {
    kind: "found",
    payoutId: String(PayoutTransactionId),
    amount,
    iban: ReceiverIban ?? null,
    state: STATES[StatusId] ?? "open",
    callId: answer.callId,
  };
}

/** Paywall's payouts behind their port; `providerKey` names the merchant's own pay-out contract. */
export const paywallPayouts = (connection: PaywallConnection, providerKey: string): PayoutProvider => ({
  sendPayout: (order) => sendPayout(connection, providerKey, order),
  findPayout: (reference) => findPayout(connection, reference),
});
