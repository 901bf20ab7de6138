import { randomBytes } from "node:crypto";
import type { Truth } from "../../state/truth";

const FIRST_XACT = 2_531_776;

/**
 * An encrypted id: `xk_` and base64-like text that always contains the characters browsers and URL parsers
 * mistreat, `+`, `/` and `*` (docs/providers/paynet.md 1.7).
 */
export function newXactId(): string {
  const text = randomBytes(33).toString("base64").slice(0, 43);
  return `xk_EAAAA${text.slice(0, 9)}+${text.slice(9, 20)}/${text.slice(20, 31)}*${text.slice(31)}`;
}

/** The plain id of the same transaction. */
export function nextXact(truth: Truth): number {
  return truth.next("xact", FIRST_XACT);
}
