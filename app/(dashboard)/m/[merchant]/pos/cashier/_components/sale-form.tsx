"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState, useSyncExternalStore } from "react";
import { Icon } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";
import { Button } from "@/app/_components/ui/button";
import { TextField } from "@/app/_components/ui/fields/text-field";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import type { TerminalView } from "@/lib/pos/terminals/queries";
import { Keypad } from "./keypad";
import { LostStart, StartRefusal } from "./start-notes";
import { useStartSale } from "./use-start-sale";

/** A sale that is tried again: its amount and its place in the books stay. */
export type RetryOf = { paymentId: string; amount: number; installments: number };
type SaleFormProps = { slug: string; till: TerminalView; retry: RetryOf | undefined };

const PLANS = [1, 2, 3, 6, 9] as const;

function useOnline(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      for (const name of ["online", "offline"]) addEventListener(name, onChange);
      return () => {
        for (const name of ["online", "offline"]) removeEventListener(name, onChange);
      };
    },
    () => navigator.onLine,
    () => true,
  );
}

export function OfflineBanner({ text }: { text: string }) {
  const isOnline = useOnline();
  return (
    <div role="status" className="cash-status">
      {isOnline ? null : (
        <p className="note note-wait">
          <Icon name="alert" />
          <span>{text}</span>
        </p>
      )}
    </div>
  );
}

function Plans({ value, onChange }: { value: number; onChange: (plan: number) => void }) {
  const t = useTranslations("pos.cashier");
  return (
    <fieldset className="plan-choices">
      <legend className="field-label">{t("installments")}</legend>
      <div>
        {PLANS.map((plan) => (
          <label key={plan} className="plan-choice">
            <input
              type="radio"
              name="installments"
              value={plan}
              checked={plan === value}
              onChange={() => onChange(plan)}
            />
            <span>{plan === 1 ? t("single") : plan}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function More() {
  const t = useTranslations("pos.cashier");
  return (
    <details className="cash-more">
      <summary>{t("more")}</summary>
      <div className="grid gap-3 pt-2">
        <TextField id="description" name="description" label={t("description")} maxLength={200} autoComplete="off" />
        <TextField id="reference_no" name="reference_no" label={t("reference_no")} maxLength={40} autoComplete="off" />
      </div>
    </details>
  );
}

const textOf = (data: FormData, name: string) => {
  const text = String(data.get(name) ?? "").trim();
  return text === "" ? {} : { [name]: text };
};

/** Amount, instalments, one button that names the sum. */
export function SaleForm({ slug, till, retry }: SaleFormProps) {
  const t = useTranslations("pos.cashier");
  const locale = useLocale() as MoneyLocale;
  const { busy, said, unanswered, start, resend, forget } = useStartSale(slug);
  const [digits, setDigits] = useState(retry ? String(retry.amount) : "");
  const [plan, setPlan] = useState<number>(retry?.installments ?? 1);
  const amount = Number(digits || "0");
  const shown = formatMoney(BigInt(amount), "TRY", locale);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (amount === 0 || busy) return;
    const data = new FormData(event.currentTarget);
    start({
      amount,
      agent_id: till.agent_id,
      user_id: till.user_id,
      installments: plan,
      ...(retry ? { payment_id: retry.paymentId } : {}),
      ...textOf(data, "description"),
      ...textOf(data, "reference_no"),
    });
  };

  if (unanswered) {
    return (
      <LostStart
        slug={slug}
        amount={unanswered.draft.amount}
        isMismatch={said?.kind === "mismatch"}
        resend={resend}
        forget={forget}
      />
    );
  }
  return (
    <form className="sale-form" onSubmit={submit}>
      <OfflineBanner text={t("offline")} />
      <div className="sale-entry">
        <label htmlFor="sale-amount">{t("amount")}</label>
        <output className="cash-huge" id="sale-amount" aria-live="polite">
          <Money minorUnits={amount} />
        </output>
        <p className="hint">{retry ? t("retrying", { amount: shown }) : t("cents")}</p>
      </div>
      <Plans value={plan} onChange={setPlan} />
      {retry ? (
        <Link className="link" href={routes.cashier(slug)}>
          {t("not_retry")}
        </Link>
      ) : (
        <>
          <Keypad digits={digits} onChange={setDigits} />
          <More />
        </>
      )}
      <StartRefusal slug={slug} said={said} />
      <Button type="submit" tone="primary" className="cash-button cash-start" busy={busy} disabled={amount === 0}>
        <Icon name="pos" large />
        {amount === 0 ? t("enter_amount") : t("ask_card", { amount: shown })}
      </Button>
    </form>
  );
}
