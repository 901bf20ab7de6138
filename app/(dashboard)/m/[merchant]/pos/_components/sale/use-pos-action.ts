"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { MoneyAnswer } from "@/app/_lib/forms/use-money-action";
import { queryKeys } from "@/app/_lib/query-keys";

/** Words a refusal for what it means for the money; undefined is a lost answer. */
export function usePosRefusal(): (answer: MoneyAnswer) => string {
  const t = useTranslations("pos.refused");
  return (answer) => {
    if (answer?.kind === "invalid") return t("invalid");
    if (answer?.kind !== "error") return t("lost");
    const key = [answer.reason, answer.code].find((name) => name !== undefined && t.has(name));
    return key ? t(key) : t("other", { code: answer.requestId });
  };
}

/**
 * Runs a step on a try that is safe to repeat (asking, giving up, saying what was seen). Never optimistic: the screen
 * asks again before it says anything.
 */
export function usePosAction(slug: string) {
  const client = useQueryClient();
  const refusalText = usePosRefusal();
  const [refusal, setRefusal] = useState<string | undefined>();
  const [busy, setBusy] = useState<string | undefined>();
  const [, startTransition] = useTransition();
  const run = (name: string, act: () => Promise<MoneyAnswer>, done?: () => void) => {
    setBusy(name);
    startTransition(async () => {
      setRefusal(undefined);
      const answer = await act().catch(() => undefined);
      await Promise.all(
        ["pos_session", "payment"].map((topic) => client.invalidateQueries({ queryKey: queryKeys.topic(slug, topic) })),
      );
      setBusy(undefined);
      if (answer?.kind === "ok") done?.();
      else setRefusal(refusalText(answer));
    });
  };
  return { run, busy, refusal };
}
