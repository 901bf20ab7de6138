"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState, useTransition } from "react";
import type { ActionState } from "@/lib/http/action";
import { queryKeys } from "./query-keys";

export type MoneyAnswer = ActionState<unknown> | undefined;

/**
 * Runs a money command from a screen. Never optimistic: the screen asks again before it says anything, also after a
 * refusal or a lost answer. `textOf` words a refusal; it gets undefined when no answer came.
 */
export function useMoneyAction(slug: string, topics: readonly string[], textOf: (answer: MoneyAnswer) => string) {
  const client = useQueryClient();
  const [refusal, setRefusal] = useState<string | undefined>();
  const [busy, startTransition] = useTransition();
  const run = (act: () => Promise<MoneyAnswer>, done: () => void) =>
    startTransition(async () => {
      setRefusal(undefined);
      const answer = await act().catch(() => undefined);
      await Promise.all(topics.map((topic) => client.invalidateQueries({ queryKey: queryKeys.topic(slug, topic) })));
      if (answer?.kind === "ok") done();
      else setRefusal(textOf(answer));
    });
  return { run, busy, refusal };
}
