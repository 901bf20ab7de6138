import type { Difference, Snapshot } from "../differences";

export type BankLine = {
  id: string;
  day: string;
  /** Minor units; what came in is positive. */
  amount: bigint;
  text: string;
  reference: string | null;
  iban: string | null;
  matchedKind: string | null;
  matchedId: string | null;
};
/** What an account should have paid on a day; minor units. */
export type Expected = {
  accountId: string;
  provider: string;
  label: string;
  day: string;
  net: bigint;
  payments: number;
};
export type PaidOut = {
  payoutId: string;
  paymentId: string;
  day: string;
  amount: bigint;
  iban: string;
  beneficiary: string;
  reference: string | null;
};
export type Covered = { dayFrom: string; dayTo: string };
export type BankInput = { lines: BankLine[]; expected: Expected[]; payouts: PaidOut[]; covered: Covered[] };
export type Match = { line_id: string; kind: "payout" | "settlement_day"; id: string };
export type BankDifference = Difference & { accountId: string | null };

/** A bank may book a day or a weekend later than expected. */
const LATE_DAYS = 4;
/** How a provider names itself in a statement. */
const NAMES: Record<string, RegExp> = { paynet: /paynet|iyzi/i, paywall: /paywall/i };

const later = (day: string, count: number) =>
  new Date(Date.parse(`${day}T12:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
const isWithin = (day: string, from: string, count: number) => day >= from && day <= later(from, count);
const settlementId = ({ accountId, day }: Expected) => `${accountId}:${day}`;
const isCovered = (day: string, covered: Covered[]) =>
  covered.some(({ dayFrom, dayTo }) => day >= dayFrom && day <= dayTo);
const abs = (value: bigint) => (value < 0n ? -value : value);

function lineSnapshot(line: BankLine): Snapshot {
  return {
    line_id: line.id,
    day: line.day,
    amount: line.amount.toString(),
    text: line.text,
    reference: line.reference,
    iban: line.iban,
  };
}

const expectedSnapshot = (one: Expected): Snapshot => ({
  day: one.day,
  amount: one.net.toString(),
  payments: one.payments,
  account: one.label,
});

/** The line of a settlement: the exact sum first, then the provider's name on the day or soon after. */
function lineOf(one: Expected, free: BankLine[]): BankLine | undefined {
  const near = free.filter(({ day, amount }) => amount > 0n && isWithin(day, one.day, LATE_DAYS));
  const byDay = [...near].sort((a, b) => a.day.localeCompare(b.day) || a.id.localeCompare(b.id));
  const named = (line: BankLine) => NAMES[one.provider]?.test(line.text) ?? false;
  return (
    byDay.find((line) => line.amount === one.net && named(line)) ??
    byDay.find(({ amount }) => amount === one.net) ??
    byDay.find(named)
  );
}

function namesPayout(line: BankLine, payout: PaidOut): boolean {
  const text = `${line.text} ${line.reference ?? ""}`;
  return (
    line.iban === payout.iban ||
    text.includes(payout.payoutId) ||
    (payout.reference !== null && text.includes(payout.reference))
  );
}

function settlementDifference(one: Expected, line: BankLine | undefined): BankDifference {
  return {
    ...{
      reason: line ? "settlement_amount" : "settlement_missing",
      subjectKind: "settlement",
      subjectId: settlementId(one),
    },
    ...{ accountId: one.accountId, paymentId: null, day: one.day, ours: expectedSnapshot(one), theirs: null },
    ...{ bank: line ? lineSnapshot(line) : null, atRisk: line ? abs(one.net - line.amount) : one.net, currency: "TRY" },
  };
}

class Matching {
  readonly matches: Match[] = [];
  readonly differences: BankDifference[] = [];
  private free: BankLine[];
  private readonly done: Map<string, BankLine>;

  constructor(private readonly input: BankInput) {
    this.free = input.lines.filter(({ matchedId }) => matchedId === null);
    this.done = new Map(
      input.lines.flatMap((line) => (line.matchedId === null ? [] : [[line.matchedId, line] as const])),
    );
  }

  private take(line: BankLine, kind: Match["kind"], id: string): void {
    this.free = this.free.filter(({ id: other }) => other !== line.id);
    this.matches.push({ line_id: line.id, kind, id });
  }

  settlement(one: Expected): void {
    const known = this.done.get(settlementId(one));
    const line = known ?? lineOf(one, this.free);
    if (line && known === undefined) this.take(line, "settlement_day", settlementId(one));
    if (line?.amount === one.net) return;
    // Missing only once the statement shows the day after; a line that comes late closes it.
    if (line || isCovered(later(one.day, 1), this.input.covered))
      this.differences.push(settlementDifference(one, line));
  }

  payout(payout: PaidOut): void {
    if (this.done.has(payout.payoutId)) return;
    const near = (line: BankLine) =>
      line.amount === -payout.amount && isWithin(line.day, later(payout.day, -LATE_DAYS), 2 * LATE_DAYS);
    const line = this.free.find((one) => near(one) && namesPayout(one, payout));
    if (line) {
      this.take(line, "payout", payout.payoutId);
      return;
    }
    if (!isCovered(later(payout.day, 1), this.input.covered)) return;
    this.differences.push({
      ...{
        reason: "payout_not_at_bank",
        subjectKind: "payout",
        subjectId: payout.payoutId,
        paymentId: payout.paymentId,
        day: payout.day,
      },
      ours: {
        payout_id: payout.payoutId,
        amount: payout.amount.toString(),
        beneficiary: payout.beneficiary,
        iban: payout.iban,
        day: payout.day,
      },
      ...{ theirs: null, bank: null, atRisk: payout.amount, currency: "TRY", accountId: null },
    });
  }

  unknown(): void {
    for (const line of this.free) {
      this.differences.push({
        ...{
          reason: "bank_line_unknown",
          subjectKind: "bank_line",
          subjectId: line.id,
          paymentId: null,
          day: line.day,
        },
        ...{
          ours: null,
          theirs: null,
          bank: lineSnapshot(line),
          atRisk: abs(line.amount),
          currency: "TRY",
          accountId: null,
        },
      });
    }
  }
}

/** What providers should have paid and what we paid out, beside the statement's lines. Only days that a statement covers are judged. Pure. */
export function compareBank(input: BankInput): { matches: Match[]; differences: BankDifference[] } {
  const matching = new Matching(input);
  for (const payout of input.payouts) if (isCovered(payout.day, input.covered)) matching.payout(payout);
  const due = input.expected.filter(({ day, net }) => net > 0n && isCovered(day, input.covered));
  // Exact sums take their lines before a name alone may.
  const isExact = (one: Expected) =>
    input.lines.some(({ amount, day }) => amount === one.net && isWithin(day, one.day, LATE_DAYS));
  for (const one of [...due.filter(isExact), ...due.filter((one) => !isExact(one))]) matching.settlement(one);
  matching.unknown();
  return { matches: matching.matches, differences: matching.differences };
}
