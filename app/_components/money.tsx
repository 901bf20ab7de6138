import { useLocale } from "next-intl";
import { currencyLabel, formatAmount } from "@/lib/kernel/format-money";
import type { Currency } from "@/lib/kernel/money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";

type MoneyProps = { minorUnits: number | string | bigint; currency?: Currency; bare?: boolean };

/** `1.234,50 TL`: tabular figures, the currency small and grey. `bare` where the column already names it. */
export function Money({ minorUnits, currency = "TRY", bare }: MoneyProps) {
  const locale = useLocale() as MoneyLocale;
  return (
    <span className="amount">
      {formatAmount(BigInt(minorUnits), locale)}
      {bare ? null : <span className="currency">&nbsp;{currencyLabel(currency)}</span>}
    </span>
  );
}
