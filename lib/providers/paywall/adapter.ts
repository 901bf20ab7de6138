import "server-only";
import { z } from "zod";
import { type Clock, systemClock } from "@/lib/kernel/clock";
import type { PartialAmount } from "../part-of";
import type {
  CaptureOutcome,
  LinkOutcome,
  LinkRequest,
  PaymentProvider,
  RefundOutcome,
  TransactionDetail,
} from "../port";
import type { ThreeDOutcome, ThreeDRequest } from "../three-d";
import { fromMajor, toPartNumber } from "./amounts";
import { callPaywall, type PaywallAnswer, type PaywallConnection } from "./client";
import { reconcileDay } from "./day-totals";
import { isReversed, moneyBackOf, saleDay, toDay, toPage, toProviderTransaction } from "./mapping";
import { paywallMarketplace } from "./marketplace/adapter";
import { paywallHold } from "./marketplace/hold";
import { paywallPayouts } from "./payout/payouts";
import { queryRow, queryTransactions, whyOf } from "./queries";
import { deleteStoredCard, findKeptCard, nameStoredCard, openTempCard } from "./three-d/cards";
import { toStart, whyNoStart } from "./three-d/start";
import { binInfo, installmentTable } from "./three-d/tables";
import { PageBody, type QueryRow, StartThreeDBody } from "./wire";

const pay = { service: "payment", method: "POST", answer: z.unknown() } as const;
const back = { ...pay, service: "private", retryClass: "never-auto-repeat" } as const;
const once = "never-auto-repeat" as const;
const start = "query-then-repeat" as const;

const OPERATIONS = {
  startThreeD: { ...pay, path: "api/paywall/payment/start3d", retryClass: start, answer: StartThreeDBody },
  page: { ...pay, path: "api/paywall/checkout/generate", retryClass: start, answer: PageBody },
  provision: { ...pay, path: "api/paywall/payment/provision", retryClass: once },
  end3d: { ...pay, path: "api/paywall/payment/end3d", retryClass: once },
  letGo: { ...pay, path: "api/paywall/payment/provision/cancel", retryClass: once },
  revert: { ...back, path: "api/paywall/private/revert" },
  refundRest: { ...back, path: "api/paywall/private/refund" },
  refundPart: { ...back, path: "api/paywall/private/refund/partial" },
} as const;

/** Rejected or unknown: what an answer that is not `ok` means for a call with an effect. */
function notDone(answer: PaywallAnswer<unknown>) {
  return answer.kind === "refused"
    ? { kind: "rejected" as const, code: String(answer.code), message: answer.message }
    : { kind: "unknown" as const, why: whyOf(answer) };
}

const refusedHere = (code: string, callId: string) => ({ kind: "rejected" as const, code, message: "", callId });

async function startThreeD(connection: PaywallConnection, request: ThreeDRequest): Promise<ThreeDOutcome> {
  const why = whyNoStart(request);
  if (why !== undefined) return { kind: "rejected", code: why, message: "" };
  const stored = request.card.kind === "stored" ? await nameStoredCard(connection, request.card) : undefined;
  // Nothing was sent yet, so a card that cannot be named is a definite no.
  if (stored && stored.kind !== "named") return { kind: "rejected", code: `stored_card_${stored.kind}`, message: "" };
  const answer = await callPaywall(connection, OPERATIONS.startThreeD, toStart(request, stored?.uniqueCode));
  if (answer.kind !== "ok") return notDone(answer);
  return { kind: "redirect", url: answer.body.RedirectUrl, session: {}, transactionId: answer.body.Payment.UniqueCode };
}

async function createPaymentLink(
  connection: PaywallConnection,
  request: LinkRequest,
  clock: Clock,
): Promise<LinkOutcome> {
  const answer = await callPaywall(connection, OPERATIONS.page, toPage(request, clock.now()));
  if (answer.kind !== "ok") return notDone(answer);
  return { kind: "created", providerId: String(answer.body.Id), url: answer.body.Link };
}

