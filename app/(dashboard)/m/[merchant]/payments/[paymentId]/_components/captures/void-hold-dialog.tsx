"use client";

import { useLocale, useTranslations } from "next-intl";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { Dialog } from "@/app/_components/ui/overlays/dialog";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { voidAuthorisationAction } from "../../capture-actions";
import { useCaptureAction } from "./use-capture-action";

type VoidHoldDialogProps = { slug: string; paymentId: string; held: bigint; onClose: () => void };

/** Lets a held amount go: nothing was charged and nothing can be charged with it afterwards. */
export function VoidHoldDialog({ slug, paymentId, held, onClose }: VoidHoldDialogProps) {
  const t = useTranslations("captures");
  const common = useTranslations("common");
  const locale = useLocale() as MoneyLocale;
  const notify = useNotify();
  const { run, busy, refusal } = useCaptureAction(slug);
  const confirm = () =>
    run(
      (command) => voidAuthorisationAction(slug, command, { payment_id: paymentId }),
      () => {
        onClose();
        notify(t("asked"));
      },
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t("void_dialog.title")}
      closeLabel={common("close")}
      foot={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button tone="danger" busy={busy} onClick={confirm}>
            {t("void_dialog.confirm")}
          </Button>
        </>
      }
    >
      <p>{t("void_dialog.text", { amount: formatMoney(held, "TRY", locale) })}</p>
      <RefusalNote text={refusal} />
    </Dialog>
  );
}
