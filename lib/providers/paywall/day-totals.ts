import "server-only";
import type { DayAnswer, DayTotals } from "../port";
import { fromMajor, toShareNumber } from "./amounts";
import { callPaywall, type PaywallConnection } from "./client";
import { ReconcileBody } from "./wire";

const RECONCILE = {
  service: "private",
  method: "POST",
  path: "api/paywall/private/vpos/reconciliation/reconcile",
  retryClass: "query-then-repeat",
  answer: ReconcileBody,
} as const;

/** docs/providers/paywall.md 10: there is nothing of that day, it is not ready, it is not verified, it is done already. */
const NO_DATA = 69;
const NOT_READY = [70, 71];
const DONE = 72;

/** The wire's names of the pairs, in our order. */
const PAIRS = {
  all: "Total",
  paid: "Successful",
  failed: "Unsuccessful",
  refunds: "Refund",
  partialRefunds: "PartialRefund",
  cancels: "Cancel",
} as const;
type Pair = keyof typeof PAIRS;
const NAMES = Object.keys(PAIRS) as Pair[];

function toWire(totals: DayTotals): Record<string, number> {
  return Object.fromEntries(
    NAMES.flatMap((name) => [
      [`${PAIRS[name]}Count`, totals[name].count],
      [`${PAIRS[name]}Amount`, toShareNumber(totals[name].amount)],
    ]),
  );
}

function fromWire(theirs: Record<string, unknown>): DayTotals {
  const pair = (name: Pair) => ({
    count: Number(theirs[`${PAIRS[name]}Count`] ?? 0),
    amount: fromMajor(theirs[`${PAIRS[name]}Amount`] as number | string) ?? 0n,
  });
  const [all, paid, failed] = [pair("all"), pair("paid"), pair("failed")];
  return {
    all,
    paid,
    failed,
    refunds: pair("refunds"),
    partialRefunds: pair("partialRefunds"),
    cancels: pair("cancels"),
  };
}

/** ASSUMPTION PAYWALL-S1 holds for `all`. Sends our twelve totals of an Istanbul day; the provider says whether they are its own. `day` is `yyyy-mm-dd`. */
export async function reconcileDay(connection: PaywallConnection, day: string, totals: DayTotals): Promise<DayAnswer> {
  const answer = await callPaywall(connection, RECONCILE, { Date: day, ...toWire(totals) });
  if (answer.kind === "ok") {
    const { IsReconciled: agrees, Paywall: theirs } = answer.body;
    if (agrees === true) return { kind: "agrees" };
    return agrees === false
      ? { kind: "differs", theirs: theirs ? fromWire(theirs) : null }
      : { kind: "unknown", why: "no_verdict" };
  }
  if (answer.kind !== "refused") return { kind: "unknown", why: answer.kind === "unknown" ? answer.why : "no_data" };
  const code = Number(answer.code);
  if (code === DONE) return { kind: "agrees" };
  if (code === NO_DATA) return { kind: "no_data" };
  return { kind: "unknown", why: NOT_READY.includes(code) ? "day_not_ready" : `refused_${code}` };
}
