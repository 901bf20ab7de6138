"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { queryKeys } from "@/app/_lib/query-keys";
import type { ActionState } from "@/lib/http/action";

type Answer = ActionState<unknown> | undefined;

function useRefusalText(): (answer: Answer) => string {
  const t = useTranslations("refunds");
  return (answer) => {
    if (answer?.kind === "invalid") return t(answer.fieldErrors.reason ? "request.reason_needed" : "refused.invalid");
    if (answer?.kind !== "error") return t("refused.other", { code: "–" });
    const key = [answer.reason, answer.code].find((name) => name !== undefined && t.has(`refused.${name}`));
    return key ? t(`refused.${key}`) : t("refused.other", { code: answer.requestId });
  };
}

/** Never optimistic: the screen asks again before it says anything, also after a refusal or a lost answer. */
export function useRefundAction(slug: string) {
  const client = useQueryClient();
  const textOf = useRefusalText();
  const [refusal, setRefusal] = useState<string | undefined>();
  const [busy, startTransition] = useTransition();
  const run = (act: () => Promise<Answer>, done: () => void) =>
    startTransition(async () => {
      setRefusal(undefined);
      const answer = await act().catch(() => undefined);
      await Promise.all(
        ["payment", "refund"].map((topic) => client.invalidateQueries({ queryKey: queryKeys.topic(slug, topic) })),
      );
      if (answer?.kind === "ok") done();
      else setRefusal(textOf(answer));
    });
  return { run, busy, refusal };
}
