import { createHmac, timingSafeEqual } from "node:crypto";

/** What a signed address names: one paylink (`link`), one provider account (`account`), one return (`return`). */
export type CapabilityKind = "link" | "account" | "return";

export type Capability = {
  kind: CapabilityKind;
  provider: string;
  merchantId: string;
  /** The link, or for `account` the provider account itself. */
  subjectId: string;
  accountId: string;
};

export type CapabilityKey = { id: string; secret: string };

export type CapabilityVerdict =
  | { ok: true; capability: Capability }
  | { ok: false; reason: "malformed" | "signature" }
  /** Ours, and too old: it says whose it was and opens nothing. */
  | { ok: false; reason: "expired"; capability: Capability };

const CODES: Record<CapabilityKind, string> = { link: "l", account: "a", return: "r" };
const KINDS: Record<string, CapabilityKind> = { l: "link", a: "account", r: "return" };

/** How long after a link's end its addresses still work: late money must find its way (architecture 4). */
export const CAPABILITY_GRACE_HOURS = 180 * 24;

function macOf(secret: string, provider: string, body: string): string {
  return createHmac("sha256", secret).update(`v1|${provider}|${body}`).digest("base64url").slice(0, 22);
}

/**
 * The path segment that proves we made the address: `kind~merchant~subject~account~expiry~key~mac`, 128 bits of HMAC-SHA256.
 * `expiresAt` undefined never expires (account addresses for a provider's panel).
 */
export function signCapability(keys: readonly CapabilityKey[], capability: Capability, expiresAt?: Date): string {
  const key = keys[0];
  if (!key) throw new Error("no capability key is configured");
  const expiry = expiresAt === undefined ? "0" : Math.floor(expiresAt.getTime() / 1000).toString(36);
  const body = [
    CODES[capability.kind],
    capability.merchantId,
    capability.subjectId,
    capability.accountId,
    expiry,
    key.id,
  ].join("~");
  return `${body}~${macOf(key.secret, capability.provider, body)}`;
}

/** Checks in constant time with any configured key. Fails closed: whatever is not understood is refused. */
export function verifyCapability(
  keys: readonly CapabilityKey[],
  provider: string,
  segment: string,
  now: Date,
): CapabilityVerdict {
  const match =
    /^([lar])~(mer_[0-9a-z]+)~([a-z]+_[0-9a-z]+)~(pa_[0-9a-z]+)~([0-9a-z]{1,9})~([A-Za-z0-9_-]{1,16})~([A-Za-z0-9_-]{22})$/.exec(
      segment,
    );
  const [, code, merchantId, subjectId, accountId, expiry, keyId, mac] = match ?? [];
  const kind = KINDS[code ?? ""];
  if (!kind || !merchantId || !subjectId || !accountId || !expiry || !mac) return { ok: false, reason: "malformed" };
  const key = keys.find((candidate) => candidate.id === keyId);
  if (!key) return { ok: false, reason: "signature" };
  const expected = macOf(key.secret, provider, segment.slice(0, segment.lastIndexOf("~")));
  if (!timingSafeEqual(Buffer.from(expected), Buffer.from(mac))) return { ok: false, reason: "signature" };
  const capability = { kind, provider, merchantId, subjectId, accountId };
  const isOver = expiry !== "0" && Number.parseInt(expiry, 36) * 1000 < now.getTime();
  return isOver ? { ok: false, reason: "expired", capability } : { ok: true, capability };
}
