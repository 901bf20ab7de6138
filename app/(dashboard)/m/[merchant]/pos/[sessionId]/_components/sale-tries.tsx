"use client";

import { useTranslations } from "next-intl";
import { cardName } from "@/app/_components/card-name";
import { ExactTime } from "@/app/_components/exact-time";
import { AttemptStatusBadge } from "@/app/_components/status-badge";
import { Link } from "@/app/_components/ui/link";
import { Panel } from "@/app/_components/ui/panel";
import { routes } from "@/app/_lib/routes";
import type { PaymentDto } from "@/lib/payments/schemas";
import type { PosSaleView } from "@/lib/pos/board/schemas";
import { SaleBadge } from "../../_components/sale/sale-badge";

type SaleTriesProps = {
  slug: string;
  id: string;
  tries: readonly PosSaleView[];
  attempts: PaymentDto["attempts"];
};

/** Every try of the sale, each with the cards that were tapped. */
export function SaleTries({ slug, id, tries, attempts }: SaleTriesProps) {
  const t = useTranslations("pos.one");
  return (
    <Panel id="sale-tries" title={t("tries")}>
      <ol className="sale-tries">
        {tries.map((one) => {
          const taps = attempts.filter(
            ({ provider_reference: reference, card }) => reference === one.provider_reference && card !== null,
          );
          return (
            <li key={one.id}>
              <p>
                {one.id === id ? (
                  <b aria-current="page">
                    {t("try_number", { number: one.try_number })} ({t("this_try")})
                  </b>
                ) : (
                  <Link className="link" href={routes.posSale(slug, one.id)}>
                    {t("try_number", { number: one.try_number })}
                  </Link>
                )}
                <SaleBadge sale={one} />
                <span className="text-ink-3">
                  {one.terminal.name}, <ExactTime iso={one.created_at} form="moment" />
                </span>
              </p>
              {taps.length === 0 ? <p className="hint">{t("no_taps")}</p> : null}
              {taps.map((tap) => (
                <p key={tap.id}>
                  <span>{cardName(tap.card)}</span>
                  <AttemptStatusBadge status={tap.status} reason={tap.decline?.class} />
                  <span className="text-ink-3">
                    <ExactTime iso={tap.ended_at ?? tap.started_at} form="moment" />
                  </span>
                </p>
              ))}
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
