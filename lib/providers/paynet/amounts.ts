import type { PartialAmount } from "../part-of";

/**
 * Paynet writes money in four ways (docs/providers/paynet.md, amounts). One encoder each; nothing here multiplies
 * or divides a float: text is built from integer parts.
 */

const decimalText = (minorUnits: bigint) => `${minorUnits / 100n}.${(minorUnits % 100n).toString().padStart(2, "0")}`;

/** `mailorder/create`: TL as a JSON number. The nearest double of a two-decimal text prints back as the same text. */
export function toTlNumber(minorUnits: bigint): number {
  return Number(decimalText(minorUnits));
}

/**
 * `reversed_request`, `capture`: kuruş as digits.
 * @throws RangeError at zero or below, where Paynet would read "all of it"
 */
export function toKurusDigits(minorUnits: PartialAmount): string {
  if (minorUnits <= 0n) throw new RangeError("a partial amount is above zero");
  return minorUnits.toString();
}

/**
 * `ratio/Get`, `paynetj/*`, `transaction/charge`: kuruş as digits.
 * @throws RangeError at zero or below
 */
export function toKurusText(minorUnits: bigint): string {
  if (minorUnits <= 0n) throw new RangeError("an amount is above zero");
  return minorUnits.toString();
}

/**
 * `tds_initial`: TL as a string with two decimals after a comma and no thousands mark.
 * @throws RangeError at zero or below
 */
export function toCommaText(minorUnits: bigint): string {
  if (minorUnits <= 0n) throw new RangeError("an amount is above zero");
  return decimalText(minorUnits).replace(".", ",");
}

/** Any answer: a number, `12.5` or `12,5` in TL. Undefined when it is not money with at most two decimals. */
export function fromTl(value: number | string | null | undefined): bigint | undefined {
  if (value === null || value === undefined) return undefined;
  const match = /^(-?)(\d{1,13})(?:[.,](\d{1,2})0*)?$/.exec(String(value).trim());
  if (!match?.[2]) return undefined;
  const magnitude = BigInt(match[2]) * 100n + BigInt((match[3] ?? "").padEnd(2, "0"));
  return match[1] === "-" ? -magnitude : magnitude;
}
