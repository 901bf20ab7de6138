import "server-only";
import type { TransactionDetail } from "@/lib/providers/port";
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

/** Whether some of these amounts add up to the sum; none of them make zero. */
function canMake(amounts: readonly bigint[], sum: bigint): boolean {
  const sums = new Set([0n]);
  for (const amount of amounts) for (const one of [...sums]) sums.add(one + amount);
  return sums.has(sum);
}

/** What went back and is in nobody's books yet: is this refund in it, is it not, or can it not be told? */
function isInIt(gone: bigint, amount: bigint, others: readonly bigint[]): boolean | undefined {
  if (others.length > MOST_OTHERS) return undefined;
  const withIt = canMake(others, gone - amount);
  const without = canMake(others, gone);
  return withIt === without ? undefined : withIt;
}

/**
 * Where a provider has no list of reversals the sale itself decides: what may still be given back, against our own books
 * and the other refunds under way, both read after the answer. Anything that fits in two ways, or in none, stays unknown.
 */
export function verdictOfSale(known: Known, answer: TransactionDetail): Verdict {
  const { refund, sale, claimed, othersUnderWay } = known;
  if (answer.kind !== "found")
    return { outcome: "unknown", detail: answer.kind === "unknown" ? answer.why : "no_record" };
  const { callId, moneyBack } = answer;
  const unknown = (detail: string): Verdict => ({ outcome: "unknown", callId, detail });
  if (moneyBack === undefined) return unknown("not_told");
  if (moneyBack.kind === "none") {
    return sale.refunded === 0n ? { outcome: "absent", callId, detail: "no_record" } : unknown("less_went_back");
  }
  if (moneyBack.remaining === null) return unknown("not_told");
  const isIn = isInIt(sale.charged - moneyBack.remaining - sale.refunded, refund.amount, othersUnderWay);
  if (isIn === undefined) return unknown("another_amount_went_back");
  if (!isIn) return { outcome: "absent", callId, detail: "no_record" };
  const { last } = moneyBack;
  const isOwn = last !== null && last.amount === refund.amount && othersUnderWay.length === 0 && !claimed.has(last.id);
  return { outcome: "confirmed", callId, reversalId: isOwn ? last.id : `${refund.providerTransactionId}/${refund.id}` };
}
