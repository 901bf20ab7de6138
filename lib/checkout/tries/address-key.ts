import { createHash } from "node:crypto";

/** What the guard counts callers by: the address itself is not kept with the try. */
export function addressKey(merchantId: string, address: string): string {
  return createHash("sha256").update(`${merchantId}|${address}`).digest("base64url");
}
