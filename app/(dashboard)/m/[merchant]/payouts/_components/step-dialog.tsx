"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { MoneyField } from "@/app/_components/ui/fields/money-field";
import { SegmentedControl } from "@/app/_components/ui/fields/segmented-control";
import { Dialog } from "@/app/_components/ui/overlays/dialog";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { routes } from "@/app/_lib/routes";
import { formatMoney } from "@/lib/kernel/format-money";
import { type MoneyLocale, parseMoney } from "@/lib/kernel/parse-money";
import type { PayoutView } from "@/lib/payouts/schemas";
import { approvePayoutsAction, exportPayoutsAction, requestPayoutsAction } from "../actions";
import type { Step } from "../list-params";
import { usePayoutAction } from "./use-payout-action";

type StepDialogProps = {
  slug: string;
  step: Exclude<Step, "exported">;
  payouts: readonly PayoutView[];
  onClose: () => void;
};

/** One step for all that were chosen. Approving asks for the sum once more, so that a yes is never a reflex. */
export function StepDialog({ slug, step, payouts, onClose }: StepDialogProps) {
  const t = useTranslations("payouts");
  const common = useTranslations("common");
  const locale = useLocale() as MoneyLocale;
  const notify = useNotify();
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState(false);
  const [way, setWay] = useState<"file" | "provider">("file");
  const { run, busy, refusal } = usePayoutAction(slug);
  const ids = payouts.map(({ id }) => id);
  const sum = payouts.reduce((total, { amount }) => total + BigInt(amount), 0n);
  const amount = formatMoney(sum, "TRY", locale);
  const reading = parseMoney(typed, locale);
  const matches = step !== "awaiting_approval" || (reading.kind === "ok" && reading.minorUnits === sum);

  const act = async (command: string) => {
    if (step === "waiting") return requestPayoutsAction(slug, command, { ids, way });
    if (step === "awaiting_approval") return approvePayoutsAction(slug, command, { ids, amount: Number(sum) });
    const answer = await exportPayoutsAction(slug, command, ids);
    if (answer.kind === "ok") window.location.assign(routes.api.payoutFile(slug, answer.value.id));
    return answer;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!matches) return;
    run(act, () => {
      onClose();
      notify(t(`step.${step}.done`));
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t(`step.${step}.dialog`)}
      closeLabel={common("close")}
      foot={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            type="submit"
            form="payout-step"
            tone={step === "awaiting_approval" ? "danger" : "primary"}
            busy={busy}
          >
            {t(`step.${step}.confirm`, { amount })}
          </Button>
        </>
      }
    >
      <form id="payout-step" className="grid gap-3" onSubmit={submit} noValidate>
        <p>{t(`step.${step}.text`, { count: payouts.length, amount })}</p>
        {step === "waiting" && payouts.every(({ can_provider }) => can_provider) ? (
          <SegmentedControl
            name="way"
            label={t("way.label")}
            value={way}
            segments={[
              { value: "file", label: t("way.file") },
              { value: "provider", label: t("way.provider") },
            ]}
            onChange={(value) => setWay(value === "provider" ? "provider" : "file")}
          />
        ) : null}
        {step === "awaiting_approval" ? (
          <MoneyField
            id="payout-sum"
            name="amount"
            label={t("step.awaiting_approval.type", { amount })}
            value={typed}
            currency="TL"
            errors={asked && !matches ? [t("step.awaiting_approval.mismatch")] : undefined}
            onChange={setTyped}
          />
        ) : null}
        <RefusalNote text={refusal} />
      </form>
    </Dialog>
  );
}
