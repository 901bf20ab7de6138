import { createHmac, randomBytes } from "node:crypto";
import { accountNamed } from "../accounts";
import type { PaynetCard, PaynetSession } from "../records";

/** `js_` and the alphabet of xact ids, `+ / *` included (docs/providers/paynet.md 1.7). */
export function newSessionId(): string {
  const text = randomBytes(24).toString("base64").slice(0, 32);
  return `js_EAAAA${text.slice(0, 9)}+${text.slice(9, 17)}/${text.slice(17, 25)}*${text.slice(25)}`;
}

function derive(account: string, text: string): Buffer {
  return createHmac("sha256", accountNamed(account).secretKey).update(text).digest();
}

/** The session's present token, an upper-case GUID; "" while no card was given. */
export function tokenOf(session: PaynetSession): string {
  if (session.tokens === 0) return "";
  const hex = derive(session.account, `${session.id} ${session.tokens}`).toString("hex").toUpperCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}

/** What a kept card is paid with. */
export function hashOfCard(card: Pick<PaynetCard, "id" | "account">): string {
  return `ch_${derive(card.account, card.id).toString("base64url")}`;
}
