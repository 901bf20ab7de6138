"use client";

import { useTranslations } from "next-intl";
import { Money } from "@/app/_components/money";
import type { Currency } from "@/lib/kernel/money";
import type { CaseDto } from "@/lib/reconciliation/schemas";

type Side = CaseDto["ours"];

/** One side of a row: its sum and the one word or text that tells it apart. */
export function CaseSide({ side }: { side: Side }) {
  const t = useTranslations("reconciliation");
  if (side === null) return <span className="text-ink-2">{t("nothing")}</span>;
  const amount = side.refunded ?? side.amount ?? side.paid_amount;
  const state = typeof side.status === "string" && t.has(`state.${side.status}`) ? t(`state.${side.status}`) : null;
  const word =
    state ?? (typeof side.text === "string" ? side.text : null) ?? (typeof side.day === "string" ? side.day : null);
  const currency = side.currency === undefined || side.currency === "TRY" ? null : String(side.currency);
  return (
    <span className="grid min-w-0">
      {typeof amount === "string" ? (
        <span>
          <Money minorUnits={amount} bare={currency !== null} currency={"TRY" as Currency} />
          {currency === null ? null : <span className="currency">&nbsp;{currency}</span>}
        </span>
      ) : null}
      {word === null ? null : <span className="truncate text-ink-2 lg:max-w-40">{word}</span>}
    </span>
  );
}
