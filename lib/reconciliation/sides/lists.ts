import "server-only";
import type { PaymentProvider, ProviderReversal, ProviderTransaction } from "@/lib/providers/port";
import { compareRefunds, refundsWithoutRecord } from "../compare-refunds";
import { compareSales, missingFrom } from "../compare-sales";
import { istanbulDay, type OurRefund, type OurSale } from "../differences";
import { readLinkUses, readPaymentsOf, readRefunds, readSales } from "../repository";
import { NOTHING_READ, type Reading, type ReadRequest } from "./reading";

const DAY_MS = 86_400_000;
/** A list that lacks more of ours than this is a list to doubt, not so many losses. */
const MOST_ASKED = 200;

const noon = (day: string) => new Date(`${day}T12:00:00+03:00`);
const stopped = (why: string): Reading => ({ ...NOTHING_READ, why });

/** Asks about each by name; null for a definite "no such transaction". Undefined when one was not answered. */
async function askByName(
  provider: PaymentProvider,
  sales: OurSale[],
): Promise<Map<string, ProviderTransaction | null> | undefined> {
  const asked = new Map<string, ProviderTransaction | null>();
  for (const { transactionId } of sales) {
    if (transactionId === null) continue;
    const answer = await provider.queryTransactions({ transactionId });
    if (answer.kind === "unknown") return undefined;
    const row = answer.kind === "found" ? answer.transactions.find((one) => one.transactionId === transactionId) : null;
    asked.set(transactionId, row ?? null);
  }
  return asked;
}

/** A capture that was taken back stands in no list of reversals: the sale itself says that all of it went back. */
async function goneWhole(provider: PaymentProvider, refunds: OurRefund[]): Promise<Set<string> | undefined> {
  const gone = new Set<string>();
  for (const { transactionId } of refunds) {
    const sale = await provider.describeTransaction(transactionId);
    if (sale.kind === "unknown") return undefined;
    if (sale.kind === "found" && sale.reversed) gone.add(transactionId);
  }
  return gone;
}

const sum = (amounts: (bigint | null)[]) => amounts.reduce<bigint>((all, one) => all + (one ?? 0n), 0n).toString();

function totals(
  request: ReadRequest,
  ours: OurSale[],
  refunds: OurRefund[],
  theirs: ProviderTransaction[],
  reversals: ProviderReversal[],
) {
  const isIn = (at: Date | null) =>
    at !== null && istanbulDay(at) >= request.dayFrom && istanbulDay(at) <= request.dayTo;
  const paid = ours.filter(({ paidAt }) => isIn(paidAt));
  const taken = theirs.filter(({ verdict, occurredAt }) => verdict === "captured" && isIn(occurredAt));
  const back = refunds.filter(({ status, sentAt }) => status === "confirmed" && isIn(sentAt));
  const gone = reversals.filter(({ state, requestedAt }) => state === "approved" && isIn(requestedAt));
  return {
    ours: { sales: paid.length, amount: sum(paid.map(({ amount }) => amount)), refunds: back.length },
    theirs: { sales: taken.length, amount: sum(taken.map(({ amountCharged }) => amountCharged)), refunds: gone.length },
  };
}

/**
 * Both sides of a few days where the provider has lists: its complete list of transactions with failures, a day more on
 * both sides (PAYNET-T1), its reversals, and by name what of ours the list did not hold.
 */
export async function readLists(request: ReadRequest): Promise<Reading> {
  const { of, provider, now, dayFrom, dayTo } = request;
  const days = { dayFrom, dayTo };
  const [from, to] = [new Date(noon(dayFrom).getTime() - DAY_MS), new Date(noon(dayTo).getTime() + DAY_MS)];
  const list = await provider.listTransactions(from, to);
  if (list.kind !== "complete") return stopped(`list_${list.why}`);
  const back = await provider.listReversals(from, to);
  if (back.kind !== "complete") return stopped(`reversals_${back.why}`);
  const theirs = list.transactions;
  const references = [...new Set(theirs.flatMap(({ reference }) => (reference ? [reference] : [])))];
  const ours = await readSales(of, days, {
    transactionIds: theirs.map(({ transactionId }) => transactionId),
    references,
  });
  const missing = missingFrom({ now, ...days, ours, theirs });
  if (missing.length > MOST_ASKED) return stopped("too_much_missing");
  const asked = await askByName(provider, missing);
  if (asked === undefined) return stopped("not_answered");
  const refunds = await readRefunds(
    of,
    days,
    back.reversals.map(({ reversalId }) => reversalId),
  );
  const inQuestion = refundsWithoutRecord({ now, ...days, refunds, reversals: back.reversals });
  if (inQuestion.length > MOST_ASKED) return stopped("too_much_missing");
  const gone = await goneWhole(provider, inQuestion);
  if (gone === undefined) return stopped("not_answered");
  const paymentOf = await readPaymentsOf(
    of,
    back.reversals.map(({ transactionId }) => transactionId),
  );
  const links = await readLinkUses(of, references);
  return {
    ...NOTHING_READ,
    differences: [
      ...compareSales({ now, ...days, ours, theirs, asked, links }),
      ...compareRefunds({ now, ...days, refunds, reversals: back.reversals, paymentOf, goneWhole: gone }),
    ],
    read: { ...totals(request, ours, refunds, theirs, back.reversals), asked: asked.size + inQuestion.length },
  };
}
