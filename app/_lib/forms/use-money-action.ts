"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState, useTransition } from "react";
import type { ActionState } from "@/lib/http/action";
import { queryKeys } from "../query-keys";
import { isDefinitive, newCommandId } from "./command-id";

export type MoneyAnswer = ActionState<unknown> | undefined;

/**
 * Runs a money command from a screen. Never optimistic: the screen asks again before it says anything, also after a
 * refusal or a lost answer. The wish keeps its command id until it was definitely answered; an opened dialog is a new
 * wish. `textOf` words a refusal; it gets undefined when no answer came.
 */
export function useMoneyAction(slug: string, topics: readonly string[], textOf: (answer: MoneyAnswer) => string) {
  const client = useQueryClient();
  const [refusal, setRefusal] = useState<string | undefined>();
  const [busy, startTransition] = useTransition();
  const command = useRef<string | undefined>(undefined);
  const run = (act: (commandId: string) => Promise<MoneyAnswer>, done: () => void) =>
    startTransition(async () => {
      command.current ??= newCommandId();
      setRefusal(undefined);
      const answer = await act(command.current).catch(() => undefined);
      if (isDefinitive(answer)) command.current = undefined;
      await Promise.all(topics.map((topic) => client.invalidateQueries({ queryKey: queryKeys.topic(slug, topic) })));
      if (answer?.kind === "ok") done();
      else setRefusal(textOf(answer));
    });
  return { run, busy, refusal };
}
