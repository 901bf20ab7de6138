"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ExactTime } from "@/app/_components/exact-time";
import { Money } from "@/app/_components/money";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { useRefundAction } from "@/app/_components/refunds/use-refund-action";
import { Button } from "@/app/_components/ui/button";
import { Fact } from "@/app/_components/ui/facts";
import { MoneyField } from "@/app/_components/ui/fields/money-field";
import { Dialog } from "@/app/_components/ui/overlays/dialog";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { formatMoney } from "@/lib/kernel/format-money";
import { type MoneyLocale, parseMoney } from "@/lib/kernel/parse-money";
import type { RefundView } from "@/lib/refunds/schemas";
import { approveRefundAction } from "../actions";

type ApproveDialogProps = { slug: string; refund: RefundView; onClose: () => void };

/** The second person types the amount they saw, so that a yes is never a reflex. */
export function ApproveDialog({ slug, refund, onClose }: ApproveDialogProps) {
  const t = useTranslations("refunds");
  const common = useTranslations("common");
  const locale = useLocale() as MoneyLocale;
  const notify = useNotify();
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState(false);
  const { run, busy, refusal } = useRefundAction(slug);
  const amount = formatMoney(BigInt(refund.amount), "TRY", locale);
  const reading = parseMoney(typed, locale);
  const matches = reading.kind === "ok" && reading.minorUnits === BigInt(refund.amount);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!matches) return;
    run(
      (command) => approveRefundAction(slug, command, { id: refund.id, amount: Number(reading.minorUnits) }),
      () => {
        onClose();
        notify(t("approved"));
      },
    );
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t("approve_dialog.title")}
      closeLabel={common("close")}
      foot={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form="approve-form" tone="danger" busy={busy}>
            {t("approve_dialog.confirm", { amount })}
          </Button>
        </>
      }
    >
      <dl className="facts">
        <Fact name={t("approve_dialog.amount")}>
          <b className="font-semibold">
            <Money minorUnits={refund.amount} />
          </b>
        </Fact>
        <Fact name={t("approve_dialog.who")}>{refund.requested_by_name ?? t("someone")}</Fact>
        <Fact name={t("approve_dialog.when")}>
          <ExactTime iso={refund.created_at} />
        </Fact>
        <Fact name={t("approve_dialog.why")}>{refund.reason}</Fact>
        <Fact name={t("approve_dialog.payment")}>
          <span className="mono">{refund.payment_id}</span>
        </Fact>
      </dl>
      <form id="approve-form" className="grid gap-3" onSubmit={submit} noValidate>
        <MoneyField
          id="approve-amount"
          name="amount"
          label={t("approve_dialog.type")}
          value={typed}
          currency="TL"
          errors={asked && !matches ? [t("approve_dialog.mismatch")] : undefined}
          onChange={setTyped}
        />
        <p className="hint">{t("approve_dialog.type_hint", { amount })}</p>
        <p>{t("approve_dialog.text")}</p>
        <RefusalNote text={refusal} />
      </form>
    </Dialog>
  );
}
