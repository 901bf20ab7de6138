import "server-only";
import { createHash } from "node:crypto";
import { maskCardNumbers } from "@/lib/kernel/card-number";
import { systemClock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import { readNotification } from "@/lib/providers/registry";
import { env } from "@/lib/runtime/env";
import { errorFields, log } from "@/lib/runtime/logger";
import { type AccountPolicy, accountPolicy } from "./account-policy.system";
import { type Capability, verifyCapability } from "./capability";
import { verifySignature } from "./signature";
import { type NewEvent, storeEvent } from "./store-event";

export const MAX_BODY_BYTES = 64 * 1024;

export type Delivery = {
  provider: "paynet" | "paywall";
  /** The path segment behind the callback path; empty for the bare path. */
  segment: string;
  body: Buffer;
  signature: string | undefined;
  contentType: string | undefined;
  address: string;
};

export type Receipt = { status: 200 | 401 | 403 | 503; body: { received?: boolean; error?: string } };

const refuse = (status: 401 | 403 | 503, error: string): Receipt => ({ status, body: { error } });

function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Everything that must hold before a delivery is stored. Fails closed: what is not proven is refused. */
function refusal(
  delivery: Delivery,
  policy: AccountPolicy | undefined,
  now: Date,
): { receipt: Receipt } | { trust: NewEvent["trust"] } {
  if (!policy || policy.provider !== delivery.provider) return { receipt: refuse(401, "unknown_account") };
  const signature = verifySignature(delivery.signature, delivery.body, policy.webhookSecrets, now);
  // A signature that was sent and does not hold is a forgery even where none is demanded.
  if (signature === "invalid") return { receipt: refuse(401, "bad_signature") };
  if (signature === "missing" && policy.signatureRequired) return { receipt: refuse(401, "signature_missing") };
  const known = policy.allowlist.includes(delivery.address);
  if (policy.allowlistMode === "enforce" && !known) return { receipt: refuse(403, "address_not_allowed") };
  // The address itself is signed by us, so whoever posts here was given it by us or by the provider.
  return { trust: "signed" };
}

function eventOf(
  delivery: Delivery,
  capability: Capability,
  policy: AccountPolicy,
  trust: NewEvent["trust"],
): NewEvent {
  const bodySha256 = createHash("sha256").update(delivery.body).digest("hex");
  const { reference } = readNotification(delivery.provider, parseBody(delivery.body));
  return {
    id: newId("event", systemClock.now()),
    merchant_id: capability.merchantId,
    mode: policy.mode,
    provider: delivery.provider,
    provider_account_id: capability.accountId,
    source: "webhook",
    event_key: createHash("sha256").update(`webhook|${capability.subjectId}|${bodySha256}`).digest("hex"),
    trust,
    subject_id: capability.kind === "link" ? capability.subjectId : null,
    provider_reference: reference ?? null,
    address: delivery.address,
    content_type: delivery.contentType?.slice(0, 100) ?? null,
    body: maskCardNumbers(delivery.body.toString("utf8").replaceAll("\u0000", "\uFFFD")),
    body_sha256: bodySha256,
  };
}

/**
 * Takes one provider notification: proves the address, stores it with the question it raises in one statement, and
 * only then says 200. Whatever the body claims, nothing about money changes here.
 */
export async function ingest(delivery: Delivery): Promise<Receipt> {
  const now = systemClock.now();
  const verdict = verifyCapability(env().CAPABILITY_KEYS, delivery.provider, delivery.segment, now);
  if (!verdict.ok || verdict.capability.kind === "return") return refuse(401, "bad_capability");
  const { capability } = verdict;
  try {
    const policy = await accountPolicy(capability.merchantId, capability.accountId);
    const judged = refusal(delivery, policy, now);
    if ("receipt" in judged) return judged.receipt;
    if (!policy) return refuse(401, "unknown_account");
    await storeEvent(eventOf(delivery, capability, policy, judged.trust));
    return { status: 200, body: { received: true } };
  } catch (cause) {
    log.error("notification could not be stored", { provider: delivery.provider, ...errorFields(cause) });
    return refuse(503, "not_stored");
  }
}
