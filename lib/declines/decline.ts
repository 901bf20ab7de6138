/** What a code of a provider or a bank means, for the payer and for staff. The same classes as the port's `Decline`. */
export type DeclineClass = "insufficient_funds" | "three_d" | "card" | "bank" | "system";

/** What helps: the same card, another one, the same a little later, or nothing the payer can do. */
export type RetryAdvice = "same_card" | "other_card" | "later" | "never";

/** A sentence in the catalogue `declines`; it is true for every code that leads to it. */
export const DECLINE_TEXTS = {
  limit: ["insufficient_funds", "other_card"],
  card_limit: ["card", "other_card"],
  three_d: ["three_d", "same_card"],
  card_number: ["card", "same_card"],
  card_expired: ["card", "other_card"],
  card_expiry: ["card", "same_card"],
  card_code: ["card", "same_card"],
  card_details: ["card", "same_card"],
  card_pin: ["card", "other_card"],
  card_closed: ["card", "other_card"],
  card_blocked: ["card", "other_card"],
  bank_refused: ["bank", "other_card"],
  bank_away: ["system", "later"],
  card_gone: ["card", "same_card"],
  stored_card: ["card", "same_card"],
  plan: ["bank", "same_card"],
  session: ["system", "same_card"],
  provider_away: ["system", "later"],
  shop_setup: ["system", "never"],
  request: ["system", "later"],
  rule: ["bank", "other_card"],
  known_before: ["system", "never"],
  other_service: ["system", "later"],
  superseded: ["system", "same_card"],
  checkout_closed: ["system", "never"],
  not_started: ["system", "later"],
  unknown: ["bank", "other_card"],
} as const satisfies Record<string, readonly [DeclineClass, RetryAdvice]>;

export type DeclineText = keyof typeof DECLINE_TEXTS;

/**
 * Codes after which the same payment may be started at another provider account: this one certainly did not take it
 * and the card was not refused. Never what the provider has on record already, nor what several numberings share.
 */
export const MAY_GO_ELSEWHERE: readonly DeclineText[] = ["shop_setup", "provider_away", "bank_away"];

export type DeclineReading = {
  class: DeclineClass;
  retry: RetryAdvice;
  textKey: DeclineText;
  known: boolean;
  mayGoElsewhere: boolean;
};
