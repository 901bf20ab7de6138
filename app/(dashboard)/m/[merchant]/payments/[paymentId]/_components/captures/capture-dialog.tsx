"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { MoneyField } from "@/app/_components/ui/fields/money-field";
import { Dialog } from "@/app/_components/ui/overlays/dialog";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { formatAmount, formatMoney } from "@/lib/kernel/format-money";
import { type MoneyLocale, parseMoney } from "@/lib/kernel/parse-money";
import { capturePaymentAction } from "../../capture-actions";
import { useCaptureAction } from "./use-capture-action";

type CaptureDialogProps = { slug: string; paymentId: string; held: bigint; onClose: () => void };

/** Takes all or a part of a held amount. A lost answer sent again from the same dialog is the same command. */
export function CaptureDialog({ slug, paymentId, held, onClose }: CaptureDialogProps) {
  const t = useTranslations("captures");
  const common = useTranslations("common");
  const locale = useLocale() as MoneyLocale;
  const notify = useNotify();
  const [text, setText] = useState(() => formatAmount(held, locale));
  const [asked, setAsked] = useState(false);
  const { run, busy, refusal } = useCaptureAction(slug);
  const reading = parseMoney(text, locale);
  const amount = reading.kind === "ok" && reading.minorUnits <= held ? reading.minorUnits : undefined;
  const tooMuch = reading.kind === "ok" && amount === undefined;
  const shown = (value: bigint) => formatMoney(value, "TRY", locale);
  const problem = tooMuch ? t("capture_dialog.too_much", { amount: shown(held) }) : t("capture_dialog.needed");

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (amount === undefined) return;
    run(
      (command) => capturePaymentAction(slug, command, { payment_id: paymentId, amount: Number(amount) }),
      () => {
        onClose();
        notify(t("asked"));
      },
    );
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t("capture_dialog.title")}
      closeLabel={common("close")}
      foot={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form="capture-form" tone="primary" busy={busy}>
            {t("capture_dialog.confirm", { amount: shown(amount ?? held) })}
          </Button>
        </>
      }
    >
      <form id="capture-form" className="grid gap-4" onSubmit={submit} noValidate>
        <div className="grid gap-2">
          <MoneyField
            id="capture-amount"
            name="amount"
            label={t("capture_dialog.amount")}
            value={text}
            currency="TL"
            errors={tooMuch || (asked && amount === undefined) ? [problem] : undefined}
            onChange={setText}
          />
          <p className="hint">{t("capture_dialog.most", { amount: shown(held) })}</p>
        </div>
        {amount !== undefined && amount < held ? (
          <p className="note note-wait">{t("capture_dialog.rest", { amount: shown(held - amount) })}</p>
        ) : null}
        <RefusalNote text={refusal} />
      </form>
    </Dialog>
  );
}
