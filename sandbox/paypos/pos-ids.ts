import { createHash, createHmac, randomBytes } from "node:crypto";
import { accountNamed } from "../paynet/accounts";
import type { PosSession } from "./records";

/** `mk_` and the alphabet of the other ids. */
export function newSessionKey(): string {
  return `mk_EAAAA${randomBytes(30).toString("base64url")}`;
}

/** What is kept of a session key. */
export function fingerprint(sessionKey: string): string {
  return createHash("sha256").update(sessionKey).digest("hex");
}

/** Sixteen upper-case hex digits (docs/providers/paynet.md 2.2). */
export function newPaymentSessionId(): string {
  return randomBytes(8).toString("hex").toUpperCase();
}

/** 32 bytes, base64; ASSUMPTION PAYNET-M5. */
export function encryptionKeyOf(session: Pick<PosSession, "id" | "account">): string {
  return createHmac("sha256", accountNamed(session.account).secretKey).update(`pos ${session.id}`).digest("base64");
}

/** The scheme and form are invented; clients have to open it as it is. */
export function deeplinkOf(session: Pick<PosSession, "id">): string {
  return `paynetpaypos://payment?payment_session_id=${session.id}`;
}
