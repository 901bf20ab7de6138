import "server-only";
import type { z } from "zod";
import type {
  CaptureOutcome,
  ChangeOutcome,
  LinkList,
  LinkLookup,
  LinkOutcome,
  PaymentProvider,
  RefundOutcome,
  ReversalList,
  TransactionAnswer,
  TransactionDetail,
  TransactionList,
} from "../port";
import { toKurusDigits } from "./amounts";
import { prepareCardEntry } from "./cards/browser-flow";
import { chargeThreeD } from "./cards/charge-three-d";
import { deleteStoredCard } from "./cards/delete-card";
import { binInfo, installmentTable } from "./cards/ratios";
import { startThreeD } from "./cards/start-three-d";
import { callPaynet, type PaynetAnswer, type PaynetConnection, type PaynetOperation } from "./client";
import { paynetHold } from "./hold";
import { toListDate, toMailorderCreate, toProviderReversal, toProviderTransaction } from "./mapping";
import { paynetSoftPos } from "./soft-pos/soft-pos";
import {
  CaptureAnswer,
  MailorderCreateAnswer,
  MailorderDetailAnswer,
  MailorderListAnswer,
  type MailorderRow,
  MailorderStatusUpdateAnswer,
  PaynetEnvelope,
  ReversalListAnswer,
  type ReversalRow,
  TransactionListAnswer,
  type TransactionRow,
  TransactionRowsAnswer,
} from "./wire";

const OPERATIONS = {
  createLink: { path: "v1/mailorder/create", retryClass: "query-then-repeat", answer: MailorderCreateAnswer },
  linkDetail: { path: "v1/mailorder/detail", retryClass: "repeatable", answer: MailorderDetailAnswer },
  linkStatus: { path: "v1/mailorder/status_update", retryClass: "repeatable", answer: MailorderStatusUpdateAnswer },
  linkList: { path: "v1/mailorder/list", retryClass: "repeatable", answer: MailorderListAnswer },
  detail: { path: "v1/transaction/detail", retryClass: "repeatable", answer: TransactionRowsAnswer },
  check: { path: "v1/transaction/check", retryClass: "repeatable", answer: TransactionRowsAnswer },
  list: { path: "v1/transaction/list", retryClass: "repeatable", answer: TransactionListAnswer },
  reverse: { path: "v1/transaction/reversed_request", retryClass: "never-auto-repeat", answer: PaynetEnvelope },
  capture: { path: "v1/transaction/capture", retryClass: "never-auto-repeat", answer: CaptureAnswer },
  takeCaptureBack: {
    path: "v1/transaction/capture_reversal",
    retryClass: "never-auto-repeat",
    answer: PaynetEnvelope,
  },
  voidAuthorisation: {
    path: "v1/transaction/preauth_reversal",
    retryClass: "never-auto-repeat",
    answer: PaynetEnvelope,
  },
  reversals: { path: "v1/transaction/reversal_list", retryClass: "repeatable", answer: ReversalListAnswer },
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
  if (answer.kind !== "ok")
    return { kind: "unknown", why: answer.kind === "unknown" ? answer.why : `refused_${answer.code}` };
  const rows = answer.body.Data ?? [];
  if (rows.length === 0) return { kind: "absent", callId: answer.callId };
  return { kind: "found", transactions: rows.map(toProviderTransaction), callId: answer.callId };
}

type ListBody<R> = {
  Data?: R[] | null | undefined;
  has_more?: boolean | number | string | null | undefined;
  total?: number | string | null | undefined;
};
type ListOperation<R> = PaynetOperation<z.ZodType<ListBody<R>>>;
type Pages<R> = { kind: "complete"; rows: R[]; callId: string } | { kind: "unknown"; why: string };
type Days = { from: Date; to: Date };

const hasMore = ({ has_more: more, Data }: ListBody<unknown>): boolean =>
  (more === true || more === 1 || more === "true") && (Data ?? []).length > 0;

/** `total` counts every match (section 1.7): fewer rows than it said are not all of them, whatever `has_more` says. */
const ended = <R>(rows: R[], told: number, callId: string): Pages<R> =>
  rows.length < told ? { kind: "unknown", why: "rows_missing" } : { kind: "complete", rows, callId };

/** All pages or nothing. Ten rows are the default page (section 1.7), so the size is always named. */
async function readAllPages<R>(
  connection: PaynetConnection,
  operation: ListOperation<R>,
  days: Days,
  extra: Record<string, unknown> = {},
): Promise<Pages<R>> {
  const rows: R[] = [];
  let told = 0;
  const range = { datab: toListDate(days.from), datbi: toListDate(days.to) };
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const paging = { limit: PAGE, starting_after: page * PAGE };
    const answer = await callPaynet(connection, operation, { ...range, ...extra, ...paging });
    if (answer.kind === "absent") return ended(rows, told, answer.callId);
    if (answer.kind !== "ok") return { kind: "unknown", why: answer.kind === "unknown" ? answer.why : "refused" };
    rows.push(...(answer.body.Data ?? []));
    told = Math.max(told, Number(answer.body.total ?? 0));
    if (!hasMore(answer.body)) return ended(rows, told, answer.callId);
  }
  return { kind: "unknown", why: "too_many_pages" };
}

/** Failures are hidden unless asked for (section 6.3). */
async function listTransactions(connection: PaynetConnection, from: Date, to: Date): Promise<TransactionList> {
  const read = await readAllPages<TransactionRow>(connection, OPERATIONS.list, { from, to }, { show_unsucceed: true });
  if (read.kind === "unknown") return read;
  const transactions = new Map(read.rows.map((row) => [row.xact_id, toProviderTransaction(row)]));
  return { kind: "complete", transactions: [...transactions.values()], callId: read.callId };
}

