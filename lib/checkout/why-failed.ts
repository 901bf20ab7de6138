import { readDecline } from "@/lib/declines/read-decline";
import type { FailureReason } from "./schemas";

export type WhyFailed = {
  reason: FailureReason;
  /** Key in the catalogue `declines`; undefined where the code says no more than the reason does. */
  textKey: string | undefined;
  retry: "same_card" | "other_card" | "later" | "never" | undefined;
  /** False where the provider itself may have refused the card, before any bank was asked. */
  isBanks: boolean;
};

/** Card refusals that only a bank can utter. */
const BANKS = ["card_limit", "card_pin", "card_closed", "card_blocked", "card_code"];

const REASONS = {
  insufficient_funds: "limit",
  three_d: "three_d",
  card: "card",
  bank: "bank",
  system: "system",
} as const;

/** The catalogue's reason of a decline's class; a class we do not know is the bank's. */
export function reasonOf(declineClass: string | undefined): FailureReason {
  return REASONS[declineClass as keyof typeof REASONS] ?? "bank";
}

/** Keys that say less than the class which the adapter read from the whole answer. */
const SAYS_LITTLE = ["request", "other_service"];

/** The failure coach for a payer's page. A payment the provider knows nothing of has no code to explain. */
export function whyFailed(reason: FailureReason, provider: string, code: string | null): WhyFailed {
  const reading = code === null || reason === "abandoned" ? undefined : readDecline(provider, code);
  if (!reading?.known || SAYS_LITTLE.includes(reading.textKey))
    return { reason, textKey: undefined, retry: undefined, isBanks: true };
  const isBanks = reading.class !== "card" || BANKS.includes(reading.textKey);
  return { reason: reasonOf(reading.class), textKey: reading.textKey, retry: reading.retry, isBanks };
}
