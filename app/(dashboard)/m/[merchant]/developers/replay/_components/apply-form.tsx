"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/app/_components/ui/button";
import { TextArea, TextField } from "@/app/_components/ui/fields/text-field";
import { Panel } from "@/app/_components/ui/panel";

const LEAST_REASON = 3;

type ApplyFormProps = {
  busy: boolean;
  wrongPassword: boolean;
  onApply: (wish: { reason: string; password: string }) => void;
};

/** The reason stays in the audit log; the password because an open session is not enough. */
export function ApplyForm({ busy, wrongPassword, onApply }: ApplyFormProps) {
  const t = useTranslations("inbound.replay");
  const [reason, setReason] = useState("");
  const [password, setPassword] = useState("");
  const [asked, setAsked] = useState(false);
  const hasReason = reason.trim().length >= LEAST_REASON;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (hasReason && password !== "") onApply({ reason: reason.trim(), password });
  };
  const passwordError = wrongPassword
    ? t("wrong_password")
    : asked && password === ""
      ? t("password_needed")
      : undefined;
  return (
    <Panel id="replay-apply" title={t("apply_title")} className="max-w-[560px]">
      <form className="panel-body grid gap-4" onSubmit={submit} noValidate>
        <p className="hint">{t("apply_note")}</p>
        <TextArea
          id="replay-reason"
          label={t("why")}
          value={reason}
          maxLength={300}
          errors={asked && !hasReason ? [t("why_needed")] : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        <TextField
          id="replay-password"
          type="password"
          autoComplete="current-password"
          label={t("password")}
          value={password}
          errors={passwordError === undefined ? undefined : [passwordError]}
          onChange={(event) => setPassword(event.target.value)}
        />
        <div>
          <Button type="submit" tone="primary" busy={busy}>
            {t("apply")}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
