import "server-only";
import { systemClock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import { env } from "@/lib/runtime/env";
import { errorFields, log } from "@/lib/runtime/logger";
import { type AccountPolicy, accountPolicy } from "./account-policy.system";
import { type Capability, type CapabilityVerdict, verifyCapability } from "./capability";
import { type Delivery, NOT_STORED, RECEIVED, type Receipt, refuse, tooMany } from "./delivery";
import { countDelivery } from "./delivery-limits";
import { keepRefusal } from "./inbox/keep-refusal";
import { ingestBare } from "./ingest-bare";
import { type Proof, proofOf } from "./proof";
import { contentOf, eventKey, storeEvent } from "./store-event";

/** A provider waits no longer than this for our word; what is still being stored then is delivered again. */
const DEADLINE_MS = 5_000;

type Refusal = "bad_signature" | "signature_missing" | "address_not_allowed";

/** Everything that must hold before a delivery is stored. Fails closed: what is not proven is refused. */
function refusal(delivery: Delivery, policy: AccountPolicy, proof: Proof): Refusal | undefined {
  // A signature that was sent and does not hold is a forgery even where none is demanded.
  if (proof === "invalid") return "bad_signature";
  if (proof !== "valid" && policy.signatureRequired) return "signature_missing";
  const known = policy.allowlist.includes(delivery.address);
  if (policy.allowlistMode === "enforce" && !known) return "address_not_allowed";
  if (policy.allowlistMode === "monitor" && !known) {
    log.warn("notification from an address that is not on the list", { accountId: policy.accountId });
  }
  return undefined;
}

async function storeProven(delivery: Delivery, capability: Capability, policy: AccountPolicy): Promise<void> {
  const content = contentOf(delivery);
  await storeEvent({
    ...content,
    id: newId("event", systemClock.now()),
    merchant_id: capability.merchantId,
    mode: policy.mode,
    provider_account_id: capability.accountId,
    source: "webhook",
    event_key: eventKey(capability.subjectId, content.body_sha256),
    // The address itself is signed by us, so whoever posts here was given it by us or by the provider.
    trust: "signed",
    subject_id: capability.kind === "link" ? capability.subjectId : null,
  });
}

/** An address that opens nothing: one of ours that ran out is kept with its merchant, any other with nobody. */
async function keepUnopened(delivery: Delivery, verdict: CapabilityVerdict): Promise<void> {
  if (verdict.ok || verdict.reason !== "expired") return keepRefusal(delivery, "bad_capability");
  const { capability } = verdict;
  const policy = await accountPolicy(capability.merchantId, capability.accountId);
  return keepRefusal(delivery, "expired_capability", { capability, policy });
}

async function ingestAddressed(delivery: Delivery, now: Date): Promise<Receipt> {
  const verdict = verifyCapability(env().CAPABILITY_KEYS, delivery.provider, delivery.segment, now);
  if (!verdict.ok || verdict.capability.kind === "return") {
    await keepUnopened(delivery, verdict);
    return refuse(401, "bad_capability");
  }
  const { capability } = verdict;
  const wait = await countDelivery("account", capability.accountId);
  if (wait !== undefined) return tooMany("rate_limited", wait);
  const policy = await accountPolicy(capability.merchantId, capability.accountId);
  if (policy?.provider !== delivery.provider) return refuse(401, "unknown_account");
  const proof = proofOf(delivery, policy, now);
  const refused = refusal(delivery, policy, proof);
  if (refused) {
    await keepRefusal(delivery, refused, { capability, policy });
    return refuse(refused === "address_not_allowed" ? 403 : 401, refused);
  }
  await storeProven(delivery, capability, policy);
  return RECEIVED;
}

/** Refusals are counted by address; beyond the limit a stranger is told to come back later instead of why. */
async function counted(receipt: Receipt, address: string): Promise<Receipt> {
  if (receipt.status !== 401 && receipt.status !== 403) return receipt;
  const wait = await countDelivery("address", address);
  return wait === undefined ? receipt : tooMany("rate_limited", wait);
}

function withinDeadline(work: Promise<Receipt>): Promise<Receipt> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Receipt>((resolve) => {
    timer = setTimeout(() => resolve(NOT_STORED), DEADLINE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/**
 * Takes one provider notification: proves the address, stores it with the question it raises in one statement, and
 * only then says 200. Whatever the body claims, nothing about money changes here.
 */
export async function ingest(delivery: Delivery): Promise<Receipt> {
  const now = systemClock.now();
  const work = delivery.segment === "" ? ingestBare(delivery, now) : ingestAddressed(delivery, now);
  try {
    return await counted(await withinDeadline(work), delivery.address);
  } catch (cause) {
    log.error("notification could not be stored", { provider: delivery.provider, ...errorFields(cause) });
    return NOT_STORED;
  }
}

/** Says no to a body above the cap, which was not read; that somebody sent one is kept. */
export async function ingestTooLarge(delivery: Omit<Delivery, "body" | "signature">): Promise<void> {
  const whole = { ...delivery, body: Buffer.alloc(0), signature: undefined };
  const verdict = verifyCapability(env().CAPABILITY_KEYS, delivery.provider, delivery.segment, systemClock.now());
  if (await countDelivery("address", delivery.address)) return;
  const policy = verdict.ok && (await accountPolicy(verdict.capability.merchantId, verdict.capability.accountId));
  await keepRefusal(whole, "too_large", policy ? { policy } : undefined);
}
