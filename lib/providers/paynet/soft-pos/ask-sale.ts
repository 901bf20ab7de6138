import type { Decline, ProviderTransaction } from "../../port";
import type { PosSaleAnswer } from "../../soft-pos";
import { callPaynet, type PaynetConnection } from "../client";
import { toProviderTransaction } from "../mapping";
import { isKeyRefused } from "./key-refused";
import { CheckPosAnswer, type PosRow } from "./pos-wire";

const CHECK = {
  path: "v1/softpos/check_transaction",
  retryClass: "repeatable",
  answer: CheckPosAnswer,
  key: "session",
} as const;
const UNKNOWN_ROUTE = 9;
const SUCCEEDED = [0, 100];

const codeOf = ({ code }: PosRow): number | undefined =>
  code === null || code === undefined || code === "" ? undefined : Number(code);

/** The row's own envelope, where no bank said why. */
function ownDecline(row: PosRow): Decline | undefined {
  const code = codeOf(row);
  if (code === undefined || SUCCEEDED.includes(code)) return undefined;
  return { code: String(code), class: "bank", message: row.message ?? "" };
}

/**
 * One row by the rules of every query, and two more (docs/providers/paynet.md 2.4, PAYNET-M6): success needs the row's
 * own code to agree, and a failure has to say why. Without a reason it may be a tap under way, so it stays open.
 */
function toPosTransaction(row: PosRow): ProviderTransaction {
  const transaction = toProviderTransaction(row);
  const own = ownDecline(row);
  if (transaction.verdict === "captured" || transaction.verdict === "authorised") {
    return own === undefined ? transaction : { ...transaction, verdict: "open" };
  }
  if (transaction.verdict !== "failed" || transaction.decline?.code) return transaction;
  return own === undefined ? { ...transaction, verdict: "open", decline: null } : { ...transaction, decline: own };
}

/** Oldest first where every row tells its moment; else as Paynet sent them. */
function inOrder(transactions: ProviderTransaction[]): ProviderTransaction[] {
  if (transactions.some(({ occurredAt }) => occurredAt === null)) return transactions;
  return transactions.toSorted((a, b) => Number(a.occurredAt) - Number(b.occurredAt));
}

/**
 * What became of a session (docs/providers/paynet.md 2.4). No rows, code 12 and a 404 in Paynet's own envelope mean that
 * no card was tapped yet. One unreadable row makes the whole answer unknown: it may be the sale.
 */
export async function askSale(
  connection: PaynetConnection,
  { key, paymentSessionId }: { key: string; paymentSessionId: string },
): Promise<PosSaleAnswer> {
  const asked = { payment_session_id: paymentSessionId };
  const answer = await callPaynet({ ...connection, sessionKey: key }, CHECK, asked);
  const { callId } = answer;
  if (answer.kind === "absent") return { kind: "waiting", callId };
  if (answer.kind === "unknown") return { kind: "unknown", why: answer.why };
  if (answer.kind === "refused") {
    if (isKeyRefused(answer, true)) return { kind: "key_refused" };
    const notThere = answer.status === 404 && answer.code !== UNKNOWN_ROUTE;
    return notThere ? { kind: "waiting", callId } : { kind: "unknown", why: `refused_${answer.code}` };
  }
  const rows = answer.body.Data ?? [];
  if (rows.length === 0) return { kind: "waiting", callId };
  return { kind: "found", transactions: inOrder(rows.map(toPosTransaction)), callId };
}
