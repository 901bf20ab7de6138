"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { TextArea } from "@/app/_components/ui/fields/text-field";
import { Dialog } from "@/app/_components/ui/overlays/dialog";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { useMoneyAction } from "@/app/_lib/forms/use-money-action";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import type { PosSaleView } from "@/lib/pos/board/schemas";
import { reversePosSaleAction } from "../../actions";
import { usePosRefusal } from "./use-pos-action";

type ReverseDialogProps = { slug: string; sale: PosSaleView; onClose: () => void };
const MOST = 200;

/** The opened dialog is one wish: sent twice it is one reversal. */
export function ReverseDialog({ slug, sale, onClose }: ReverseDialogProps) {
  const t = useTranslations("pos.reverse");
  const common = useTranslations("common");
  const locale = useLocale() as MoneyLocale;
  const notify = useNotify();
  const [reason, setReason] = useState(() => (sale.status === "late_success" ? t("late_reason") : ""));
  const [asked, setAsked] = useState(false);
  const { run, busy, refusal } = useMoneyAction(slug, ["pos_session", "payment", "refund"], usePosRefusal());
  const amount = formatMoney(BigInt(sale.amount), sale.currency, locale);
  const hasReason = reason.trim() !== "" && reason.length <= MOST;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!hasReason) return;
    run(
      (command) => reversePosSaleAction(slug, command, { id: sale.id, reason: reason.trim() }),
      () => {
        onClose();
        notify(t("requested"));
      },
    );
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t("title")}
      closeLabel={common("close")}
      foot={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form="reverse-form" tone="danger" busy={busy}>
            {t("confirm", { amount })}
          </Button>
        </>
      }
    >
      <form id="reverse-form" className="grid gap-4" onSubmit={submit} noValidate>
        <p>{t("text", { amount, till: sale.terminal.name })}</p>
        <p className="hint">{t("whole")}</p>
        <TextArea
          id="reverse-reason"
          name="reason"
          label={t("reason")}
          errors={asked && !hasReason ? [t("reason_needed")] : undefined}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <RefusalNote text={refusal} />
      </form>
    </Dialog>
  );
}
