"use client";

import dynamic from "next/dynamic";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_components/ui/button";
import type { EscrowRow } from "@/lib/escrow/desk/escrow-view";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";

const BulkDialog = dynamic(() => import("./bulk-dialog").then((module) => module.BulkDialog), { ssr: false });

type BulkBarProps = { slug: string; picked: readonly EscrowRow[]; limit: number; onClear: () => void };

/** What is ticked and its sum. The window keeps the rows it was opened with; the list below may go on changing. */
export function BulkBar({ slug, picked, limit, onClear }: BulkBarProps) {
  const t = useTranslations("escrow.bulk");
  const locale = useLocale() as MoneyLocale;
  const [asked, setAsked] = useState<readonly EscrowRow[] | undefined>();
  const total = picked.reduce((sum, { amount_held }) => sum + BigInt(amount_held), 0n);
  const close = () => {
    setAsked(undefined);
    onClear();
  };
  return (
    <div className="bulk-bar" aria-live="polite">
      {picked.length === 0 ? (
        <p className="hint">{t("hint")}</p>
      ) : (
        <>
          <p className="font-medium">
            {t("chosen", { count: picked.length, total: formatMoney(total, "TRY", locale) })}
          </p>
          <div className="page-actions">
            <Button size="sm" onClick={onClear}>
              {t("clear")}
            </Button>
            <Button size="sm" tone="primary" onClick={() => setAsked(picked)}>
              {t("open")}
            </Button>
          </div>
        </>
      )}
      {asked ? <BulkDialog slug={slug} rows={asked} limit={limit} onClose={close} /> : null}
    </div>
  );
}
