import { createDecipheriv } from "node:crypto";
import type { PosCallback } from "../../soft-pos";
import { CallbackPayload } from "./pos-wire";

/** Opens what the provider's app handed back. Another way to seal it is another reader, nothing else changes. */
export interface PosCallbackReader {
  read(data: string, encryptionKey: string): PosCallback;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
/** Far above any payload, so that a stranger cannot make us decrypt a book. */
const MAX_DATA = 8_192;

const unreadable = (why: string): PosCallback => ({ kind: "unreadable", why });

function decrypt(data: string, encryptionKey: string): string | undefined {
  const key = Buffer.from(encryptionKey, "base64");
  const sealed = Buffer.from(data, "base64url");
  if (key.length !== KEY_BYTES || sealed.length <= IV_BYTES + TAG_BYTES) return undefined;
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    return decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
  } catch {
    return undefined;
  }
}

function payloadOf(text: string) {
  try {
    return CallbackPayload.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/**
 * PAYNET-M5, our guess: `base64url(iv | ciphertext | tag)`, AES-256-GCM under the base64 `encryption_key`, JSON inside.
 * Paynet documents only that it is encrypted. Never throws; whatever it yields is a hint.
 */
export const gcmCallbackReader: PosCallbackReader = {
  read(data, encryptionKey) {
    if (data === "" || data.length > MAX_DATA) return unreadable("no_data");
    const text = decrypt(data, encryptionKey);
    if (text === undefined) return unreadable("not_decrypted");
    const payload = payloadOf(text);
    if (payload === undefined) return unreadable("malformed");
    const { payment_session_id: paymentSessionId, is_succeed, xact_id, code } = payload;
    return {
      kind: "read",
      paymentSessionId,
      isSucceeded: is_succeed ?? null,
      transactionId: xact_id || null,
      code: code === null || code === undefined ? null : String(code),
    };
  },
};
