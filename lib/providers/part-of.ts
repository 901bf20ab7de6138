declare const part: unique symbol;

/** More than nothing and less than all, in minor units. Only `partOf` makes one. */
export type PartialAmount = bigint & { readonly [part]: true };

/**
 * Proves that an amount is a real part of the whole. At Paynet an absent or zero amount means "all of it", so a partial
 * refund takes this type: one that could encode as "0" or nothing does not compile (fault F59).
 * @throws RangeError
 */
export function partOf(minorUnits: bigint, whole: bigint): PartialAmount {
  if (minorUnits <= 0n || minorUnits >= whole) throw new RangeError("a part is above zero and below the whole");
  return minorUnits as PartialAmount;
}
