"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { ActionState } from "@/lib/http/action";
import type { ApplyResult, ReplaySource, ShadowDto } from "@/lib/webhooks/replay/schemas";
import { applyReplayAction, shadowReplayAction } from "../actions";

type Wish = { reason: string; password: string };

function useRefusalText(): (answer: ActionState<unknown> | undefined) => string {
  const t = useTranslations("inbound.refused");
  return (answer) => {
    if (answer?.kind !== "error") return t("lost");
    const key = [answer.reason, answer.code].find((name) => name !== undefined && t.has(name));
    return key ? t(key) : t("other", { code: answer.requestId });
  };
}

/** Shadow and application of some notifications. Never optimistic: what is shown is what the server answered last. */
export function useReplay(slug: string, ids: string[]) {
  const textOf = useRefusalText();
  const [source, setSource] = useState<ReplaySource>("now");
  const [shadow, setShadow] = useState<ShadowDto | undefined>();
  const [result, setResult] = useState<ApplyResult["result"] | undefined>();
  const [refusal, setRefusal] = useState<string | undefined>();
  const [wrongPassword, setWrongPassword] = useState(false);
  const [busy, startTransition] = useTransition();

  const clear = () => {
    setRefusal(undefined);
    setResult(undefined);
    setWrongPassword(false);
  };
  const run = () =>
    startTransition(async () => {
      clear();
      const answer = await shadowReplayAction(slug, { ids, source }).catch(() => undefined);
      if (answer?.kind === "ok") setShadow(answer.value);
      else setRefusal(textOf(answer));
    });
  const apply = (wish: Wish) =>
    startTransition(async () => {
      if (!shadow) return;
      clear();
      const { difference } = shadow;
      const input = { ids, source: shadow.source, difference, ...wish };
      const answer = await applyReplayAction(slug, input).catch(() => undefined);
      if (answer?.kind === "invalid") setWrongPassword(answer.fieldErrors.password !== undefined);
      else if (answer?.kind === "ok") {
        setResult(answer.value.result);
        setShadow(answer.value.shadow);
      } else setRefusal(textOf(answer));
    });
  return { source, setSource, shadow, result, refusal, wrongPassword, busy, run, apply };
}
