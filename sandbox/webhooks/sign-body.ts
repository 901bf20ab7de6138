import { createHmac } from "node:crypto";

/**
 * `t=<unix>,v1=<hex HMAC-SHA256 of "t.body">` for accounts that have a signing secret.
 * ASSUMPTION PAYNET-W2: Paynet documents no signature; this is the form the product offers to check.
 */
export function signBody(secret: string, body: string, unixSeconds: number): string {
  const digest = createHmac("sha256", secret).update(`${unixSeconds}.${body}`).digest("hex");
  return `t=${unixSeconds},v1=${digest}`;
}
