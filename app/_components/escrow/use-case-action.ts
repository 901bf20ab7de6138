"use client";

import { useTranslations } from "next-intl";
import { type MoneyAnswer, useMoneyAction } from "@/app/_lib/forms/use-money-action";

const TOPICS = ["escrow", "dispute", "refund", "payment"];

function useRefusalText(): (answer: MoneyAnswer) => string {
  const t = useTranslations("escrow");
  return (answer) => {
    if (answer?.kind === "invalid") {
      const known = Object.values(answer.fieldErrors)
        .flat()
        .find((name) => t.has(`refused.${name}`));
      return t(`refused.${known ?? "invalid"}`);
    }
    if (answer?.kind !== "error") return t("refused.lost");
    const key = [answer.reason, answer.code].find((name) => name !== undefined && t.has(`refused.${name}`));
    return key ? t(`refused.${key}`) : t("refused.other", { code: answer.requestId });
  };
}

/** Runs a command on held money; a refusal is worded for what it means for the money. */
export function useCaseAction(slug: string) {
  return useMoneyAction(slug, TOPICS, useRefusalText());
}
