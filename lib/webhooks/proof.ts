import "server-only";
import { proveNotification } from "@/lib/providers/registry";
import type { AccountPolicy } from "./account-policy.system";
import type { Delivery } from "./delivery";
import { verifySignature } from "./signature";
import { textOf } from "./store-event";

/**
 * `missing`: the provider signs for this account and there is no signature. `unproven`: there is nothing to check it by.
 * Neither proves who sent it; only `valid` does.
 */
export type Proof = "valid" | "invalid" | "missing" | "unproven";

/** Paynet signs the bytes in a header, Paywall hashes some of the fields inside the body. */
export function proofOf(delivery: Delivery, policy: AccountPolicy, now: Date): Proof {
  if (delivery.provider === "paywall") {
    return proveNotification(textOf(delivery.body), delivery.contentType, policy.hashKeys);
  }
  const verdict = verifySignature(delivery.signature, delivery.body, policy.webhookSecrets, now);
  return verdict === "missing" && policy.webhookSecrets.length === 0 ? "unproven" : verdict;
}

/** Whether whoever sent this says that they can be recognised by it. */
export function claimsProof({ provider, signature, body }: Delivery): boolean {
  return provider === "paywall" ? /\bhash"?\s*[:=]/i.test(body.toString("latin1")) : (signature ?? "").trim() !== "";
}
