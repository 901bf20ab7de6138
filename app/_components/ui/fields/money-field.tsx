"use client";

import { useLocale, useTranslations } from "next-intl";
import { amountInWords } from "@/app/_lib/amount-in-words";
import { formatAmount } from "@/lib/kernel/format-money";
import { type MoneyLocale, parseMoney } from "@/lib/kernel/parse-money";
import { Icon } from "../../icons";
import { Button } from "../button";
import type { FieldProps } from "./field";

type MoneyFieldProps = Omit<FieldProps, "hint" | "optional"> & {
  name: string;
  value: string;
  currency: string;
  onChange: (value: string) => void;
};

/** Shows below the figure what was understood; a figure with two readings is asked about, never guessed. */
export function MoneyField({ id, label, name, value, currency, errors, onChange }: MoneyFieldProps) {
  const t = useTranslations("common.money");
  const locale = useLocale() as MoneyLocale;
  const reading = parseMoney(value, locale);
  const showError = errors?.length && reading.kind !== "ambiguous";
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="input-group money-input">
        <input
          id={id}
          name={name}
          className="input"
          inputMode="decimal"
          autoComplete="off"
          placeholder={formatAmount(0n, locale)}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onBlur={() => reading.kind === "ok" && onChange(formatAmount(reading.minorUnits, locale))}
          aria-invalid={showError ? true : undefined}
          aria-describedby={`${id}-reading`}
        />
        <span className="input-affix">{currency}</span>
      </div>
      <div id={`${id}-reading`} aria-live="polite" className="min-h-4">
        {reading.kind === "ambiguous" ? (
          <div className="note note-wait">
            <Icon name="alert" />
            <div className="grid gap-2">
              <p>{t("ambiguous", { typed: value.trim() })}</p>
              <p className="flex flex-wrap gap-2">
                {reading.readings.map((minorUnits) => (
                  <Button key={String(minorUnits)} size="sm" onClick={() => onChange(formatAmount(minorUnits, locale))}>
                    {formatAmount(minorUnits, locale)} {currency}
                  </Button>
                ))}
              </p>
            </div>
          </div>
        ) : null}
        {showError ? (
          <p className="field-error">
            <Icon name="alert" />
            {errors[0]}
          </p>
        ) : null}
        {!showError && reading.kind === "ok" ? (
          <p className="hint">{amountInWords(reading.minorUnits, locale)}</p>
        ) : null}
        {!showError && reading.kind === "invalid" && reading.reason !== "empty" ? (
          <p className="hint">{t(`invalid.${reading.reason}`)}</p>
        ) : null}
      </div>
    </div>
  );
}
