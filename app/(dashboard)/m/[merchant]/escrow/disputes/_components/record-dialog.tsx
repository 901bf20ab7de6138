"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useCaseAction } from "@/app/_components/escrow/use-case-action";
import { FormDialog } from "@/app/_components/form-dialog";
import { MoneyField } from "@/app/_components/ui/fields/money-field";
import { TextArea, TextField } from "@/app/_components/ui/fields/text-field";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { type MoneyLocale, parseMoney } from "@/lib/kernel/parse-money";
import { type ChargebackWish, openChargebackAction } from "../actions";
import { instantOf } from "./deadline-text";

const EMPTY = { payment: "", amount: "", reason: "", reference: "", deadline: "" };
type Draft = typeof EMPTY;

/** The wish, or undefined while a field that is needed is missing or cannot be read. */
function wishOf(draft: Draft, locale: MoneyLocale): ChargebackWish | undefined {
  const reading = parseMoney(draft.amount, locale);
  const isAll = draft.amount.trim() === "";
  if (draft.payment.trim() === "" || draft.reason.trim() === "" || (!isAll && reading.kind !== "ok")) return undefined;
  const deadline = instantOf(draft.deadline);
  return {
    payment_id: draft.payment.trim(),
    reason: draft.reason.trim(),
    ...(!isAll && reading.kind === "ok" ? { amount: Number(reading.minorUnits) } : {}),
    ...(draft.reference.trim() === "" ? {} : { provider_reference: draft.reference.trim() }),
    ...(deadline === undefined ? {} : { deadline_at: deadline }),
  };
}

/** What the card's bank took back, as the provider's letter says. */
export function RecordDialog({ slug, onClose }: { slug: string; onClose: () => void }) {
  const t = useTranslations("escrow.disputes");
  const words = useTranslations("escrow.dialog");
  const common = useTranslations("common");
  const locale = useLocale() as MoneyLocale;
  const notify = useNotify();
  const [draft, setDraft] = useState(EMPTY);
  const [asked, setAsked] = useState(false);
  const { run, busy, refusal } = useCaseAction(slug);
  const set = (part: Partial<Draft>) => setDraft((last) => ({ ...last, ...part }));
  const needed = (value: string) => (asked && value.trim() === "" ? [words("needed")] : undefined);
  const submit = () => {
    setAsked(true);
    const wish = wishOf(draft, locale);
    if (wish === undefined) return;
    run(
      (command) => openChargebackAction(slug, command, wish),
      () => {
        onClose();
        notify(t("recorded"));
      },
    );
  };
  return (
    <FormDialog
      id="record-chargeback"
      title={t("record_title")}
      text={t("record_text")}
      confirm={t("record_confirm")}
      tone="danger"
      busy={busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        id="chargeback-payment"
        label={t("payment")}
        hint={t("payment_hint")}
        errors={needed(draft.payment)}
        value={draft.payment}
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        onChange={(event) => set({ payment: event.target.value })}
      />
      <div>
        <MoneyField
          id="chargeback-amount"
          name="amount"
          label={t("amount")}
          value={draft.amount}
          currency="TL"
          errors={
            asked && draft.amount.trim() !== "" && parseMoney(draft.amount, locale).kind !== "ok"
              ? [words("amount_needed")]
              : undefined
          }
          onChange={(amount) => set({ amount })}
        />
        <p className="hint">{t("amount_hint")}</p>
      </div>
      <TextArea
        id="chargeback-reason"
        label={t("reason")}
        errors={needed(draft.reason)}
        value={draft.reason}
        maxLength={500}
        onChange={(event) => set({ reason: event.target.value })}
      />
      <TextField
        id="chargeback-reference"
        label={t("reference")}
        optional={common("optional")}
        value={draft.reference}
        autoComplete="off"
        maxLength={80}
        onChange={(event) => set({ reference: event.target.value })}
      />
      <TextField
        id="chargeback-deadline"
        type="datetime-local"
        label={t("deadline")}
        optional={common("optional")}
        value={draft.deadline}
        onChange={(event) => set({ deadline: event.target.value })}
      />
    </FormDialog>
  );
}
