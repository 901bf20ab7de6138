import type { PartialAmount } from "../part-of";

/**
 * Paywall writes money in major units everywhere (docs/providers/paywall.md 1.6): a JSON number in bodies, text in
 * headers. One codec a place; nothing here multiplies or divides a float: text is built from integer parts.
 */

/** `amount` header of the installment table: always two decimals. */
export function toMajorText(minorUnits: bigint): string {
  return `${minorUnits / 100n}.${(minorUnits % 100n).toString().padStart(2, "0")}`;
}

/**
 * `start3d`, `startdirect`, `checkout/generate`. The nearest double of a two-decimal text prints back as the same text.
 * @throws RangeError at zero or below
 */
export function toMajorNumber(minorUnits: bigint): number {
  if (minorUnits <= 0n) throw new RangeError("an amount is above zero");
  return Number(toMajorText(minorUnits));
}

/**
 * `refund/partial`, `ProvisionAmount`: a part of the whole.
 * @throws RangeError at zero or below, where Paywall would read "all of it"
 */
export function toPartNumber(minorUnits: PartialAmount): number {
  return toMajorNumber(minorUnits);
}

/**
 * A figure of a product's division, which may be zero: a cost, a discount, an earning; basis points as percent alike.
 * @throws RangeError below zero
 */
export function toShareNumber(hundredths: bigint): number {
  if (hundredths < 0n) throw new RangeError("a share is not below zero");
  return Number(toMajorText(hundredths));
}

/** Any answer: a number, `12.5` or `12,5`. Undefined when it is not money with at most two decimals. */
export function fromMajor(value: number | string | null | undefined): bigint | undefined {
  if (value === null || value === undefined) return undefined;
  const match = /^(-?)(\d{1,13})(?:[.,](\d{1,2})0*)?$/.exec(String(value).trim());
  if (!match?.[2]) return undefined;
  const magnitude = BigInt(match[2]) * 100n + BigInt((match[3] ?? "").padEnd(2, "0"));
  return match[1] === "-" ? -magnitude : magnitude;
}
