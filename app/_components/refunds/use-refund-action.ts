"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState, useTransition } from "react";
import { isDefinitive, newCommandId } from "@/app/_lib/command-id";
import { queryKeys } from "@/app/_lib/query-keys";
import type { ActionState } from "@/lib/http/action";

type Answer = ActionState<unknown> | undefined;

function useRefusalText(): (answer: Answer) => string {
  const t = useTranslations("refunds");
  return (answer) => {
    if (answer?.kind === "invalid") return t(answer.fieldErrors.reason ? "request.reason_needed" : "refused.invalid");
    if (answer?.kind !== "error") return t("refused.lost");
    const key = [answer.reason, answer.code].find((name) => name !== undefined && t.has(`refused.${name}`));
    return key ? t(`refused.${key}`) : t("refused.other", { code: answer.requestId });
  };
}

/**
 * Never optimistic: the screen asks again before it says anything, also after a refusal or a lost answer. The wish
 * keeps its command id until it was definitely answered; an opened dialog is a new wish.
 */
export function useRefundAction(slug: string) {
  const client = useQueryClient();
  const textOf = useRefusalText();
  const [refusal, setRefusal] = useState<string | undefined>();
  const [busy, startTransition] = useTransition();
  const command = useRef<string | undefined>(undefined);
  const run = (act: (commandId: string) => Promise<Answer>, done: () => void) =>
    startTransition(async () => {
      command.current ??= newCommandId();
      setRefusal(undefined);
      const answer = await act(command.current).catch(() => undefined);
      if (isDefinitive(answer)) command.current = undefined;
      await Promise.all(
        ["payment", "refund"].map((topic) => client.invalidateQueries({ queryKey: queryKeys.topic(slug, topic) })),
      );
      if (answer?.kind === "ok") done();
      else setRefusal(textOf(answer));
    });
  return { run, busy, refusal };
}
