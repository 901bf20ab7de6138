/** What `GET /pay/{token}/installments` answers; totals in minor units as text. */
export type Option = { count: number; total: string };

export type PlanRow =
  | { count: number; state: "open"; total: bigint }
  /** The sum is not known before the card's first digits are. */
  | { count: number; state: "waits" }
  | { count: number; state: "not_for_card" };

export type PlanFacts = { price: bigint; counts: readonly number[]; payerBearsDifference: boolean };

function before({ price, payerBearsDifference }: PlanFacts, count: number): PlanRow {
  if (count === 1 || !payerBearsDifference) return { count, state: "open", total: price };
  return { count, state: "waits" };
}

/** The link's own rows, never more: `options` is what this card may pay, undefined while no card is known. */
export function planRows(facts: PlanFacts, options: readonly Option[] | undefined): PlanRow[] {
  return facts.counts.map((count) => {
    if (options === undefined) return before(facts, count);
    const option = options.find((one) => one.count === count);
    if (option) return { count, state: "open", total: BigInt(option.total) };
    return count === 1 ? { count, state: "open", total: facts.price } : { count, state: "not_for_card" };
  });
}

/** Whole kurus: every month but the last pays `part`, the last takes what is left; together exactly the total. */
export function monthlyParts(total: bigint, count: number): { part: bigint; last: bigint } {
  const part = total / BigInt(count);
  return { part, last: total - part * BigInt(count - 1) };
}
