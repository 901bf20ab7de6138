"use client";

import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";
import { exactTime } from "@/app/_lib/time-format";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import type { PosSaleView } from "@/lib/pos/board/schemas";
import { ReverseButton, SeenButton } from "../sale/sale-buttons";

type AlarmListProps = { slug: string; alarms: readonly PosSaleView[]; mayWrite: boolean };

/** Money that came although everybody had given up: each waits for a person, above everything else. */
export function AlarmList({ slug, alarms, mayWrite }: AlarmListProps) {
  const t = useTranslations("pos.alarm");
  const locale = useLocale() as MoneyLocale;
  if (alarms.length === 0) return null;
  return (
    <section className="alarms" aria-label={t("title")} role="alert">
      {alarms.map((sale) => (
        <div key={sale.id} className="note note-fail">
          <Icon name="alert" />
          <div className="grid gap-2">
            <p className="font-semibold">
              {t("headline", {
                amount: formatMoney(BigInt(sale.amount), sale.currency, locale),
                till: sale.terminal.name,
                time: exactTime(sale.alarm?.at ?? sale.created_at, locale).short,
              })}
            </p>
            <p>
              {t("text")}{" "}
              <Link className="link" href={routes.posSale(slug, sale.id)}>
                {t("open")}
              </Link>
            </p>
            <div className="sale-buttons">
              <ReverseButton slug={slug} sale={sale} />
              {mayWrite ? <SeenButton slug={slug} sale={sale} /> : null}
            </div>
          </div>
        </div>
      ))}
    </section>
  );
}
