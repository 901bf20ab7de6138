"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { useRefundAction } from "@/app/_components/refunds/use-refund-action";
import { Button } from "@/app/_components/ui/button";
import { TextArea } from "@/app/_components/ui/fields/text-field";
import { Dialog } from "@/app/_components/ui/overlays/dialog";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { voidPaymentAction } from "../../actions";
import { RefundEffect } from "./refund-effect";
import type { RefundTerms } from "./refund-terms";

type VoidDialogProps = { slug: string; paymentId: string; terms: RefundTerms; onClose: () => void };

export function VoidDialog({ slug, paymentId, terms, onClose }: VoidDialogProps) {
  const t = useTranslations("refunds");
  const common = useTranslations("common");
  const locale = useLocale() as MoneyLocale;
  const notify = useNotify();
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const { run, busy, refusal } = useRefundAction(slug);
  const amount = formatMoney(terms.charged, "TRY", locale);
  const hasReason = reason.trim() !== "" && reason.length <= 300;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!hasReason) return;
    run(
      (command) => voidPaymentAction(slug, command, { payment_id: paymentId, reason: reason.trim() }),
      () => {
        onClose();
        notify(t("void_requested"));
      },
    );
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t("void.title")}
      closeLabel={common("close")}
      foot={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form="void-form" tone="danger" busy={busy}>
            {t("void.confirm", { amount })}
          </Button>
        </>
      }
    >
      <form id="void-form" className="grid gap-4" onSubmit={submit} noValidate>
        <p>{t("void.text", { amount })}</p>
        <TextArea
          id="void-reason"
          name="reason"
          label={t("request.reason")}
          hint={t("request.reason_hint")}
          errors={asked && !hasReason ? [t("request.reason_needed")] : undefined}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <RefundEffect terms={terms} amount={terms.charged} />
        <RefusalNote text={refusal} />
      </form>
    </Dialog>
  );
}