async function listPaymentLinks(connection: PaynetConnection, days: Days): Promise<LinkList> {
  const read = await readAllPages<MailorderRow>(connection, OPERATIONS.linkList, days);
  if (read.kind === "unknown") return read;
  const links = read.rows.flatMap(({ id, reference_no, status, xact_id }) =>
    id
      ? [
          {
            providerId: id,
            reference: reference_no || null,
            passive: Number(status) === PASSIVE,
            transactionId: xact_id || null,
          },
        ]
      : [],
  );
  return links.length === read.rows.length ? { kind: "complete", links } : { kind: "unknown", why: "unreadable_row" };
}

async function describeTransaction(connection: PaynetConnection, transactionId: string): Promise<TransactionDetail> {
  const answer = await callPaynet(connection, OPERATIONS.detail, { xact_id: transactionId });
  if (answer.kind === "absent") return { kind: "absent" };
  if (answer.kind !== "ok")
    return { kind: "unknown", why: answer.kind === "unknown" ? answer.why : `refused_${answer.code}` };
  const row = (answer.body.Data ?? []).find(({ xact_id }) => xact_id === transactionId);
  if (!row) return { kind: "absent" };
  return {
    kind: "found",
    transaction: toProviderTransaction(row),
    reversed: row.reversed === true,
    reversedBy: row.reversed_xact_id || null,
    callId: answer.callId,
  };
}

function refundOutcome(answer: PaynetAnswer<unknown>): RefundOutcome {
  const { callId } = answer;
  if (answer.kind === "ok") return { kind: "accepted", callId };
  if (answer.kind === "refused") {
    return { kind: "rejected", code: String(answer.code), message: answer.message, callId };
  }
  return { kind: "unknown", why: answer.kind === "unknown" ? answer.why : "no_data", callId };
}

/** Section 6.4: the whole authorisation without `amount`, a part with it. Only a readable success is a capture. */
async function capture(connection: PaynetConnection, body: Record<string, unknown>): Promise<CaptureOutcome> {
  const answer = await callPaynet(connection, OPERATIONS.capture, body);
  if (answer.kind === "refused") {
    return { kind: "rejected", code: String(answer.code), message: answer.message, callId: answer.callId };
  }
  if (answer.kind !== "ok") return { kind: "unknown", why: answer.kind === "unknown" ? answer.why : "no_data" };
  const { xact_id: transactionId, ...row } = answer.body;
  if (!transactionId) return { kind: "unknown", why: "no_id" };
  const transaction = toProviderTransaction({ ...row, xact_id: transactionId });
  if (transaction.kind !== "capture" || transaction.verdict !== "captured")
    return { kind: "unknown", why: "not_a_capture" };
  return { kind: "captured", transaction, callId: answer.callId };
}

async function listReversals(connection: PaynetConnection, from: Date, to: Date): Promise<ReversalList> {
  const read = await readAllPages<ReversalRow>(connection, OPERATIONS.reversals, { from, to });
  if (read.kind === "unknown") return read;
  const reversals = read.rows.map(toProviderReversal);
  if (reversals.some((row) => row === undefined)) return { kind: "unknown", why: "unreadable_row" };
  return { kind: "complete", reversals: reversals.filter((row) => row !== undefined), callId: read.callId };
}

/** Paynet behind the port. Everything it knows about Paynet's wire is in this folder. */
export function paynetAdapter(connection: PaynetConnection): PaymentProvider {
  return {
    createPaymentLink: (request) => createPaymentLink(connection, request),
    findPaymentLink: (reference) => findPaymentLink(connection, reference),
    deactivatePaymentLink: (reference) => deactivatePaymentLink(connection, reference),
    queryTransactions: (by) => queryTransactions(connection, by),
    listTransactions: (from, to) => listTransactions(connection, from, to),
    listPaymentLinks: (from, to) => listPaymentLinks(connection, { from, to }),
    describeTransaction: (transactionId) => describeTransaction(connection, transactionId),
    refundAll: async (transactionId) =>
      refundOutcome(await callPaynet(connection, OPERATIONS.reverse, { xact_id: transactionId })),
    refundPart: async (transactionId, amount) =>
      refundOutcome(
        await callPaynet(connection, OPERATIONS.reverse, { xact_id: transactionId, amount: toKurusDigits(amount) }),
      ),
    captureAll: (transactionId) => capture(connection, { xact_id: transactionId }),
    capturePart: (transactionId, amount) =>
      capture(connection, { xact_id: transactionId, amount: toKurusDigits(amount) }),
    takeCaptureBack: async (transactionId) =>
      refundOutcome(await callPaynet(connection, OPERATIONS.takeCaptureBack, { xact_id: transactionId })),
    voidAuthorisation: async (transactionId) =>
      refundOutcome(await callPaynet(connection, OPERATIONS.voidAuthorisation, { xact_id: transactionId })),
    listReversals: (from, to) => listReversals(connection, from, to),
    prepareCardEntry: (request) => prepareCardEntry(connection, request),
    startThreeD: (request) => startThreeD(connection, request),
    chargeThreeD: (request) => chargeThreeD(connection, request),
    // The charge itself answers what was kept (section 3.3).
    findKeptCard: async () => ({ kind: "unsupported" }),
    deleteStoredCard: (card) => deleteStoredCard(connection, card),
    installmentTable: (price, bin, payerBears) => installmentTable(connection, price, bin, payerBears),
    binInfo: (bin) => binInfo(connection, bin),
    hold: paynetHold(connection),
    softPos: paynetSoftPos(connection),
  };
}
