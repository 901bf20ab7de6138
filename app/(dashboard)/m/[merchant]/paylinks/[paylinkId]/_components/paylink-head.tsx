"use client";

import { useLocale, useTranslations } from "next-intl";
import { BecauseLine } from "@/app/_components/because-line";
import { Money } from "@/app/_components/money";
import { PaylinkStatusBadge } from "@/app/_components/status-badge";
import { dayAndMinute } from "@/app/_lib/time-format";
import type { PaylinkView } from "@/lib/paylinks/schemas";
import { DeactivateButton } from "./deactivate-button";

export function PaylinkHead({ slug, link }: { slug: string; link: PaylinkView }) {
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
      </div>
      <div className="page-actions">
        <DeactivateButton slug={slug} link={link} />
      </div>
    </header>
  );
}
