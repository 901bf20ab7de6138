import "server-only";
import type { DayTotals, PaymentProvider, TransactionDetail } from "@/lib/providers/port";
import { compareMoneyBack } from "../compare-refunds";
import { compareSales } from "../compare-sales";
import { type Difference, istanbulDay, type Snapshot } from "../differences";
import { readDayTotals, readSalesToAsk } from "../repository";
import { NOTHING_READ, type Reading, type ReadRequest, type Verdict } from "./reading";

const DAY_MS = 86_400_000;
const HALF_HOUR_MS = 30 * 60_000;

type Ours = Awaited<ReturnType<typeof readSalesToAsk>>[number];
type Asked = { why: string | null; differences: Difference[]; amount: bigint; found: boolean };

type Found = Extract<TransactionDetail, { kind: "found" | "absent" }>;

const isPaidThere = (sale: Ours, answer: Found) =>
  answer.kind === "found" && answer.transaction.verdict === "captured" && sale.paidAt !== null;

/** One of ours beside what the provider said of it. */
function differencesOf(sale: Ours, answer: Found, { now, dayFrom, dayTo }: ReadRequest): Difference[] {
  const row = answer.kind === "found" ? answer.transaction : null;
  // After money went back the answer's moment is that movement's.
  const theirs = row ? [{ ...row, occurredAt: row.occurredAt ?? sale.paidAt }] : [];
  const asked = new Map(row ? [] : [[sale.askBy ?? "", null]]);
  const found = compareSales({ now, dayFrom, dayTo, ours: [sale], theirs, asked, links: new Map() });
  if (answer.kind !== "found" || !answer.moneyBack || !isPaidThere(sale, answer)) return found;
  return [...found, ...compareMoneyBack(sale, answer.moneyBack, sale.pending, istanbulDay(sale.paidAt ?? now))];
}

/** What our books were asked before the answer and say after it too: money we moved meanwhile is no difference. */
async function stillThere(found: Difference[], sale: Ours, answer: Found, request: ReadRequest): Promise<Difference[]> {
  if (found.length === 0) return [];
  const [now] = await readSalesToAsk(request.of, request, sale.paymentId);
  if (now === undefined || now.askBy !== sale.askBy) return [];
  const reasons = new Set(differencesOf(now, answer, request).map(({ reason }) => reason));
  return found.filter(({ reason }) => reasons.has(reason));
}

/** What the provider says of one of ours by its own id. What never reached a bank is asked by its own ladder, not here. */
async function compareOne(sale: Ours, request: ReadRequest): Promise<Asked> {
  const nothing = { why: null, differences: [], amount: 0n, found: false };
  if (sale.askBy === null) return nothing;
  const answer = await request.provider.describeTransaction(sale.askBy);
  if (answer.kind === "unknown") return { ...nothing, why: "not_answered" };
  const isPaid = isPaidThere(sale, answer);
  return {
    why: null,
    differences: await stillThere(differencesOf(sale, answer, request), sale, answer, request),
    amount: isPaid && answer.kind === "found" ? (answer.transaction.amountCharged ?? 0n) : 0n,
    found: isPaid,
  };
}

const snapshot = (totals: DayTotals): Snapshot =>
  Object.fromEntries(
    Object.entries(totals).flatMap(([kind, { count, amount }]) => [
      [`${kind}_count`, count],
      [`${kind}_amount`, amount.toString()],
    ]),
  );

const abs = (value: bigint) => (value < 0n ? -value : value);
const isEmpty = (totals: DayTotals) => Object.values(totals).every(({ count }) => count === 0);

/** Our twelve totals of one closed day, sent to the provider. A day it refuses is a difference of that day. */
async function compareDay(
  day: string,
  ours: DayTotals,
  provider: PaymentProvider,
): Promise<{ verdict: Verdict; differences: Difference[] }> {
  const answer = await provider.reconcileDay?.(day, ours);
  if (answer === undefined || answer.kind === "unknown") {
    return { verdict: { day, verdict: "not_said", why: answer?.why ?? "unsupported" }, differences: [] };
  }
  const hasNone = answer.kind === "no_data";
  if (answer.kind === "agrees" || (hasNone && isEmpty(ours))) {
    return { verdict: { day, verdict: hasNone ? "no_data" : "agrees", why: null }, differences: [] };
  }
  const theirs = answer.kind === "differs" ? answer.theirs : null;
  const money = (totals: DayTotals | null) =>
    totals ? totals.paid.amount - totals.refunds.amount - totals.partialRefunds.amount - totals.cancels.amount : 0n;
  const difference: Difference = {
    ...{ reason: "day_refused", subjectKind: "day", subjectId: day, paymentId: null, day },
    ...{ ours: snapshot(ours), theirs: theirs ? snapshot(theirs) : null },
    ...{ atRisk: abs(money(ours) - money(theirs)), currency: "TRY" },
  };
  return { verdict: { day, verdict: hasNone ? "no_data" : "differs", why: null }, differences: [difference] };
}

function closedDays({ dayFrom, dayTo, now }: ReadRequest): string[] {
  const yesterday = istanbulDay(new Date(now.getTime() - DAY_MS - HALF_HOUR_MS));
  const days: string[] = [];
  for (let at = Date.parse(`${dayFrom}T12:00:00Z`); at <= Date.parse(`${dayTo}T12:00:00Z`); at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    if (day <= yesterday) days.push(day);
  }
  return days;
}

/**
 * Both sides of a few days where the provider has no lists: each of ours is asked about by name, and the provider compares
 * the totals of each closed day itself. What only its panel knows shows in those totals alone.
 */
export async function readByName(request: ReadRequest): Promise<Reading> {
  const ours = await readSalesToAsk(request.of, request);
  const differences: Difference[] = [];
  const theirs = { sales: 0, amount: 0n };
  for (const sale of ours) {
    const asked = await compareOne(sale, request);
    if (asked.why !== null) return { ...NOTHING_READ, why: asked.why, differences };
    differences.push(...asked.differences);
    theirs.sales += asked.found ? 1 : 0;
    theirs.amount += asked.amount;
  }
  const verdicts: Verdict[] = [];
  for (const day of closedDays(request)) {
    const totals = await readDayTotals(request.of, day);
    const said =
      isEmpty(totals) && request.provider.reconcileDay === undefined
        ? undefined
        : await compareDay(day, totals, request.provider);
    if (said === undefined) continue;
    verdicts.push(said.verdict);
    differences.push(...said.differences);
  }
  const paid = ours.filter(({ paidAt }) => paidAt !== null);
  const sum = paid.reduce((all, { amount }) => all + (amount ?? 0n), 0n);
  return {
    ...NOTHING_READ,
    differences,
    verdicts,
    read: {
      ours: { sales: paid.length, amount: sum.toString(), refunds: 0 },
      theirs: { sales: theirs.sales, amount: theirs.amount.toString(), refunds: 0 },
      asked: ours.length,
    },
  };
}
