"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useCaseAction } from "@/app/_components/escrow/use-case-action";
import { FormDialog } from "@/app/_components/form-dialog";
import { TextField } from "@/app/_components/ui/fields/text-field";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { dayAndMinute } from "@/app/_lib/time-format";
import { extendAction } from "../../actions";
import type { CaseDialogProps } from "./case-dialog";

const DAY_MS = 86_400_000;
const MOST_DAYS = 90;
const FIRST = "7";

export function ExtendDialog({ slug, escrow, onClose }: CaseDialogProps) {
  const t = useTranslations("escrow");
  const locale = useLocale();
  const notify = useNotify();
  const [text, setText] = useState(FIRST);
  const { run, busy, refusal } = useCaseAction(slug);
  const days = /^\d{1,2}$/.test(text.trim()) ? Number(text) : 0;
  const isFine = days >= 1 && days <= MOST_DAYS;
  const now = Date.parse(escrow.auto_release_at ?? escrow.now);
  const time = dayAndMinute(new Date(now).toISOString(), locale);
  const after = dayAndMinute(new Date(now + days * DAY_MS).toISOString(), locale);
  const submit = () => {
    if (!isFine) return;
    run(
      (command) => extendAction(slug, command, { id: escrow.id, days }),
      () => {
        onClose();
        notify(t("done.extend"));
      },
    );
  };
  return (
    <FormDialog
      id="case-extend"
      title={t("action.extend")}
      confirm={t("dialog.extend", { days })}
      busy={busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        id="extend-days"
        label={t("dialog.days")}
        inputMode="numeric"
        autoComplete="off"
        errors={isFine ? undefined : [t("dialog.days_error")]}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <p aria-live="polite">{isFine ? t("dialog.extend_text", { time, after }) : null}</p>
    </FormDialog>
  );
}
