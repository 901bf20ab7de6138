"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { type MoneyAnswer, useMoneyAction } from "@/app/_lib/forms/use-money-action";
import { type FixWish, fixCaseAction } from "../actions";

/** Words for a refusal: what happened, and that no money moved. */
export function useRefusalText(): (answer: MoneyAnswer) => string {
  const t = useTranslations("reconciliation");
  return (answer) => {
    if (answer?.kind === "invalid") return t("refused.invalid");
    if (answer?.kind !== "error") return t("refused.lost");
    const key = [answer.reason, answer.code].find((name) => name !== undefined && t.has(`refused.${name}`));
    return key ? t(`refused.${key}`) : t("refused.other", { code: answer.requestId });
  };
}

/** Runs one fix; the page is asked again before anything is said. */
export function useFix(slug: string, done: () => void) {
  const t = useTranslations("reconciliation");
  const router = useRouter();
  const notify = useNotify();
  const { run, busy, refusal } = useMoneyAction(slug, ["reconciliation", "payment"], useRefusalText());
  const start = (wish: FixWish) => {
    let status = "";
    run(
      async (command) => {
        const answer = await fixCaseAction(slug, command, wish);
        if (answer.kind === "ok") status = answer.value;
        router.refresh();
        return answer;
      },
      () => {
        done();
        notify(wish.fix === "ask" && status === "open" ? t("ask_still") : t(`done.${wish.fix}`));
      },
    );
  };
  return { start, busy, refusal };
}
