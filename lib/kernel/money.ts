/** Currencies the ledger can hold. Only TRY is accepted from outside for now (contract 4.1). */
export const CURRENCIES = ["TRY"] as const;
export type Currency = (typeof CURRENCIES)[number];

/** An amount in minor units (kuruş) beside its currency. Never a float. */
export type Money = { readonly amount: bigint; readonly currency: Currency };

/** The largest amount any door accepts: 10^12 kuruş. */
export const MAX_MINOR_UNITS = 1_000_000_000_000n;

export const money = (amount: bigint, currency: Currency): Money => ({ amount, currency });

/** @throws RangeError when the currencies differ */
export function addMoney(left: Money, right: Money): Money {
  if (left.currency !== right.currency) throw new RangeError(`cannot add ${right.currency} to ${left.currency}`);
  return money(left.amount + right.amount, left.currency);
}

/** Splits so that the parts always sum to the whole; what does not divide goes to the first parts. */
export function allocate(whole: Money, weights: readonly bigint[]): Money[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total <= 0n) throw new RangeError("weights must sum to more than zero");
  const parts = weights.map((weight) => (whole.amount * weight) / total);
  let rest = whole.amount - parts.reduce((sum, part) => sum + part, 0n);
  return parts.map((part) => {
    if (rest <= 0n) return money(part, whole.currency);
    rest -= 1n;
    return money(part + 1n, whole.currency);
  });
}

/**
 * Minor units as a JSON integer for REST bodies.
 * @throws RangeError above 10^12, where the outside contract ends
 */
export function toJsonInteger(minorUnits: bigint): number {
  const magnitude = minorUnits < 0n ? -minorUnits : minorUnits;
  if (magnitude > MAX_MINOR_UNITS) throw new RangeError("amount exceeds 10^12 minor units");
  return Number(minorUnits);
}
