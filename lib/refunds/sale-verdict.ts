import "server-only";
import type { TransactionDetail } from "@/lib/providers/port";
import { inTurn, type Underway } from "./own-record";
import type { readRefund } from "./repository";

export type Verdict = {
  outcome: "accepted" | "refused" | "unknown" | "absent" | "confirmed";
  /** The call whose answer says so; absent where only an incomplete list was read. */
  callId?: string;
  reversalId?: string;
  detail?: string;
};

export type Known = NonNullable<Awaited<ReturnType<typeof readRefund>>>;

/** More refunds of one payment under way than anybody has; beyond it nothing is concluded. */
const MOST_OTHERS = 12;

type Sent = Underway & { amount: bigint };

/** Whether some of these amounts add up to the sum; none of them make zero. */
function canMake(amounts: readonly bigint[], sum: bigint): boolean {
  const sums = new Set([0n]);
  for (const amount of amounts) for (const one of [...sums]) sums.add(one + amount);
  return sums.has(sum);
}

/**
 * Whether this refund is in what went back, by all that the open ones can make of it: how many of its equals are in it must
 * be one number, and then they take turns. Undefined where it cannot be told, or while an equal one is only being sent.
 */
function isIn(gone: bigint, refund: Sent, open: readonly Sent[]): boolean | undefined {
  const equals = inTurn(open.filter(({ amount }) => amount === refund.amount));
  const rest = open.filter(({ amount }) => amount !== refund.amount).map(({ amount }) => amount);
  const counts = [...equals.keys(), equals.length].filter((count) =>
    canMake(rest, gone - BigInt(count) * refund.amount),
  );
  const [count] = counts;
  if (count === undefined || counts.length > 1) return undefined;
  const isShared = count > 0 && count < equals.length;
  if (isShared && equals.some(({ id, status }) => id !== refund.id && status === "sending")) return undefined;
  return equals.findIndex(({ id }) => id === refund.id) < count;
}

/**
 * What went back and is in nobody's books yet: is this refund in it, is it not, or can it not be told? What the provider
 * accepted is in it; only where that cannot be so yet, anything under way may be.
 */
function isInIt(gone: bigint, refund: Sent, others: readonly Sent[]): boolean | undefined {
  if (others.length > MOST_OTHERS) return undefined;
  const all = [refund, ...others];
  const accepted = all.filter(({ status }) => status === "sent");
  const open = all.filter(({ status }) => status !== "sent");
  const left = accepted.reduce((sum, { amount }) => sum - amount, gone);
  const canAllBe = canMake(
    open.map(({ amount }) => amount),
    left,
  );
  if (!canAllBe) return isIn(gone, refund, all);
  return refund.status === "sent" ? true : isIn(left, refund, open);
}

/**
 * Where a provider has no list of reversals the sale itself decides: what may still be given back, against our own books
 * and the other refunds under way, both read after the answer. Anything that fits in two ways, or in none, stays unknown.
 */
export function verdictOfSale(known: Known, answer: TransactionDetail): Verdict {
  const { refund, sale, claimed, others } = known;
  if (answer.kind !== "found")
    return { outcome: "unknown", detail: answer.kind === "unknown" ? answer.why : "no_record" };
  const { callId, moneyBack } = answer;
  const unknown = (detail: string): Verdict => ({ outcome: "unknown", callId, detail });
  if (moneyBack === undefined) return unknown("not_told");
  if (moneyBack.kind === "none") {
    return sale.refunded === 0n ? { outcome: "absent", callId, detail: "no_record" } : unknown("less_went_back");
  }
  if (moneyBack.remaining === null) return unknown("not_told");
  const isThere = isInIt(sale.charged - moneyBack.remaining - sale.refunded, refund, others);
  if (isThere === undefined) return unknown("another_amount_went_back");
  if (!isThere) return { outcome: "absent", callId, detail: "no_record" };
  const { last } = moneyBack;
  const isOwn = last !== null && last.amount === refund.amount && others.length === 0 && !claimed.has(last.id);
  return { outcome: "confirmed", callId, reversalId: isOwn ? last.id : `${refund.providerTransactionId}/${refund.id}` };
}
