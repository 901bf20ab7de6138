"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { queryKeys } from "@/app/_lib/query-keys";
import type { ActionState } from "@/lib/http/action";
import type { RedriveResult } from "@/lib/jobs/schemas";
import { dismissJobAction, redriveJobAction, redriveJobsAction } from "../actions";

type Answer<T> = ActionState<T> | undefined;

function useRefusalText(): (answer: Answer<unknown>) => string {
  const t = useTranslations("jobs.refused");
  return (answer) => {
    if (answer?.kind === "invalid") return t("reason");
    if (answer?.kind !== "error") return t("other", { code: "–" });
    return t.has(answer.code) ? t(answer.code) : t("other", { code: answer.requestId });
  };
}

/** Never optimistic: the list is asked again before anything is said, also after a refusal or a lost answer. */
export function useJobActions(slug: string) {
  const t = useTranslations("jobs");
  const client = useQueryClient();
  const notify = useNotify();
  const textOf = useRefusalText();
  const [refusal, setRefusal] = useState<string | undefined>();
  const [busy, startTransition] = useTransition();
  const run = <T>(act: () => Promise<Answer<T>>, done: (value: T) => void) =>
    startTransition(async () => {
      setRefusal(undefined);
      const answer = await act().catch(() => undefined);
      await client.invalidateQueries({ queryKey: queryKeys.topic(slug, "job") });
      if (answer?.kind === "ok") done(answer.value);
      else setRefusal(textOf(answer));
    });
  return {
    busy,
    refusal,
    redrive: (id: string) =>
      run(
        () => redriveJobAction(slug, id),
        () => notify(t("redriven")),
      ),
    redriveMany: (ids: string[]) =>
      run(
        () => redriveJobsAction(slug, ids),
        (results: RedriveResult[]) => {
          const done = results.filter(({ result }) => result === "redriven").length;
          notify(t("redriven_many", { done, refused: results.length - done }));
        },
      ),
    dismiss: (input: { id: string; reason: string }, close: () => void) =>
      run(
        () => dismissJobAction(slug, input),
        () => {
          close();
          notify(t("dismissed"));
        },
      ),
  };
}
