"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Money } from "@/app/_components/money";
import { dayAndMinute } from "@/app/_lib/time-format";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { endOf, type PaylinkDraft } from "./paylink-draft";

type PaylinkPreviewProps = {
  draft: PaylinkDraft;
  merchant: { name: string; descriptor: string };
  minorUnits: bigint | undefined;
};

/** The customer's own page, small, while the form is typed. */
export function PaylinkPreview({ draft, merchant, minorUnits }: PaylinkPreviewProps) {
  const t = useTranslations("create.preview");
  const locale = useLocale() as MoneyLocale;
  const [openedAt] = useState(() => Date.now());
  const end = endOf(draft, openedAt);
  const facts = [
    draft.referenceNo ? t("order", { reference: draft.referenceNo }) : "",
    end ? t("until", { time: dayAndMinute(end, locale) }) : "",
  ].filter(Boolean);
  return (
    <aside className="preview" aria-label={t("title")}>
      <p className="hint">{t("title")}</p>
      <div className="phone">
        <div className="phone-screen">
          <p className="phone-merchant">{merchant.name}</p>
          <p className="phone-note">{t("asked")}</p>
          <p className="phone-amount">
            {minorUnits === undefined ? <span className="text-ink-3">–</span> : <Money minorUnits={minorUnits} />}
          </p>
          {draft.note ? <p className="phone-note">{draft.note}</p> : null}
          <p className="phone-small" suppressHydrationWarning>
            {facts.join(", ")}
          </p>
          <ol className="phone-steps">
            <li>{t("steps.one")}</li>
            <li>{t("steps.two")}</li>
            <li>{t("steps.three")}</li>
          </ol>
          <p className="phone-button">
            {t("pay", { amount: minorUnits === undefined ? "…" : formatMoney(minorUnits, "TRY", locale) })}
          </p>
          <p className="phone-small text-center">{t("statement", { descriptor: merchant.descriptor })}</p>
        </div>
      </div>
    </aside>
  );
}