async function describeTransaction(connection: PaywallConnection, transactionId: string): Promise<TransactionDetail> {
  const { callId, ...answer } = await queryRow(connection, { transactionId });
  if (answer.kind === "absent") return { kind: "absent" };
  if (answer.kind !== "ok") return { kind: "unknown", why: whyOf({ ...answer, callId }) };
  const row = answer.body;
  const [transaction, moneyBack] = [toProviderTransaction(row), moneyBackOf(row)];
  return { kind: "found", transaction, reversed: isReversed(row), reversedBy: null, moneyBack, callId };
}

type Command = (
  row: QueryRow & { MerchantUniqueCode: string },
  day: string | undefined,
  callId: string,
) => Promise<RefundOutcome> | string;

/** Money goes only after a look: the wire wants the merchant's code and the payment's day beside the id (section 4). */
async function afterLook(
  connection: PaywallConnection,
  transactionId: string,
  command: Command,
): Promise<RefundOutcome> {
  const looked = await queryRow(connection, { transactionId });
  const { callId } = looked;
  if (looked.kind === "absent") return refusedHere("not_found", callId);
  // Nothing was sent yet, so what stopped us here is a definite no.
  if (looked.kind !== "ok") return refusedHere("not_looked_up", callId);
  const row = looked.body;
  if (!row.MerchantUniqueCode) return refusedHere("no_merchant_code", callId);
  const outcome = command({ ...row, MerchantUniqueCode: row.MerchantUniqueCode }, saleDay(row), callId);
  return typeof outcome === "string" ? refusedHere(outcome, callId) : outcome;
}

async function send(
  connection: PaywallConnection,
  operation: Parameters<typeof callPaywall>[1],
  body: Record<string, unknown>,
): Promise<RefundOutcome> {
  const answer = await callPaywall(connection, operation, body);
  return { ...(answer.kind === "ok" ? { kind: "accepted" as const } : notDone(answer)), callId: answer.callId };
}

const dayOfSale = (row: string | undefined, saleAt: Date | undefined) => row ?? (saleAt && toDay(saleAt));

/** Revert cancels today's payment and refunds an older one; what partial refunds left is a refund of its own kind. */
function refundAll(connection: PaywallConnection, transactionId: string, saleAt?: Date): Promise<RefundOutcome> {
  return afterLook(connection, transactionId, (row, rowDay) => {
    if (row.AnySuccessPayment !== true || isReversed(row)) return "nothing_to_give_back";
    const { MerchantUniqueCode, UniqueCode } = row;
    if (row.AnySuccessPartialRefund !== true) {
      return send(connection, OPERATIONS.revert, { UniqueCode, MerchantUniqueCode, Amount: 0 });
    }
    const day = dayOfSale(rowDay, saleAt);
    if (day === undefined) return "no_sale_day";
    return send(connection, OPERATIONS.refundRest, { Date: day, MerchantUniqueCode, CompletePartialRefund: true });
  });
}

/** Never through revert, which on the payment's own day would give all of it back (section 4). */
function refundPart(
  connection: PaywallConnection,
  transactionId: string,
  amount: PartialAmount,
  saleAt?: Date,
): Promise<RefundOutcome> {
  return afterLook(connection, transactionId, (row, rowDay) => {
    if (row.AnySuccessPayment !== true || isReversed(row)) return "nothing_to_give_back";
    const day = dayOfSale(rowDay, saleAt);
    if (day === undefined) return "no_sale_day";
    const { MerchantUniqueCode } = row;
    return send(connection, OPERATIONS.refundPart, { Date: day, MerchantUniqueCode, Amount: toPartNumber(amount) });
  });
}

/** What was let go already is not asked for again: the provider would refuse it, and the record is what we wanted. */
function voidAuthorisation(connection: PaywallConnection, transactionId: string): Promise<RefundOutcome> {
  return afterLook(connection, transactionId, (row, day, callId) => {
    if (isReversed(row)) return Promise.resolve({ kind: "accepted", callId });
    const { MerchantUniqueCode } = row;
    return send(connection, OPERATIONS.letGo, { ...(day && { Date: day }), MerchantUniqueCode });
  });
}

