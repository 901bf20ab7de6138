import { createCipheriv, randomBytes } from "node:crypto";
import type { Transaction } from "../../state/records";
import { encryptionKeyOf } from "../pos-ids";
import type { PosSession } from "../records";

/** ASSUMPTION PAYNET-M5: `base64url(iv | ciphertext | tag)`, AES-256-GCM, under the session's own key. */
function seal(session: PosSession, payload: Record<string, unknown>): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(encryptionKeyOf(session), "base64"), iv);
  const sealed = [iv, cipher.update(JSON.stringify(payload), "utf8"), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(sealed).toString("base64url");
}

function payloadOf(session: PosSession, row: Transaction | null): Record<string, unknown> {
  const isSucceed = session.status === "paid" || session.status === "reversed";
  const failure = row?.bankErrorMessage || "İşlem tamamlanmadı";
  return {
    payment_session_id: session.id,
    is_succeed: isSucceed,
    xact_id: row?.id ?? "",
    code: isSucceed ? 0 : 1,
    message: isSucceed ? "Başarılı İşlem" : failure,
  };
}

/** The address by which the app goes back to the caller's, with what happened in `data`; null where none was given. */
export function callbackUrl(session: PosSession, row: Transaction | null): string | null {
  if (session.callbackUrl === "") return null;
  const [base = "", fragment] = session.callbackUrl.split("#", 2);
  const joint = base.includes("?") ? "&" : "?";
  const hash = fragment === undefined ? "" : `#${fragment}`;
  return `${base}${joint}data=${seal(session, payloadOf(session, row))}${hash}`;
}
