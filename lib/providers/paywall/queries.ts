import "server-only";
import type { TransactionAnswer } from "../port";
import { callPaywall, type PaywallAnswer, type PaywallConnection } from "./client";
import { toProviderTransaction, toProviderTransactions } from "./mapping";
import { PageInquiryBody, QueryBody, QueryListBody, type QueryRow } from "./wire";

const ask = { service: "private", method: "GET", retryClass: "repeatable" } as const;

const QUERIES = {
  byReference: { ...ask, path: "api/paywall/private/query", answer: QueryBody },
  byGuid: { ...ask, path: "api/paywall/private/query/by/uniquecode", answer: QueryBody },
  byTracking: { ...ask, path: "api/paywall/private/query/by/trackingcode", answer: QueryListBody },
  page: { ...ask, service: "payment", path: "api/paywall/checkout/inquiry", answer: PageInquiryBody },
} as const;

export type By = { reference: string; linkId?: string | undefined } | { transactionId: string };
type ByReference = Extract<By, { reference: string }>;

export const whyOf = (answer: PaywallAnswer<unknown>): string =>
  answer.kind === "unknown" ? answer.why : answer.kind === "refused" ? `refused_${answer.code}` : "no_data";

/** The row asked for, and no other: an answer about another payment is unknown. */
export async function queryRow(connection: PaywallConnection, by: By): Promise<PaywallAnswer<QueryRow>> {
  const answer =
    "reference" in by
      ? await callPaywall(connection, QUERIES.byReference, { merchantuniquecode: by.reference })
      : await callPaywall(connection, QUERIES.byGuid, { uniquecode: by.transactionId });
  if (answer.kind !== "ok") return answer;
  const row = answer.body.Paywall;
  const same =
    "reference" in by
      ? row.MerchantUniqueCode === by.reference
      : row.UniqueCode.toLowerCase() === by.transactionId.toLowerCase();
  if (!same) return { kind: "unknown", why: "another_payment", callId: answer.callId };
  return { kind: "ok", body: row, callId: answer.callId };
}

/** Further tries on one page have codes of their own and share the tracking code (PAYWALL-P4). */
async function furtherTries(connection: PaywallConnection, reference: string): Promise<PaywallAnswer<QueryRow[]>> {
  const answer = await callPaywall(connection, QUERIES.byTracking, { trackingcode: reference });
  if (answer.kind === "absent") return { kind: "ok", body: [], callId: answer.callId };
  if (answer.kind !== "ok") return answer;
  const rows = (answer.body.List ?? []).filter((row) => row.TrackingCode === reference);
  return { kind: "ok", body: rows, callId: answer.callId };
}

/** "No payment" is believed only while the page itself does not say that it was paid. */
async function absence(
  connection: PaywallConnection,
  { linkId }: ByReference,
  callId: string,
): Promise<TransactionAnswer> {
  if (linkId === undefined || linkId === "") return { kind: "absent", callId };
  const page = await callPaywall(connection, QUERIES.page, { id: linkId });
  if (page.kind !== "ok") return { kind: "unknown", why: `page_${whyOf(page)}` };
  return page.body.SuccessPayment === false
    ? { kind: "absent", callId: page.callId }
    : { kind: "unknown", why: "page_is_paid" };
}

const isTaken = (row: QueryRow) => ["captured", "authorised"].includes(toProviderTransaction(row).verdict);

async function queryByReference(connection: PaywallConnection, by: ByReference): Promise<TransactionAnswer> {
  const own = await queryRow(connection, by);
  if (own.kind !== "ok" && own.kind !== "absent") return { kind: "unknown", why: whyOf(own) };
  const first = own.kind === "ok" ? [own.body] : [];
  if (first.some(isTaken)) {
    return { kind: "found", transactions: first.flatMap(toProviderTransactions), callId: own.callId };
  }
  const further = await furtherTries(connection, by.reference);
  if (further.kind !== "ok") return { kind: "unknown", why: `tries_${whyOf(further)}` };
  const known = new Set(first.map(({ UniqueCode }) => UniqueCode));
  const rows = [...first, ...further.body.filter(({ UniqueCode }) => !known.has(UniqueCode))];
  if (rows.length === 0) return absence(connection, by, own.callId);
  // Whatever a try is called there, it is one of the reference that was asked for.
  const transactions = rows.flatMap(toProviderTransactions).map((row) => ({ ...row, reference: by.reference }));
  return { kind: "found", transactions, callId: own.callId };
}

/** Payments of a reference, or the one of an id; "none" only when every way of asking says so. */
export async function queryTransactions(connection: PaywallConnection, by: By): Promise<TransactionAnswer> {
  if ("reference" in by) return queryByReference(connection, by);
  const answer = await queryRow(connection, by);
  if (answer.kind === "absent") return { kind: "absent", callId: answer.callId };
  if (answer.kind !== "ok") return { kind: "unknown", why: whyOf(answer) };
  return { kind: "found", transactions: toProviderTransactions(answer.body), callId: answer.callId };
}
