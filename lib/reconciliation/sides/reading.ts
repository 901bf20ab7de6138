import type { PaymentProvider } from "@/lib/providers/port";
import type { Difference } from "../differences";

export type ReadRequest = {
  of: { merchantId: string; accountId: string };
  provider: PaymentProvider;
  now: Date;
  dayFrom: string;
  dayTo: string;
};

/** Counts, and sums in minor units as text. */
export type Totals = { sales: number; amount: string; refunds: number };
export type Verdict = { day: string; verdict: "agrees" | "differs" | "no_data" | "not_said"; why: string | null };

/** What one part of the days gave. `why` set: something could not be read, and nothing may be concluded from absence. */
export type Reading = {
  why: string | null;
  differences: Difference[];
  read: { ours: Totals; theirs: Totals; asked: number };
  verdicts: Verdict[];
};

const ZERO: Totals = { sales: 0, amount: "0", refunds: 0 };
export const NOTHING_READ: Reading = {
  why: null,
  differences: [],
  read: { ours: ZERO, theirs: ZERO, asked: 0 },
  verdicts: [],
};

const add = (a: Totals, b: Totals): Totals => ({
  sales: a.sales + b.sales,
  amount: (BigInt(a.amount) + BigInt(b.amount)).toString(),
  refunds: a.refunds + b.refunds,
});

/** Two parts of the days; a difference that both found is one. */
export function together(a: Reading, b: Reading): Reading {
  const seen = new Set(a.differences.map(({ reason, subjectId }) => `${reason} ${subjectId}`));
  const fresh = b.differences.filter(({ reason, subjectId }) => !seen.has(`${reason} ${subjectId}`));
  return {
    why: a.why ?? b.why,
    differences: [...a.differences, ...fresh],
    read: {
      ours: add(a.read.ours, b.read.ours),
      theirs: add(a.read.theirs, b.read.theirs),
      asked: a.read.asked + b.read.asked,
    },
    verdicts: [...a.verdicts, ...b.verdicts],
  };
}
