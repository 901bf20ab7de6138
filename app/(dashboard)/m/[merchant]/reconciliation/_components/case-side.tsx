"use client";

import { useLocale, useTranslations } from "next-intl";
import { Money } from "@/app/_components/money";
import { exactTime } from "@/app/_lib/time-format";
import type { CaseDto } from "@/lib/reconciliation/schemas";

type Side = NonNullable<CaseDto["ours"]>;
type Reason = CaseDto["reason"];

const textOf = (value: Side[string] | undefined) => (typeof value === "string" && value !== "" ? value : undefined);

/** The figure on which the two sides differ, or how much it is about. */
function SideSum({ side, reason }: { side: Side; reason: Reason }) {
  const amount = textOf(reason === "net" ? side.net : (side.refunded ?? side.amount ?? side.paid_amount));
  const currency = textOf(side.currency) ?? "TRY";
  if (amount === undefined) return null;
  return (
    <span>
      <Money minorUnits={amount} bare={currency !== "TRY"} />
      {currency === "TRY" ? null : <span className="currency">&nbsp;{currency}</span>}
    </span>
  );
}

/** The one word or text that tells this side apart. */
function useSideWord(side: Side, reason: Reason): string | undefined {
  const t = useTranslations("reconciliation");
  const locale = useLocale();
  const at = textOf(side.at);
  if (reason === "net") return t("side.net");
  if (reason === "day" && at !== undefined) return exactTime(at, locale).short;
  if (reason === "reference") return textOf(side.reference) ?? t("nothing");
  const status = textOf(side.status);
  if (status !== undefined && t.has(`state.${status}`)) return t(`state.${status}`);
  return textOf(side.text) ?? textOf(side.day)?.split("-").reverse().join(".");
}

function KnownSide({ side, reason }: { side: Side; reason: Reason }) {
  const word = useSideWord(side, reason);
  return (
    <span className="grid min-w-0">
      <SideSum side={side} reason={reason} />
      {word === undefined ? null : <span className="truncate text-ink-2 lg:max-w-40">{word}</span>}
    </span>
  );
}

export function CaseSide({ side, reason }: { side: CaseDto["ours"]; reason: Reason }) {
  const t = useTranslations("reconciliation");
  return side === null ? <span className="text-ink-2">{t("nothing")}</span> : <KnownSide side={side} reason={reason} />;
}
