"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useCaseAction } from "@/app/_components/escrow/use-case-action";
import { FormDialog } from "@/app/_components/form-dialog";
import { TextArea } from "@/app/_components/ui/fields/text-field";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { resolveAction } from "../../actions";
import type { CaseDialogProps } from "./case-dialog";
import { whySecond } from "./money-effect";

const OUTCOMES = ["release", "refund", "withdrawn"] as const;
type Outcome = (typeof OUTCOMES)[number];

/** Who was right decides where the money goes. Nothing is chosen beforehand. */
export function ResolveDialog({ slug, escrow, onClose }: CaseDialogProps) {
  const t = useTranslations("escrow");
  const locale = useLocale() as MoneyLocale;
  const notify = useNotify();
  const [outcome, setOutcome] = useState<Outcome | undefined>();
  const [note, setNote] = useState("");
  const [asked, setAsked] = useState(false);
  const { run, busy, refusal } = useCaseAction(slug);
  const held = BigInt(escrow.amount_held);
  const words = (minor: bigint) => formatMoney(minor, "TRY", locale);
  const needsSecond = outcome === "refund" && whySecond("refund", escrow, held).length > 0;
  const hasNote = note.trim() !== "";
  const submit = () => {
    setAsked(true);
    if (outcome === undefined || !hasNote) return;
    run(
      (command) => resolveAction(slug, command, { id: escrow.id, outcome, note: note.trim() }),
      () => {
        onClose();
        notify(t("done.resolve"));
      },
    );
  };
  return (
    <FormDialog
      id="case-resolve"
      title={t("action.resolve")}
      text={t("dialog.resolve_text")}
      confirm={t("dialog.resolve")}
      tone={outcome === "refund" ? "danger" : "primary"}
      busy={busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <fieldset className="grid gap-1">
        <legend className="field-label">{t("dialog.outcome")}</legend>
        {OUTCOMES.map((value) => (
          <label key={value} className="radio-row">
            <input
              type="radio"
              name="outcome"
              value={value}
              checked={outcome === value}
              onChange={() => setOutcome(value)}
            />
            <span>{t(`dialog.outcome_${value}`, { amount: words(held) })}</span>
          </label>
        ))}
        {asked && outcome === undefined ? <p className="field-error">{t("dialog.needed")}</p> : null}
      </fieldset>
      {needsSecond ? (
        <p className="hint">{t("dialog.outcome_refund_second", { limit: words(BigInt(escrow.rule.refund_limit)) })}</p>
      ) : null}
      <TextArea
        id="resolve-note"
        label={t("dialog.reason")}
        hint={t("dialog.reason_hint")}
        errors={asked && !hasNote ? [t("dialog.reason_needed")] : undefined}
        value={note}
        maxLength={300}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormDialog>
  );
}
