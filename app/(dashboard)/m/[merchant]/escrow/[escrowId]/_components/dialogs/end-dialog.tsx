"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useCaseAction } from "@/app/_components/escrow/use-case-action";
import { FormDialog } from "@/app/_components/form-dialog";
import { TextArea } from "@/app/_components/ui/fields/text-field";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import type { EscrowRequestDto } from "@/lib/escrow/schemas";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { rejectAction, withdrawAction } from "../../actions";
import type { CaseDialogProps } from "./case-dialog";

type EndDialogProps = CaseDialogProps & { kind: "reject" | "withdraw"; request: EscrowRequestDto };

/** Ends a request that moved no money: the second person's no with its reason, or second thoughts. */
export function EndDialog({ kind, slug, escrow, request, onClose }: EndDialogProps) {
  const t = useTranslations("escrow");
  const locale = useLocale() as MoneyLocale;
  const notify = useNotify();
  const [note, setNote] = useState("");
  const [asked, setAsked] = useState(false);
  const { run, busy, refusal } = useCaseAction(slug);
  const isReject = kind === "reject";
  // A refund's no has no place for words.
  const asksWhy = isReject && request.kind === "release";
  const isMissing = asksWhy && note.trim() === "";
  const words = { amount: formatMoney(BigInt(request.amount), "TRY", locale) };
  const text = isReject && request.kind === "refund" ? "reject_text_refund" : `${kind}_text`;
  const submit = () => {
    setAsked(true);
    if (isMissing) return;
    const wish = { id: escrow.id, request_id: request.id, ...(asksWhy ? { note: note.trim() } : {}) };
    run(
      (command) => (isReject ? rejectAction : withdrawAction)(slug, command, wish),
      () => {
        onClose();
        notify(t(isReject ? "approval.rejected" : "approval.withdrawn"));
      },
    );
  };
  return (
    <FormDialog
      id="case-end"
      title={t(`dialog.${kind}_title`)}
      text={t(`dialog.${text}`, words)}
      confirm={t(`dialog.${kind}`)}
      tone="danger"
      busy={busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      {asksWhy ? (
        <TextArea
          id="reject-note"
          label={t("dialog.reason")}
          hint={t("dialog.reason_hint")}
          errors={asked && isMissing ? [t("dialog.reason_needed")] : undefined}
          value={note}
          maxLength={500}
          onChange={(event) => setNote(event.target.value)}
        />
      ) : null}
    </FormDialog>
  );
}
