"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { MoneyField } from "@/app/_components/ui/fields/money-field";
import { TextField } from "@/app/_components/ui/fields/text-field";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { Panel } from "@/app/_components/ui/panel";
import type { ActionState } from "@/lib/http/action";
import { formatAmount } from "@/lib/kernel/format-money";
import { type MoneyLocale, parseMoney } from "@/lib/kernel/parse-money";
import type { LimitsDto } from "@/lib/settings/limits/schemas";
import { changeLimitsAction } from "../actions";

type LimitsFormProps = { slug: string; limits: LimitsDto };

function useRefusal() {
  const t = useTranslations("escrow.refused");
  return (answer: ActionState<unknown> | undefined): string | undefined => {
    if (answer?.kind === "invalid") return answer.fieldErrors.password ? undefined : t("invalid");
    if (answer?.kind !== "error") return t("lost");
    const key = [answer.reason, answer.code].find((name) => name !== undefined && t.has(name));
    return key ? t(key) : t("other", { code: answer.requestId });
  };
}

function useLimitsForm({ slug, limits }: LimitsFormProps) {
  const t = useTranslations("escrow.limits");
  const locale = useLocale() as MoneyLocale;
  const notify = useNotify();
  const refusalOf = useRefusal();
  const [refund, setRefund] = useState(() => formatAmount(BigInt(limits.refund_limit), locale));
  const [release, setRelease] = useState(() => formatAmount(BigInt(limits.release_limit), locale));
  const [password, setPassword] = useState("");
  const [asked, setAsked] = useState(false);
  const [answer, setAnswer] = useState<ActionState<unknown> | "lost" | undefined>();
  const [busy, startTransition] = useTransition();
  const [refundRead, releaseRead] = [parseMoney(refund, locale), parseMoney(release, locale)];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (refundRead.kind !== "ok" || releaseRead.kind !== "ok" || password === "") return;
    const wish = {
      refund_limit: Number(refundRead.minorUnits),
      release_limit: Number(releaseRead.minorUnits),
      password,
    };
    startTransition(async () => {
      setAnswer(undefined);
      const state = await changeLimitsAction(slug, wish).catch(() => undefined);
      if (state?.kind !== "ok") return setAnswer(state ?? "lost");
      setPassword("");
      setAsked(false);
      notify(t("saved"));
    });
  };
  const amountErrors = (isFine: boolean) => (asked && !isFine ? [t("amount_needed")] : undefined);
  const isWrong = typeof answer === "object" && answer.kind === "invalid" && answer.fieldErrors.password !== undefined;
  const passwordError = isWrong ? t("wrong_password") : asked && password === "" ? t("password_needed") : undefined;
  return {
    refund: { value: refund, onChange: setRefund, errors: amountErrors(refundRead.kind === "ok") },
    release: { value: release, onChange: setRelease, errors: amountErrors(releaseRead.kind === "ok") },
    password,
    setPassword,
    passwordErrors: passwordError === undefined ? undefined : [passwordError],
    refusal: answer === undefined ? undefined : refusalOf(answer === "lost" ? undefined : answer),
    busy,
    submit,
  };
}

/** The owner's own password is asked for: whoever finds an open session must not be able to widen what one person may do. */
export function LimitsForm({ slug, limits }: LimitsFormProps) {
  const t = useTranslations("escrow.limits");
  const form = useLimitsForm({ slug, limits });
  return (
    <Panel id="limits-form" title={t("now")} className="max-w-[560px]">
      <form className="panel-body grid gap-5" onSubmit={form.submit} noValidate>
        <div>
          <MoneyField id="refund-limit" name="refund_limit" label={t("refund")} currency="TL" {...form.refund} />
          <p className="hint">{t("refund_hint")}</p>
        </div>
        <div>
          <MoneyField id="release-limit" name="release_limit" label={t("release")} currency="TL" {...form.release} />
          <p className="hint">{t("release_hint")}</p>
        </div>
        <p className="hint">
          {t("zero")} {t("waiting")}
        </p>
        <TextField
          id="limits-password"
          type="password"
          autoComplete="current-password"
          label={t("password")}
          hint={t("password_hint")}
          errors={form.passwordErrors}
          value={form.password}
          onChange={(event) => form.setPassword(event.target.value)}
        />
        <RefusalNote text={form.refusal} />
        <div>
          <Button type="submit" tone="primary" busy={form.busy}>
            {t("save")}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
