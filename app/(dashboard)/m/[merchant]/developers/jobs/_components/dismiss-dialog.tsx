"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { TextArea } from "@/app/_components/ui/fields/text-field";
import { Dialog } from "@/app/_components/ui/overlays/dialog";

type DismissDialogProps = {
  busy: boolean;
  refusal: string | undefined;
  onConfirm: (reason: string) => void;
  onClose: () => void;
};

export function DismissDialog({ busy, refusal, onConfirm, onClose }: DismissDialogProps) {
  const t = useTranslations("jobs.dismiss_dialog");
  const common = useTranslations("common");
  const [reason, setReason] = useState("");
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t("title")}
      closeLabel={common("close")}
      foot={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button tone="danger" busy={busy} onClick={() => onConfirm(reason)}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      <p>{t("text")}</p>
      <TextArea
        id="dismiss-reason"
        label={t("reason")}
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.target.value)}
      />
      <RefusalNote text={refusal} />
    </Dialog>
  );
}
