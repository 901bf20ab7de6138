"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useCaseAction } from "@/app/_components/escrow/use-case-action";
import { FormDialog } from "@/app/_components/form-dialog";
import { TextArea } from "@/app/_components/ui/fields/text-field";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { disputeAction } from "../../actions";
import type { CaseDialogProps } from "./case-dialog";

/** Stops every clock of the case, with the reason. */
export function ReasonDialog({ slug, escrow, onClose }: CaseDialogProps) {
  const t = useTranslations("escrow");
  const notify = useNotify();
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const { run, busy, refusal } = useCaseAction(slug);
  const hasReason = reason.trim() !== "";
  const submit = () => {
    setAsked(true);
    if (!hasReason) return;
    run(
      (command) => disputeAction(slug, command, { id: escrow.id, reason: reason.trim() }),
      () => {
        onClose();
        notify(t("done.dispute"));
      },
    );
  };
  return (
    <FormDialog
      id="case-dispute"
      title={t("action.dispute")}
      text={t("dialog.dispute_text")}
      confirm={t("dialog.dispute")}
      tone="danger"
      busy={busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextArea
        id="dispute-reason"
        label={t("dialog.reason")}
        hint={t("dialog.reason_hint")}
        errors={asked && !hasReason ? [t("dialog.reason_needed")] : undefined}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}
