"use client";

import { useTranslations } from "next-intl";
import { ExactTime } from "@/app/_components/exact-time";
import { Money } from "@/app/_components/money";
import { Button } from "@/app/_components/ui/button";
import type { PayoutView } from "@/lib/payouts/schemas";
import type { Step } from "../list-params";
import type { May, RowAction } from "./step-panel";

type StepRowProps = {
  payout: PayoutView;
  step: Step;
  may: May;
  /** Undefined: it takes no part in the step, and the row says why. */
  checked: boolean | undefined;
  onToggle: () => void;
  onAction: (action: RowAction) => void;
};

function Why({ payout, step, checked }: Pick<StepRowProps, "payout" | "step" | "checked">) {
  const t = useTranslations("payouts");
  if (step === "waiting" && checked === undefined) {
    return (
      <span className="hint">
        {t("not_ready")} <ExactTime iso={payout.ready_at} />
      </span>
    );
  }
  if (step === "awaiting_approval") {
    const name = payout.requested_by_name ?? t("someone");
    return <span className="hint">{payout.is_own ? t("own") : t("asked_by", { name })}</span>;
  }
  if (step === "approved" && payout.way === "provider") return <span className="hint">{t("provider_sends")}</span>;
  return null;
}

const ACTIONS: Record<Step, readonly RowAction[]> = {
  waiting: [],
  awaiting_approval: ["withdraw"],
  approved: ["withdraw"],
  exported: ["failed", "paid"],
};

export function StepRow({ payout, step, may, checked, onToggle, onAction }: StepRowProps) {
  const t = useTranslations("payouts");
  const { name, iban } = payout.beneficiary;
  const grouped = iban.replace(/(.{4})(?=.)/g, "$1 ");
  const text = (
    <span className="grid min-w-0 gap-1">
      <span>
        <b className="font-semibold">
          <Money minorUnits={payout.amount} />
        </b>{" "}
        <span className="wrap-anywhere">{name}</span>
      </span>
      <span className="mono text-12 text-ink-2 wrap-anywhere">{grouped}</span>
      <Why payout={payout} step={step} checked={checked} />
    </span>
  );
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 border-b border-line-soft px-4 py-3 last:border-0">
      {checked === undefined ? (
        <div className="min-w-0 flex-[1_1_240px]">{text}</div>
      ) : (
        <label className="checkbox min-w-0 flex-[1_1_240px]" htmlFor={`choose-${payout.id}`}>
          <input id={`choose-${payout.id}`} type="checkbox" checked={checked} onChange={onToggle} />
          {text}
        </label>
      )}
      {may.request && ACTIONS[step].length > 0 ? (
        <div className="page-actions">
          {ACTIONS[step].map((action) => (
            <Button
              key={action}
              size="sm"
              aria-label={t(`mark.${action}.label`, { name })}
              onClick={() => onAction(action)}
            >
              {t(`mark.${action}.action`)}
            </Button>
          ))}
        </div>
      ) : null}
    </li>
  );
}
