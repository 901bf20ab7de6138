"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { ActionState } from "@/lib/http/action";

type Errors = Record<string, string[]>;

/** What a dialog about an account shows of its last answer. `unproven`: only the owner's own word stores the keys. */
export type Asked = { errors: Errors; refusal: string | undefined; unproven: boolean };

const NOTHING: Asked = { errors: {}, refusal: undefined, unproven: false };

/**
 * Sends what a dialog about an account asks for. Every one of these commands may be sent again: a lost answer says so,
 * and the second answer tells what is true.
 */
export function useAccountAction<O>(done: (value: O) => void) {
  const t = useTranslations("accounts.keys");
  const [asked, setAsked] = useState<Asked>(NOTHING);
  const [busy, startTransition] = useTransition();
  const send = (call: () => Promise<ActionState<O>>) =>
    startTransition(async () => {
      setAsked(NOTHING);
      const answer = await call().catch(() => undefined);
      if (answer?.kind === "ok") return done(answer.value);
      if (answer?.kind === "invalid") return setAsked({ ...NOTHING, errors: answer.fieldErrors });
      if (answer?.kind !== "error") return setAsked({ ...NOTHING, refusal: t("refused.lost") });
      const name = `refused.${answer.reason ?? answer.code}`;
      setAsked({
        ...NOTHING,
        unproven: answer.reason === "keys_unproven",
        refusal: t.has(name) ? t(name) : t("refused.other", { code: answer.requestId }),
      });
    });
  /** The sentence under a field, if the last answer names it. */
  const errorsOf = (path: string) =>
    asked.errors[path]?.map((code) => (t.has(`errors.${code}`) ? t(`errors.${code}`) : t("errors.invalid")));
  return { ...asked, busy, send, errorsOf };
}
