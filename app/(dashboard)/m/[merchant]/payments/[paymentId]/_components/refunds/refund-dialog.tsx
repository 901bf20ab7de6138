"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Icon } from "@/app/_components/icons";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { useRefundAction } from "@/app/_components/refunds/use-refund-action";
import { Button } from "@/app/_components/ui/button";
import { MoneyField } from "@/app/_components/ui/fields/money-field";
import { TextArea } from "@/app/_components/ui/fields/text-field";
import { Dialog } from "@/app/_components/ui/overlays/dialog";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { formatAmount, formatMoney } from "@/lib/kernel/format-money";
import { type MoneyLocale, parseMoney } from "@/lib/kernel/parse-money";
import { requestRefundAction } from "../../actions";
import { RefundEffect } from "./refund-effect";
import type { RefundTerms } from "./refund-terms";

type RefundDialogProps = { slug: string; paymentId: string; terms: RefundTerms; onClose: () => void };

const QUARTERS = [1n, 2n] as const;

function QuickAmounts({ left, onPick }: { left: bigint; onPick: (amount: bigint) => void }) {
  const t = useTranslations("refunds.request");
  const locale = useLocale();
  const percent = new Intl.NumberFormat(locale, { style: "percent" });
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">{t("quick")}</legend>
      {QUARTERS.map((quarters) => (
        <Button key={String(quarters)} size="sm" onClick={() => onPick((left * quarters) / 4n)}>
          {percent.format(Number(quarters) / 4)}
        </Button>
      ))}
      <Button size="sm" onClick={() => onPick(left)}>
        {t("all")}
      </Button>
    </fieldset>
  );
}

function useRefundForm(terms: RefundTerms) {
  const t = useTranslations("refunds.request");
  const locale = useLocale() as MoneyLocale;
  // What is left may shrink while the form is open; the figure a person sees is theirs.
  const [text, setText] = useState(() => formatAmount(terms.left, locale));
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const reading = parseMoney(text, locale);
  const amount = reading.kind === "ok" ? reading.minorUnits : undefined;
  const tooMuch = amount !== undefined && amount > terms.left;
  const amountError = tooMuch ? t("too_much", { amount: formatMoney(terms.left, "TRY", locale) }) : t("amount_needed");
  const hasAmount = amount !== undefined && !tooMuch;
  const hasReason = reason.trim() !== "" && reason.length <= 300;
  return {
    text,
    setText,
    reason,
    setReason,
    setAsked,
    amount: hasAmount ? amount : undefined,
    ready: hasAmount && hasReason,
    amountErrors: tooMuch || (asked && !hasAmount) ? [amountError] : undefined,
    reasonErrors: asked && !hasReason ? [t("reason_needed")] : undefined,
  };
}

export function RefundDialog({ slug, paymentId, terms, onClose }: RefundDialogProps) {
  const t = useTranslations("refunds");
  const pos = useTranslations("pos.refund");
  const common = useTranslations("common");
  const locale = useLocale() as MoneyLocale;
  const notify = useNotify();
  const form = useRefundForm(terms);
  const { run, busy, refusal } = useRefundAction(slug);
  const shown = formatMoney(form.amount ?? terms.left, "TRY", locale);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.setAsked(true);
    const { amount, reason, ready } = form;
    if (!ready || amount === undefined) return;
    run(
      (command) =>
        requestRefundAction(slug, command, { payment_id: paymentId, amount: Number(amount), reason: reason.trim() }),
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
      title={t("request.title")}
      closeLabel={common("close")}
      foot={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form="refund-form" tone="danger" busy={busy}>
            {t("request.confirm", { amount: shown })}
          </Button>
        </>
      }
    >
      <form id="refund-form" className="grid gap-4" onSubmit={submit} noValidate>
        {terms.wholeOnly ? (
          <p className="note">
            <Icon name="info" />
            <span>{pos("whole_only", { amount: shown })}</span>
          </p>
        ) : (
          <div className="grid gap-2">
            <MoneyField
              id="refund-amount"
              name="amount"
              label={t("request.amount")}
              value={form.text}
              currency="TL"
              errors={form.amountErrors}
              onChange={form.setText}
            />
            <QuickAmounts left={terms.left} onPick={(amount) => form.setText(formatAmount(amount, locale))} />
            <p className="hint">{t("request.left", { amount: formatMoney(terms.left, "TRY", locale) })}</p>
          </div>
        )}
        <TextArea
          id="refund-reason"
          name="reason"
          label={t("request.reason")}
          hint={t("request.reason_hint")}
          errors={form.reasonErrors}
          value={form.reason}
          onChange={(event) => form.setReason(event.target.value)}
        />
        {form.amount === undefined ? null : <RefundEffect terms={terms} amount={form.amount} />}
        <RefusalNote text={refusal} />
      </form>
    </Dialog>
  );
}
