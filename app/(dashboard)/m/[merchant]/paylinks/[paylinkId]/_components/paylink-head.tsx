"use client";

import { useLocale, useTranslations } from "next-intl";
import { BecauseLine, NextStep } from "@/app/_components/because-line";
import { Money } from "@/app/_components/money";
import { PaylinkStatusBadge } from "@/app/_components/status-badge";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";
import { dayAndMinute } from "@/app/_lib/time-format";
import type { PaylinkView } from "@/lib/paylinks/schemas";
import { DeactivateButton } from "./deactivate-button";

const MAKE_ANOTHER = ["failed", "expired", "deactivated"];

type PaylinkHeadProps = { slug: string; link: PaylinkView; mayCreate: boolean };

export function PaylinkHead({ slug, link, mayCreate }: PaylinkHeadProps) {
  const t = useTranslations("paylink");
  const locale = useLocale();
  return (
    <header className="detail-head">
      <div aria-live="polite">
        <h1 className="link-title">{link.note ?? t("of", { name: link.customer.name })}</h1>
        <p className="detail-state">
          <PaylinkStatusBadge status={link.status} />
          <b className="font-semibold">
            <Money minorUnits={link.amount} />
          </b>
          <span className="text-ink-3">{t("used", { uses: link.uses, max: link.max_uses })}</span>
          <span className="text-ink-3">{t("until", { time: dayAndMinute(link.expires_at, locale) })}</span>
        </p>
        <BecauseLine because={link.because} />
        {link.review === null && t.has(`next.${link.status}`) ? (
          <NextStep>
            {t(`next.${link.status}`)}{" "}
            {mayCreate && MAKE_ANOTHER.includes(link.status) ? (
              <Link className="link" href={routes.newPaylink(slug)}>
                {t("create_new")}
              </Link>
            ) : null}
          </NextStep>
        ) : null}
      </div>
      <div className="page-actions">
        <DeactivateButton slug={slug} link={link} />
      </div>
    </header>
  );
}
