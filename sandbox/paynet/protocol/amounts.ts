/**
 * Amounts between the wire and bigint kuruş, from Paynet's side of the wire (docs/providers/paynet.md 1.6).
 * Written apart from the product's encoders on purpose: a shared mistake would cancel out.
 */

/** Kuruş to a JSON number in TL: 12050n -> 120.5. */
export function encodeLira(kurus: bigint): number {
  const sign = kurus < 0n ? "-" : "";
  const absolute = kurus < 0n ? -kurus : kurus;
  return Number(`${sign}${absolute / 100n}.${(absolute % 100n).toString().padStart(2, "0")}`);
}

/** A JSON number in TL to kuruş; null when it is not an amount with at most two decimals. */
export function decodeLiraNumber(value: number): bigint | null {
  return decodeLiraText(String(value));
}

/** A dot decimal in TL to kuruş; commas, thousands marks, exponents and three decimals are no amount. */
export function decodeLiraText(text: string): bigint | null {
  const match = /^(\d{1,11})(?:\.(\d{1,2}))?$/.exec(text);
  if (match === null) return null;
  return BigInt(match[1] ?? "0") * 100n + BigInt((match[2] ?? "").padEnd(2, "0"));
}

/** A comma decimal in TL, always with two places (`"1234,50"`); dots, thousands marks and bare integers are none. */
export function decodeLiraComma(text: string): bigint | null {
  return /^\d{1,11},\d{2}$/.test(text) ? decodeLiraText(text.replace(",", ".")) : null;
}

/** A digit string in kuruş; null for anything else. */
export function decodeKurusText(text: string): bigint | null {
  return /^\d{1,13}$/.test(text) ? BigInt(text) : null;
}

/** Kuruş as people in Türkiye read it: 123450n -> "1.234,50". */
export function formatLira(kurus: bigint): string {
  const whole = (kurus / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ".");
  return `${whole},${(kurus % 100n).toString().padStart(2, "0")}`;
}
