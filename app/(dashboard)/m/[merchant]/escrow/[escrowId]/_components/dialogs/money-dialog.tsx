"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useCaseAction } from "@/app/_components/escrow/use-case-action";
import { FormDialog } from "@/app/_components/form-dialog";
import { Button } from "@/app/_components/ui/button";
import { MoneyField } from "@/app/_components/ui/fields/money-field";
import { TextArea } from "@/app/_components/ui/fields/text-field";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { formatAmount, formatMoney } from "@/lib/kernel/format-money";
import { type MoneyLocale, parseMoney } from "@/lib/kernel/parse-money";
import { refundAction, releaseAction } from "../../actions";
import type { CaseDialogProps } from "./case-dialog";
import { MoneyEffect, whySecond } from "./money-effect";

type MoneyDialogProps = CaseDialogProps & { kind: "release" | "refund" };
/** What a refund's reason may hold. */
const NOTE_LENGTH = { release: 500, refund: 300 } as const;

function useMoneyForm(held: bigint, most: number) {
  const t = useTranslations("escrow.dialog");
  const locale = useLocale() as MoneyLocale;
  // What is held may shrink while the window is open; the figure a person sees is theirs.
  const [text, setText] = useState(() => formatAmount(held, locale));
  const [note, setNote] = useState("");
  const [asked, setAsked] = useState(false);
  const reading = parseMoney(text, locale);
  const wanted = reading.kind === "ok" && reading.minorUnits > 0n ? reading.minorUnits : undefined;
  const isTooMuch = wanted !== undefined && wanted > held;
  const amount = isTooMuch ? undefined : wanted;
  const hasNote = note.trim() !== "" && note.length <= most;
  const amountError = isTooMuch ? t("too_much", { amount: formatMoney(held, "TRY", locale) }) : t("amount_needed");
  return {
    text,
    setText: (value: string) => setText(value),
    setAmount: (value: bigint) => setText(formatAmount(value, locale)),
    note,
    setNote,
    setAsked,
    amount,
    ready: amount !== undefined && hasNote,
    amountErrors: isTooMuch || (asked && amount === undefined) ? [amountError] : undefined,
    noteErrors: asked && !hasNote ? [t("reason_needed")] : undefined,
  };
}

/** Gives held money to the seller or back to the buyer, all of it or a part; says beforehand what will happen. */
export function MoneyDialog({ kind, slug, escrow, onClose }: MoneyDialogProps) {
  const t = useTranslations("escrow");
  const locale = useLocale() as MoneyLocale;
  const notify = useNotify();
  const held = BigInt(escrow.amount_held);
  const form = useMoneyForm(held, NOTE_LENGTH[kind]);
  const { run, busy, refusal } = useCaseAction(slug);
  const amount = form.amount ?? held;
  const needsSecond = whySecond(kind, escrow, amount).length > 0;
  const act = kind === "release" ? releaseAction : refundAction;

  const submit = () => {
    form.setAsked(true);
    if (!form.ready || form.amount === undefined) return;
    const wish = { id: escrow.id, amount: Number(form.amount), note: form.note.trim() };
    run(
      (command) => act(slug, command, wish),
      () => {
        onClose();
        notify(t(`done.${kind}`));
      },
    );
  };

  return (
    <FormDialog
      id={`case-${kind}`}
      title={t(`action.${kind}`)}
      confirm={t(`dialog.${kind}_${needsSecond ? "ask" : "confirm"}`, { amount: formatMoney(amount, "TRY", locale) })}
      tone={kind === "refund" ? "danger" : "primary"}
      busy={busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="grid gap-2">
        <MoneyField
          id={`${kind}-amount`}
          name="amount"
          label={t("dialog.amount")}
          value={form.text}
          currency="TL"
          errors={form.amountErrors}
          onChange={form.setText}
        />
        <p className="flex flex-wrap gap-2">
          <Button size="sm" onClick={() => form.setAmount(held / 2n)}>
            {t("dialog.half")}
          </Button>
          <Button size="sm" onClick={() => form.setAmount(held)}>
            {t("dialog.all")}
          </Button>
        </p>
        <p className="hint">{t("dialog.at_most", { amount: formatMoney(held, "TRY", locale) })}</p>
      </div>
      <TextArea
        id={`${kind}-note`}
        label={t("dialog.reason")}
        hint={t("dialog.reason_hint")}
        errors={form.noteErrors}
        value={form.note}
        maxLength={NOTE_LENGTH[kind]}
        onChange={(event) => form.setNote(event.target.value)}
      />
      <MoneyEffect kind={kind} escrow={escrow} amount={amount} />
    </FormDialog>
  );
}
