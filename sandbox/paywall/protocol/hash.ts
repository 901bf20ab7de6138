import { createHash } from "node:crypto";

/** `sha256hex(key###a###b)` (docs/providers/paywall.md 9), from the sender's side. */
export function hashOf(key: string, ...values: (string | number)[]): string {
  return createHash("sha256")
    .update([key, ...values].join("###"), "utf8")
    .digest("hex");
}

/** The three fields of a JSON callback; none while the key is not activated. */
export function hashFields(key: string | undefined, format: string, type: number, ...values: (string | number)[]) {
  if (key === undefined) return {};
  return { Hash: hashOf(key, ...values), HashFormat: format, HashKeyType: type };
}
