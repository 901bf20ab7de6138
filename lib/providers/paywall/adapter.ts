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
  TransactionAnswer,
  TransactionDetail,
} from "../port";
import type { BinInfo, InstallmentTable, ThreeDOutcome, ThreeDRequest } from "../three-d";
import { fromMajor, toMajorText, toPartNumber } from "./amounts";
import { callPaywall, type PaywallAnswer, type PaywallConnection } from "./client";
import { isReversed, saleDay, toPage, toProviderTransaction, toStart } from "./mapping";
import { BinBody, InstallmentBody, PageBody, QueryBody, type QueryRow, StartThreeDBody } from "./wire";

const pay = { service: "payment", method: "POST", answer: z.unknown() } as const;
const back = { ...pay, service: "private", retryClass: "never-auto-repeat" } as const;
const ask = { method: "GET", retryClass: "repeatable" } as const;
const once = "never-auto-repeat" as const;
const start = "query-then-repeat" as const;

const OPERATIONS = {
  startThreeD: { ...pay, path: "api/paywall/payment/start3d", retryClass: start, answer: StartThreeDBody },
  page: { ...pay, path: "api/paywall/checkout/generate", retryClass: start, answer: PageBody },
  provision: { ...pay, path: "api/paywall/payment/provision", retryClass: once },
  letGo: { ...pay, path: "api/paywall/payment/provision/cancel", retryClass: once },
  installments: { ...ask, service: "payment", path: "api/paywall/installment", answer: InstallmentBody },
  bin: { ...ask, service: "payment", path: "api/paywall/bin/inquiry", answer: BinBody },
  byReference: { ...ask, service: "private", path: "api/paywall/private/query", answer: QueryBody },
  byGuid: { ...ask, service: "private", path: "api/paywall/private/query/by/uniquecode", answer: QueryBody },
  revert: { ...back, path: "api/paywall/private/revert" },
  refundRest: { ...back, path: "api/paywall/private/refund" },
  refundPart: { ...back, path: "api/paywall/private/refund/partial" },
} as const;

const whyOf = (answer: PaywallAnswer<unknown>) =>
  answer.kind === "unknown" ? answer.why : answer.kind === "refused" ? `refused_${answer.code}` : "no_data";

/** Rejected or unknown: what an answer that is not `ok` means for a call with an effect. */
function notDone(answer: PaywallAnswer<unknown>) {
  return answer.kind === "refused"
    ? { kind: "rejected" as const, code: String(answer.code), message: answer.message }
    : { kind: "unknown" as const, why: whyOf(answer) };
}

const refusedHere = (code: string, callId: string) => ({ kind: "rejected" as const, code, message: "", callId });

