import { type EscrowTerms, OWN_PARTS } from "../terms-schemas";

/**
 * What the beneficiary gets of a sum under these terms, minor units: all but the merchant's own parts of the split, in the
 * same proportion and rounded as `beneficiary_part` in db/functions/17-escrow/release.sql rounds it.
 */
export function sellerShare({ beneficiary, split }: EscrowTerms, total: bigint): bigint {
  if (beneficiary === null) return 0n;
  const sumOf = (parts: EscrowTerms["split"]) => parts.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  const whole = sumOf(split);
  const own = sumOf(split.filter(({ kind }) => OWN_PARTS.includes(kind)));
  return whole === 0n || own === 0n ? total : (total * (whole - own)) / whole;
}
