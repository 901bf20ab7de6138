import type { Attempt, Paylink, Transaction } from "../../state/records";
import type { World } from "../../world";

/**
 * Where the browser goes after the bank: the merchant's address with the encoded xact_id at its end, or our own
 * result page. ASSUMPTION PAYNET-U1: `?xact_id=`, or `&xact_id=` behind an existing query. ASSUMPTION
 * PAYNET-U2: failures append the id of their unsuccessful row.
 */
export function returnUrl(world: World, paylink: Paylink, attempt: Attempt, transaction: Transaction): string {
  const address = transaction.isSucceed ? paylink.succeedUrl : paylink.errorUrl;
  if (address === "") return `${world.pagesUrl}/S/R?attempt=${attempt.id}`;
  const [base = "", fragment] = address.split("#", 2);
  const joint = base.includes("?") ? "&" : "?";
  const hash = fragment === undefined ? "" : `#${fragment}`;
  return `${base}${joint}xact_id=${encodeURIComponent(transaction.id)}${hash}`;
}
