import "server-only";
import type { ChangeOutcome, LinkLookup, LinkOutcome, PaymentProvider, TransactionAnswer, TransactionList } from "../port";
import { callPaynet, type PaynetConnection } from "./client";
import { toListDate, toMailorderCreate, toProviderTransaction } from "./mapping";
import {
  MailorderCreateAnswer,
  MailorderDetailAnswer,
  MailorderStatusUpdateAnswer,
  TransactionListAnswer,
  TransactionRowsAnswer,
} from "./wire";

const OPERATIONS = {
  createLink: { path: "v1/mailorder/create", retryClass: "query-then-repeat", answer: MailorderCreateAnswer },
  linkDetail: { path: "v1/mailorder/detail", retryClass: "repeatable", answer: MailorderDetailAnswer },
  linkStatus: { path: "v1/mailorder/status_update", retryClass: "repeatable", answer: MailorderStatusUpdateAnswer },
  check: { path: "v1/transaction/check", retryClass: "repeatable", answer: TransactionRowsAnswer },
  list: { path: "v1/transaction/list", retryClass: "repeatable", answer: TransactionListAnswer },
} as const;

const PASSIVE = 3;
const PAGE = 100;
const MAX_PAGES = 1_000;

async function createPaymentLink(
  connection: PaynetConnection,
  request: Parameters<PaymentProvider["createPaymentLink"]>[0],
): Promise<LinkOutcome> {
  const answer = await callPaynet(connection, OPERATIONS.createLink, toMailorderCreate(request));
  if (answer.kind === "ok") return { kind: "created", providerId: answer.body.id, url: answer.body.url };
  if (answer.kind === "refused") return { kind: "rejected", code: String(answer.code), message: answer.message };
  return { kind: "unknown", why: answer.kind === "unknown" ? answer.why : "no_data" };
}

async function findPaymentLink(connection: PaynetConnection, reference: string): Promise<LinkLookup> {
  const answer = await callPaynet(connection, OPERATIONS.linkDetail, { reference_no: reference });
  if (answer.kind === "absent") return { kind: "absent" };
  if (answer.kind !== "ok") return { kind: "unknown", why: answer.kind === "unknown" ? answer.why : "refused" };
  if (!answer.body.id) return { kind: "unknown", why: "no_id" };
  return {
    kind: "found",
    providerId: answer.body.id,
    url: answer.body.url ?? undefined,
    passive: Number(answer.body.status) === PASSIVE,
    transactionId: answer.body.xact_id || undefined,
  };
}

async function deactivatePaymentLink(connection: PaynetConnection, reference: string): Promise<ChangeOutcome> {
  const answer = await callPaynet(connection, OPERATIONS.linkStatus, { reference_no: reference, status: PASSIVE });
  if (answer.kind === "ok") return { kind: "done" };
  if (answer.kind === "refused") return { kind: "rejected", code: String(answer.code), message: answer.message };
  return { kind: "unknown", why: answer.kind === "unknown" ? answer.why : "no_data" };
}

async function queryTransactions(
  connection: PaynetConnection,
  by: { reference: string } | { transactionId: string },
): Promise<TransactionAnswer> {
  const body = "reference" in by ? { reference_no: by.reference } : { xact_id: by.transactionId };
  const answer = await callPaynet(connection, OPERATIONS.check, body);
  if (answer.kind === "absent") return { kind: "absent", callId: answer.callId };
  if (answer.kind !== "ok") return { kind: "unknown", why: answer.kind === "unknown" ? answer.why : `refused_${answer.code}` };
  const rows = answer.body.Data ?? [];
  if (rows.length === 0) return { kind: "absent", callId: answer.callId };
  return { kind: "found", transactions: rows.map(toProviderTransaction), callId: answer.callId };
}

/** Ten rows are the default page and failures are hidden unless asked for (section 6.3): both are named here. */
async function listTransactions(connection: PaynetConnection, from: Date, to: Date): Promise<TransactionList> {
  const transactions = new Map<string, ReturnType<typeof toProviderTransaction>>();
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await callPaynet(connection, OPERATIONS.list, {
      datab: toListDate(from),
      datbi: toListDate(to),
      show_unsucceed: true,
      limit: PAGE,
      starting_after: page * PAGE,
    });
    if (answer.kind === "absent") return { kind: "complete", transactions: [...transactions.values()], callId: answer.callId };
    if (answer.kind !== "ok") return { kind: "unknown", why: answer.kind === "unknown" ? answer.why : "refused" };
    const rows = answer.body.Data ?? [];
    for (const row of rows) transactions.set(row.xact_id, toProviderTransaction(row));
    const more = answer.body.has_more === true || answer.body.has_more === 1 || answer.body.has_more === "true";
    if (!more || rows.length === 0) return { kind: "complete", transactions: [...transactions.values()], callId: answer.callId };
  }
  return { kind: "unknown", why: "too_many_pages" };
}

/** Paynet behind the port. Everything it knows about Paynet's wire is in this folder. */
export function paynetAdapter(connection: PaynetConnection): PaymentProvider {
  return {
    createPaymentLink: (request) => createPaymentLink(connection, request),
    findPaymentLink: (reference) => findPaymentLink(connection, reference),
    deactivatePaymentLink: (reference) => deactivatePaymentLink(connection, reference),
    queryTransactions: (by) => queryTransactions(connection, by),
    listTransactions: (from, to) => listTransactions(connection, from, to),
  };
}
