/**
 * Amounts from Paywall's side of the wire (docs/providers/paywall.md 1.6), written apart from the product's encoders
 * on purpose: a shared mistake would cancel out.
 */

/** `149.90`: always two decimals, in text, in hashes and in JSON. */
export function decimalText(kurus: bigint): string {
  return `${kurus / 100n}.${(kurus % 100n).toString().padStart(2, "0")}`;
}

const raw = JSON as unknown as { rawJSON(text: string): unknown };

/** A JSON number that keeps its two decimals. */
export function decimal(kurus: bigint): unknown {
  return raw.rawJSON(decimalText(kurus));
}

/** Kuruş of a JSON number or dot text with at most two decimals; null for anything else. */
export function readDecimal(value: unknown): bigint | null {
  const match = /^(\d{1,11})(?:\.(\d{1,2}))?$/.exec(typeof value === "number" ? String(value) : "");
  return match === null ? null : BigInt(match[1] ?? "0") * 100n + BigInt((match[2] ?? "").padEnd(2, "0"));
}
