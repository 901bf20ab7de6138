import { useTranslations } from "next-intl";
import type { WhyFailed } from "@/lib/checkout/why-failed";

/** The failure coach's words for a payer: why, and what helps. A bare reason has its own sentences in `pay`. */
export function useAdvice({ reason, textKey, retry }: WhyFailed): { why: string; now: string } {
  const pay = useTranslations("pay.failed");
  const coach = useTranslations("declines");
  if (textKey === undefined || retry === undefined) return { why: pay(`${reason}.why`), now: pay(`${reason}.now`) };
  const why = coach(`payer.${textKey}`);
  // An approval that was not finished is not about the card's figures: the phone has to be at hand.
  if (reason === "three_d") return { why, now: pay("three_d.now") };
  return { why, now: coach(`retry.${textKey === "limit" ? "limit" : retry}`) };
}