function close(
  connection: PaywallConnection,
  transactionId: string,
  amount: PartialAmount | undefined,
): Promise<RefundOutcome> {
  return afterLook(connection, transactionId, ({ MerchantUniqueCode }, day) => {
    const isOld = connection.closeService === "end3d";
    // The old service knows no amount: a part would take everything.
    if (isOld && amount !== undefined) return "part_unsupported";
    if (isOld) return send(connection, OPERATIONS.end3d, { MerchantUniqueCode });
    const part = amount === undefined ? {} : { ProvisionAmount: toPartNumber(amount) };
    return send(connection, OPERATIONS.provision, { ...(day && { Date: day }), MerchantUniqueCode, ...part });
  });
}

/**
 * The close answers nothing of its own, so a query tells what was taken; a figure that differs is unknown.
 * ASSUMPTION PAYWALL-Q3: after a close `ActivityAmount` is what was taken.
 */
async function capture(
  connection: PaywallConnection,
  transactionId: string,
  amount: PartialAmount | undefined,
): Promise<CaptureOutcome> {
  const closed = await close(connection, transactionId, amount);
  if (closed.kind === "unknown") return { kind: "unknown", why: closed.why };
  if (closed.kind === "rejected") return closed;
  const after = await queryRow(connection, { transactionId });
  if (after.kind !== "ok") return { kind: "unknown", why: whyOf(after) };
  const taken = fromMajor(after.body.ActivityAmount) ?? null;
  const transaction = toProviderTransaction(after.body, taken);
  if (transaction.verdict !== "captured" || taken === null) return { kind: "unknown", why: "not_a_capture" };
  if (amount !== undefined && taken !== amount) return { kind: "unknown", why: "another_amount" };
  return { kind: "captured", transaction, callId: closed.callId };
}

const UNSUPPORTED = { kind: "unknown", why: "unsupported" } as const;

/** Paywall behind the port. It has no lists and no way to find or close a page: those answer `unsupported`. */
export function paywallAdapter(connection: PaywallConnection, clock: Clock = systemClock): PaymentProvider {
  return {
    createPaymentLink: (request) => createPaymentLink(connection, request, clock),
    findPaymentLink: async () => UNSUPPORTED,
    deactivatePaymentLink: async () => ({ kind: "rejected", code: "unsupported", message: "" }),
    queryTransactions: (by) => queryTransactions(connection, by),
    listTransactions: async () => UNSUPPORTED,
    listPaymentLinks: async () => UNSUPPORTED,
    describeTransaction: (transactionId) => describeTransaction(connection, transactionId),
    refundAll: (transactionId, saleAt) => refundAll(connection, transactionId, saleAt),
    refundPart: (transactionId, amount, saleAt) => refundPart(connection, transactionId, amount, saleAt),
    captureAll: (transactionId) => capture(connection, transactionId, undefined),
    capturePart: (transactionId, amount) => capture(connection, transactionId, amount),
    // Gives the money back and opens no authorisation again, so that nothing is left to let go (section 4).
    takeCaptureBack: (transactionId, saleAt) => refundAll(connection, transactionId, saleAt),
    voidAuthorisation: (transactionId) => voidAuthorisation(connection, transactionId),
    listReversals: async () => UNSUPPORTED,
    reconcileDay: (day, totals) => reconcileDay(connection, day, totals),
    prepareCardEntry: () => openTempCard(connection, notDone),
    startThreeD: (request) => startThreeD(connection, request),
    // The provider charges by itself after the bank's page (section 3.1).
    chargeThreeD: async () => ({ kind: "unsupported" }),
    findKeptCard: (owner) => findKeptCard(connection, owner),
    deleteStoredCard: (card) => deleteStoredCard(connection, card),
    installmentTable: ({ amount }, bin, payerBears) => installmentTable(connection, { amount, bin, payerBears }),
    binInfo: (bin) => binInfo(connection, bin),
    marketplace: paywallMarketplace(connection),
    hold: paywallHold(connection),
    ...(connection.payoutKey === undefined ? {} : { payouts: paywallPayouts(connection, connection.payoutKey) }),
  };
}
