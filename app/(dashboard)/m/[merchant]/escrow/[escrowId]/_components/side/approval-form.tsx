"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useCaseAction } from "@/app/_components/escrow/use-case-action";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { MoneyField } from "@/app/_components/ui/fields/money-field";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import type { EscrowCase } from "@/lib/escrow/desk/escrow-view";
import type { EscrowRequestDto } from "@/lib/escrow/schemas";
import { formatMoney } from "@/lib/kernel/format-money";
import { type MoneyLocale, parseMoney } from "@/lib/kernel/parse-money";
import { approveAction } from "../../actions";

type ApprovalFormProps = { slug: string; escrow: EscrowCase; request: EscrowRequestDto; isSeen: boolean };

/** The amount is typed by hand, and the answer names the version of the case that stood on this screen. */
export function ApprovalForm({ slug, escrow, request, isSeen }: ApprovalFormProps) {
  const t = useTranslations("escrow.approval");
  const locale = useLocale() as MoneyLocale;
  const notify = useNotify();
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState(false);
  const { run, busy, refusal } = useCaseAction(slug);
  const reading = parseMoney(typed, locale);
  const matches = reading.kind === "ok" && reading.minorUnits === BigInt(request.amount);
  const amount = formatMoney(BigInt(request.amount), "TRY", locale);
  const isStopped = request.kind === "release" && escrow.paused_at !== null;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!matches || !isSeen || isStopped) return;
    run(
      (command) =>
        approveAction(slug, command, {
          id: escrow.id,
          request_id: request.id,
          amount: Number(reading.minorUnits),
          seen_version: escrow.version,
        }),
      () => notify(t("approved")),
    );
  };

  return (
    <form className="grid gap-3" onSubmit={submit} noValidate>
      <MoneyField
        id={`approve-${request.id}`}
        name="amount"
        label={t("type")}
        value={typed}
        currency="TL"
        errors={asked && !matches ? [t("mismatch")] : undefined}
        onChange={setTyped}
      />
      <p className="hint">{t(`hint_${request.kind}`)}</p>
      {asked && !isSeen ? <RefusalNote text={t("seen_needed")} /> : null}
      {isStopped ? <RefusalNote text={t("disputed")} /> : <RefusalNote text={refusal} />}
      <Button type="submit" tone="primary" size="lg" wide busy={busy} disabled={isStopped}>
        {t(`confirm_${request.kind}`, { amount })}
      </Button>
    </form>
  );
}
