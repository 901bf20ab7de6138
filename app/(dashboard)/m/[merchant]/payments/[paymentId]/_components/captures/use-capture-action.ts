import { useTranslations } from "next-intl";
import { useMoneyAction } from "@/app/_lib/forms/use-money-action";

/** Runs a capture or a void; a refusal is worded for what it means for the money. */
export function useCaptureAction(slug: string) {
  const t = useTranslations("captures");
  return useMoneyAction(slug, ["payment"], (answer) => {
    const code = answer?.kind === "error" ? answer.code : undefined;
    return t(code !== undefined && t.has(`refused.${code}`) ? `refused.${code}` : "refused.other");
  });
}
