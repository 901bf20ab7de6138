import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { dayAndMinute } from "@/app/_lib/time-format";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { effectOf, type RefundTerms } from "./refund-terms";

/** Said before the click: when it is sent, as what, and whether somebody else has to agree. */
export function RefundEffect({ terms, amount }: { terms: RefundTerms; amount: bigint }) {
  const t = useTranslations("refunds.effect");
  const locale = useLocale() as MoneyLocale;
  const needsSecond = amount > terms.limit;
  return (
    <section className={needsSecond ? "note note-wait" : "note note-info"} aria-label={t("title")} aria-live="polite">
      <Icon name={needsSecond ? "person" : "info"} />
      <div className="grid gap-1">
        <p className="font-semibold">{t("title")}</p>
        {needsSecond ? <p>{t("second", { limit: formatMoney(terms.limit, "TRY", locale) })}</p> : null}
        <p>{t(effectOf(terms, amount), { time: dayAndMinute(terms.sentAfter, locale) })}</p>
        <p>{t("final")}</p>
      </div>
    </section>
  );
}
