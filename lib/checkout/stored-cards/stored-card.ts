import { newToken } from "@/lib/kernel/ids";
import { tokenHash } from "@/lib/runtime/token-hash";

/** The cookie that proves whose kept cards of a merchant these are; its value is a random token of this browser. */
export const cardsCookieName = (merchantId: string): string => `vz_cards_${merchantId.slice(-16)}`;

export const CARDS_COOKIE_SECONDS = 365 * 24 * 3600;

/** Names the wording of `checkout.cards.keep` and `keep_note` that the payer agreed to; a new wording is a new name. */
export const CARD_CONSENT_VERSION = "2026-11-22";

/** What the provider shows as the card's name in its own panel; nothing of the payer. */
export const CARD_LABEL = "Kayıtlı kart";

type Cookies = (name: string) => string | undefined;

const TOKEN = /^[0-9a-z]{26}$/;

/** Whose cards this browser may see; undefined for a browser that kept none here. */
export function payerHashOf(merchantId: string, cookie: Cookies): string | undefined {
  const token = cookie(cardsCookieName(merchantId)) ?? "";
  return TOKEN.test(token) ? tokenHash(token) : undefined;
}

/** The cookie a browser carries from now on: its own one again, else a new one. */
export function cardsCookie(merchantId: string, cookie: Cookies): { name: string; value: string } {
  const name = cardsCookieName(merchantId);
  const known = cookie(name) ?? "";
  return { name, value: TOKEN.test(known) ? known : newToken() };
}

/** The provider's own words for "no such card": the card is gone there, not refused by its bank. */
const GONE: Record<string, readonly string[]> = {
  paynet: ["25"],
  paywall: ["22", "23", "stored_card_not_one"],
};

export const isCardGone = (provider: string, code: string): boolean => GONE[provider]?.includes(code) ?? false;