async function startThreeD(connection: PaywallConnection, request: ThreeDRequest): Promise<ThreeDOutcome> {
  const answer = await callPaywall(connection, OPERATIONS.startThreeD, toStart(request));
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

type By = { reference: string } | { transactionId: string };

/** The row asked for, and no other: an answer about another payment is unknown. */
async function queryRow(connection: PaywallConnection, by: By): Promise<PaywallAnswer<QueryRow>> {
  const answer =
    "reference" in by
      ? await callPaywall(connection, OPERATIONS.byReference, { merchantuniquecode: by.reference })
      : await callPaywall(connection, OPERATIONS.byGuid, { uniquecode: by.transactionId });
  if (answer.kind !== "ok") return answer;
  const row = answer.body.Paywall;
  const same =
    "reference" in by
      ? row.MerchantUniqueCode === by.reference
      : row.UniqueCode.toLowerCase() === by.transactionId.toLowerCase();
  if (!same) return { kind: "unknown", why: "another_payment", callId: answer.callId };
  return { kind: "ok", body: row, callId: answer.callId };
}

async function queryTransactions(connection: PaywallConnection, by: By): Promise<TransactionAnswer> {
  const answer = await queryRow(connection, by);
  if (answer.kind === "absent") return { kind: "absent", callId: answer.callId };
  if (answer.kind !== "ok") return { kind: "unknown", why: whyOf(answer) };
  return { kind: "found", transactions: [toProviderTransaction(answer.body)], callId: answer.callId };
}

async function describeTransaction(connection: PaywallConnection, transactionId: string): Promise<TransactionDetail> {
  const { callId, ...answer } = await queryRow(connection, { transactionId });
  if (answer.kind === "absent") return { kind: "absent" };
  if (answer.kind !== "ok") return { kind: "unknown", why: whyOf({ ...answer, callId }) };
  const transaction = toProviderTransaction(answer.body);
  return { kind: "found", transaction, reversed: isReversed(answer.body), reversedBy: null, callId };
}

type Command = (
  row: QueryRow & { MerchantUniqueCode: string },
  day: string | undefined,
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
  const outcome = command({ ...row, MerchantUniqueCode: row.MerchantUniqueCode }, saleDay(row));
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

/** Revert cancels today's payment and refunds an older one; what partial refunds left is a refund of its own kind. */
function refundAll(connection: PaywallConnection, transactionId: string): Promise<RefundOutcome> {
  return afterLook(connection, transactionId, (row) => {
    if (row.AnySuccessPayment !== true || isReversed(row)) return "nothing_to_give_back";
    const { MerchantUniqueCode, UniqueCode } = row;
    if (row.AnySuccessPartialRefund !== true) {
      return send(connection, OPERATIONS.revert, { UniqueCode, MerchantUniqueCode, Amount: 0 });
    }
    return send(connection, OPERATIONS.refundRest, { MerchantUniqueCode, CompletePartialRefund: true });
  });
}

/** Never through revert, which on the payment's own day would give all of it back (section 4). */
function refundPart(
  connection: PaywallConnection,
  transactionId: string,
  amount: PartialAmount,
): Promise<RefundOutcome> {
  return afterLook(connection, transactionId, (row, day) => {
    if (row.AnySuccessPayment !== true || isReversed(row)) return "nothing_to_give_back";
    const { MerchantUniqueCode } = row;
    const body = { ...(day && { Date: day }), MerchantUniqueCode, Amount: toPartNumber(amount) };
    return send(connection, OPERATIONS.refundPart, body);
  });
}

function voidAuthorisation(connection: PaywallConnection, transactionId: string): Promise<RefundOutcome> {
  return afterLook(connection, transactionId, ({ MerchantUniqueCode }, day) =>
    send(connection, OPERATIONS.letGo, { ...(day && { Date: day }), MerchantUniqueCode }),
  );
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
  const part = amount === undefined ? {} : { ProvisionAmount: toPartNumber(amount) };
  const closed = await afterLook(connection, transactionId, ({ MerchantUniqueCode }, day) =>
    send(connection, OPERATIONS.provision, { ...(day && { Date: day }), MerchantUniqueCode, ...part }),
  );
  if (closed.kind === "unknown") return { kind: "unknown", why: closed.why };
  if (closed.kind === "rejected") return closed;
  const after = await queryRow(connection, { transactionId });
  if (after.kind !== "ok") return { kind: "unknown", why: whyOf(after) };
  const transaction = toProviderTransaction(after.body);
  const taken = fromMajor(after.body.ActivityAmount) ?? null;
  if (transaction.verdict !== "captured" || taken === null) return { kind: "unknown", why: "not_a_capture" };
  if (amount !== undefined && taken !== amount) return { kind: "unknown", why: "another_amount" };
  return { kind: "captured", transaction: { ...transaction, amountCharged: taken }, callId: closed.callId };
}

/** ASSUMPTION PAYWALL-P3: `InterestAmount` is the total. One unreadable total makes the whole table unknown. */
async function installmentTable(
  connection: PaywallConnection,
  amount: bigint,
  bin: string | undefined,
): Promise<InstallmentTable> {
  const values = { currencyid: 1, amount: toMajorText(amount), binnumber: bin, distinctduplicates: true };
  const answer = await callPaywall(connection, OPERATIONS.installments, values);
  if (answer.kind !== "ok") return { kind: "unknown", why: whyOf(answer) };
  const rows = answer.body.Options ?? [];
  const options = rows.flatMap(({ Installment: count, InterestAmount }) => {
    const total = fromMajor(InterestAmount);
    return total === undefined || total < amount ? [] : [{ count, total }];
  });
  return options.length === rows.length ? { kind: "found", options } : { kind: "unknown", why: "unreadable_row" };
}

async function binInfo(connection: PaywallConnection, bin: string): Promise<BinInfo> {
  const answer = await callPaywall(connection, OPERATIONS.bin, { binnumber: bin });
  if (answer.kind !== "ok") return { kind: "unknown", why: whyOf(answer) };
  const { CardBrand, CardBank, CardType, CardFamily } = answer.body;
  const type = CardType?.toLowerCase() || null;
  return { kind: "found", brand: CardBrand || null, bank: CardBank || null, type, family: CardFamily || null };
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
    refundAll: (transactionId) => refundAll(connection, transactionId),
    refundPart: (transactionId, amount) => refundPart(connection, transactionId, amount),
    captureAll: (transactionId) => capture(connection, transactionId, undefined),
    capturePart: (transactionId, amount) => capture(connection, transactionId, amount),
    // A cancel gives the payer's money back but opens no authorisation again (section 4).
    takeCaptureBack: (transactionId) => afterLook(connection, transactionId, () => "unsupported"),
    voidAuthorisation: (transactionId) => voidAuthorisation(connection, transactionId),
    listReversals: async () => UNSUPPORTED,
    prepareCardEntry: async () => ({ kind: "unsupported" }),
    startThreeD: (request) => startThreeD(connection, request),
    // The provider charges by itself after the bank's page (section 3.1).
    chargeThreeD: async () => ({ kind: "unsupported" }),
    installmentTable: ({ amount }, bin) => installmentTable(connection, amount, bin),
    binInfo: (bin) => binInfo(connection, bin),
  };
}
