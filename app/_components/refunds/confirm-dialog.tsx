"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import type { RefundView } from "@/lib/refunds/schemas";
import { Button } from "../ui/button";
import { Dialog } from "../ui/overlays/dialog";
import { RefusalNote } from "./refusal-note";

type ConfirmDialogProps = {
  kind: "reject" | "withdraw";
  refund: RefundView;
  busy: boolean;
  refusal: string | undefined;
  onConfirm: () => void;
  onClose: () => void;
};

/** Ends a refund that was not sent: the amount is free again. */
export function ConfirmDialog({ kind, refund, busy, refusal, onConfirm, onClose }: ConfirmDialogProps) {
  const t = useTranslations("refunds");
  const common = useTranslations("common");
  const locale = useLocale() as MoneyLocale;
  const amount = formatMoney(BigInt(refund.amount), "TRY", locale);
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t(`${kind}_dialog.title`)}
      closeLabel={common("close")}
      foot={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button tone="danger" busy={busy} onClick={onConfirm}>
            {t(`${kind}_dialog.confirm`)}
          </Button>
        </>
      }
    >
      <p>{t(`${kind}_dialog.text`, { amount })}</p>
      <RefusalNote text={refusal} />
    </Dialog>
  );
}
