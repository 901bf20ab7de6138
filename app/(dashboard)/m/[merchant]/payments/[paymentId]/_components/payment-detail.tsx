"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { ListError } from "@/app/_components/lists/list-error";
import { Timeline } from "@/app/_components/timeline";
import { getJson } from "@/app/_lib/api-client";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import type { PaymentDto, TimelineItem } from "@/lib/payments/schemas";
import { AttemptTable } from "./attempt-table";
import { MoneySection } from "./money-section";
import { PaymentFacts } from "./payment-facts";
import { PaymentHead } from "./payment-head";

type PaymentDetailProps = { slug: string; id: string; descriptor: string };

export function PaymentDetail({ slug, id, descriptor }: PaymentDetailProps) {
  const t = useTranslations();
  const locale = useLocale() === "en" ? "en" : "tr";
  const payment = useQuery({
    queryKey: queryKeys.payment(slug, id),
    queryFn: ({ signal }) => getJson<PaymentDto>(routes.api.payment(slug, id), signal),
  });
  const timeline = useQuery({
    queryKey: queryKeys.paymentTimeline(slug, id),
    queryFn: ({ signal }) => getJson<TimelineItem[]>(routes.api.paymentTimeline(slug, id), signal),
  });
  if (!payment.data)
    return payment.error ? <ListError error={payment.error} retry={() => void payment.refetch()} /> : null;
  return (
    <>
      <nav className="crumb" aria-label={t("common.you_are_here")}>
        <Link href={routes.payments(slug)}>{t("payments.title")}</Link>
        <Icon name="right" />
        <span aria-current="page">{id}</span>
      </nav>
      <PaymentHead payment={payment.data} />
      <MoneySection payment={payment.data} />
      <div className="detail-grid">
        <div className="detail-work">
          {timeline.data ? <Timeline items={timeline.data} locale={locale} /> : null}
          {timeline.isError && !timeline.data ? (
            <div className="panel">
              <ListError error={timeline.error} retry={() => void timeline.refetch()} />
            </div>
          ) : null}
          <AttemptTable attempts={payment.data.attempts} />
        </div>
        <PaymentFacts slug={slug} payment={payment.data} descriptor={descriptor} />
      </div>
    </>
  );
}
