"use client";

import { useTranslations } from "next-intl";
import { type MoneyAnswer, useMoneyAction } from "@/app/_lib/forms/use-money-action";

function useRefusalText(): (answer: MoneyAnswer) => string {
  const t = useTranslations("refunds");
  return (answer) => {
    if (answer?.kind === "invalid") return t(answer.fieldErrors.reason ? "request.reason_needed" : "refused.invalid");
    if (answer?.kind !== "error") return t("refused.lost");
    const key = [answer.reason, answer.code].find((name) => name !== undefined && t.has(`refused.${name}`));
    return key ? t(`refused.${key}`) : t("refused.other", { code: answer.requestId });
  };
}

/** Runs a refund command; a refusal is worded for what it means for the money. */
export function useRefundAction(slug: string) {
  return useMoneyAction(slug, ["payment", "refund"], useRefusalText());
}
