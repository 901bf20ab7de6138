"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { TextField } from "@/app/_components/ui/fields/text-field";
import { Dialog } from "@/app/_components/ui/overlays/dialog";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import type { PayoutView } from "@/lib/payouts/schemas";
import { markPayoutAction, withdrawPayoutAction } from "../actions";
import type { RowAction } from "./step-panel";
import { usePayoutAction } from "./use-payout-action";

type MarkDialogProps = { slug: string; payout: PayoutView; action: RowAction; onClose: () => void };

/** What became of one payout, as a person read it at the bank; or it is taken back before it left. */
export function MarkDialog({ slug, payout, action, onClose }: MarkDialogProps) {
  const t = useTranslations("payouts");
  const common = useTranslations("common");
  const locale = useLocale() as MoneyLocale;
  const notify = useNotify();
  const [reference, setReference] = useState("");
  const { run, busy, refusal } = usePayoutAction(slug);
  const { name } = payout.beneficiary;
  const amount = formatMoney(BigInt(payout.amount), "TRY", locale);

  const act = (command: string) => {
    if (action === "withdraw") return withdrawPayoutAction(slug, command, payout.id);
    const said = reference.trim() === "" ? {} : { reference: reference.trim() };
    return markPayoutAction(slug, command, { id: payout.id, outcome: action, ...said });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run(act, () => {
      onClose();
      notify(t(`mark.${action}.done`));
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t(`mark.${action}.dialog`)}
      closeLabel={common("close")}
      foot={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form="payout-mark" tone={action === "paid" ? "primary" : "danger"} busy={busy}>
            {t(`mark.${action}.confirm`)}
          </Button>
        </>
      }
    >
      <form id="payout-mark" className="grid gap-3" onSubmit={submit} noValidate>
        <p>{t(`mark.${action}.text`, { name, amount })}</p>
        {action === "withdraw" ? null : (
          <TextField
            id="payout-reference"
            label={t("mark.reference")}
            optional={common("optional")}
            maxLength={120}
            value={reference}
            onChange={({ target }) => setReference(target.value)}
          />
        )}
        <RefusalNote text={refusal} />
      </form>
    </Dialog>
  );
}
