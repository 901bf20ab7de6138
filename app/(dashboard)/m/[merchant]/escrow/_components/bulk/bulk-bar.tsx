"use client";

import dynamic from "next/dynamic";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_components/ui/button";
import type { EscrowRow } from "@/lib/escrow/desk/escrow-view";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";

const BulkDialog = dynamic(() => import("./bulk-dialog").then((module) => module.BulkDialog), { ssr: false });

type BulkBarProps = {
  slug: string;
  picked: readonly EscrowRow[];
  limit: number;
  hasRows: boolean;
  onClear: () => void;
};

type ChosenProps = { picked: readonly EscrowRow[]; onClear: () => void; onOpen: () => void };

function Chosen({ picked, onClear, onOpen }: ChosenProps) {
  const t = useTranslations("escrow.bulk");
  const locale = useLocale() as MoneyLocale;
  const total = picked.reduce((sum, { amount_held }) => sum + BigInt(amount_held), 0n);
  if (picked.length === 0) return <p className="hint">{t("hint")}</p>;
  return (
    <>
      <p className="font-medium">{t("chosen", { count: picked.length, total: formatMoney(total, "TRY", locale) })}</p>
      <div className="page-actions">
        <Button size="sm" onClick={onClear}>
          {t("clear")}
        </Button>
        <Button size="sm" tone="primary" onClick={onOpen}>
          {t("open")}
        </Button>
      </div>
    </>
  );
}

/** What is ticked and its sum. The window keeps the rows it was opened with; the list below may go on changing. */
export function BulkBar({ slug, picked, limit, hasRows, onClear }: BulkBarProps) {
  const [asked, setAsked] = useState<readonly EscrowRow[] | undefined>();
  const close = () => {
    setAsked(undefined);
    onClear();
  };
  if (!hasRows && !asked) return null;
  // The window stands while the list below is emptied by it: what became of the last cases is still to be read.
  return (
    <div className={hasRows ? "bulk-bar" : undefined} aria-live="polite">
      {hasRows ? <Chosen picked={picked} onClear={onClear} onOpen={() => setAsked(picked)} /> : null}
      {asked ? <BulkDialog slug={slug} rows={asked} limit={limit} onClose={close} /> : null}
    </div>
  );
}
