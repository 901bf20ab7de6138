import { useTranslations } from "next-intl";
import type { WhyFailed } from "@/lib/checkout/why-failed";

/** The failure coach's words for a payer: why, and what helps. A bare reason has its own sentences in `pay`. */
export function useAdvice({ reason, textKey, retry }: WhyFailed): { why: string; now: string } {
  const pay = useTranslations("pay.failed");
  const coach = useTranslations("declines");
  if (textKey === undefined || retry === undefined) return { why: pay(`${reason}.why`), now: pay(`${reason}.now`) };
  return { why: coach(`payer.${textKey}`), now: coach(`retry.${textKey === "limit" ? "limit" : retry}`) };
}
