"use client";

import { useTranslations } from "next-intl";
import { type MoneyAnswer, useMoneyAction } from "@/app/_lib/forms/use-money-action";

function useRefusalText(): (answer: MoneyAnswer) => string {
  const t = useTranslations("payouts");
  return (answer) => {
    if (answer?.kind === "invalid") return t("refused.invalid");
    if (answer?.kind !== "error") return t("refused.lost");
    const key = [answer.reason, answer.code].find((name) => name !== undefined && t.has(`refused.${name}`));
    return key ? t(`refused.${key}`) : t("refused.other", { code: answer.requestId });
  };
}

/** Runs a command on payouts; a refusal is worded for what it means for the money. */
export function usePayoutAction(slug: string) {
  return useMoneyAction(slug, ["payout"], useRefusalText());
}
