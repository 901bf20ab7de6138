import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Money } from "@/app/_components/money";
import type { HomeView } from "../home-view";

function Metric({ label, value, note }: { label: string; value: ReactNode; note: string }) {
  return (
    <div>
      <dt className="metric-label">{label}</dt>
      <dd className="metric-value">{value}</dd>
      <dd className="metric-note">{note}</dd>
    </div>
  );
}

/** Four numbers of the Istanbul day. The rate leaves abandoned tries out, and says so. */
export function DayNumbers({ view }: { view: HomeView }) {
  const t = useTranslations("home");
  const locale = useLocale();
  const { captured, failed, refunded, expired } = view.today;
  const tried = captured.count + failed.count;
  const rate = new Intl.NumberFormat(locale === "en" ? "en-GB" : "tr-TR", {
    style: "percent",
    maximumFractionDigits: 1,
  });
  const openLinks = view.openLinks.more ? `${view.openLinks.count}+` : String(view.openLinks.count);
  return (
    <dl className="panel strip">
      <Metric
        label={t("collected")}
        value={<Money minorUnits={captured.amount} />}
        note={t("collected_note", { count: captured.count })}
      />
      <Metric
        label={t("success")}
        value={tried === 0 ? "–" : rate.format(captured.count / tried)}
        note={
          tried === 0 ? t("success_none") : t("success_note", { paid: captured.count, tried, dropped: expired.count })
        }
      />
      <Metric
        label={t("refunded")}
        value={<Money minorUnits={refunded.amount} />}
        note={t("refunded_note", { count: refunded.count })}
      />
      <Metric label={t("open")} value={openLinks} note={t("open_note")} />
    </dl>
  );
}
