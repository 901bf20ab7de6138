"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useCaseAction } from "@/app/_components/escrow/use-case-action";
import { FormDialog } from "@/app/_components/form-dialog";
import { TextArea } from "@/app/_components/ui/fields/text-field";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import type { DisputeView } from "@/lib/escrow/desk/escrow-view";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { settleChargebackAction } from "../actions";

type SettleDialogProps = { slug: string; dispute: DisputeView; onClose: () => void };
const OUTCOMES = ["won", "lost"] as const;

/** How a chargeback ended. Nothing is chosen beforehand: the two move money in opposite ways. */
export function SettleDialog({ slug, dispute, onClose }: SettleDialogProps) {
  const t = useTranslations("escrow.disputes");
  const words = useTranslations("escrow.dialog");
  const common = useTranslations("common");
  const locale = useLocale() as MoneyLocale;
  const notify = useNotify();
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number] | undefined>();
  const [note, setNote] = useState("");
  const [asked, setAsked] = useState(false);
  const { run, busy, refusal } = useCaseAction(slug);
  const money = (minor: number) => formatMoney(BigInt(minor), "TRY", locale);
  const submit = () => {
    setAsked(true);
    if (outcome === undefined) return;
    const said = note.trim() === "" ? {} : { note: note.trim() };
    run(
      (command) => settleChargebackAction(slug, command, { id: dispute.id, outcome, ...said }),
      () => {
        onClose();
        notify(t("settled"));
      },
    );
  };
  return (
    <FormDialog
      id="settle-chargeback"
      title={t("settle_title")}
      confirm={t("settle_confirm")}
      tone={outcome === "lost" ? "danger" : "primary"}
      busy={busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <fieldset className="grid gap-1">
        <legend className="sr-only">{t("settle_title")}</legend>
        {OUTCOMES.map((value) => (
          <label key={value} className="radio-row">
            <input
              type="radio"
              name="outcome"
              value={value}
              checked={outcome === value}
              onChange={() => setOutcome(value)}
            />
            <span>{t(value, { amount: money(dispute.amount) })}</span>
          </label>
        ))}
        {asked && outcome === undefined ? <p className="field-error">{words("needed")}</p> : null}
      </fieldset>
      {outcome ? (
        <p className="note note-info">
          <span className="col-span-2">{t(`${outcome}_effect`, { amount: money(dispute.from_released) })}</span>
        </p>
      ) : null}
      <TextArea
        id="settle-note"
        label={t("settle_note")}
        optional={common("optional")}
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormDialog>
  );
}
