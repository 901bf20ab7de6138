"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Icon } from "@/app/_components/icons";
import { ListError } from "@/app/_components/lists/list-error";
import { Timeline } from "@/app/_components/timeline";
import { Link } from "@/app/_components/ui/link";
import { getJson } from "@/app/_lib/api-client";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import type { ListPage } from "@/lib/paylinks/schemas";
import type { PaymentDto, TimelineItem } from "@/lib/payments/schemas";
import type { RefundView } from "@/lib/refunds/schemas";
import { AttemptTable } from "./attempt-table";
import { CaptureButtons, PaymentCaptures } from "./captures/payment-captures";
import { PaymentJournals } from "./ledger/payment-journals";
import { MoneySection } from "./money-section";
import { PaymentFacts } from "./payment-facts";
import { PaymentHead } from "./payment-head";
import { PaymentRefunds } from "./refunds/payment-refunds";
import { RefundButtons } from "./refunds/refund-buttons";
import { refundTerms } from "./refunds/refund-terms";

/** What the reader may do about refunds, the limit of one person and the product's clock. */
export type Refunding = {
  now: string;
  limit: string;
  mayRead: boolean;
  mayRequest: boolean;
  mayApprove: boolean;
  mayReadCase: boolean;
};
type PaymentDetailProps = { slug: string; id: string; descriptor: string; refunding: Refunding };

/** The product's time now, whatever this computer's clock says. */
function useProductNow(iso: string): Date {
  const [ahead] = useState(() => Date.parse(iso) - Date.now());
  return new Date(Date.now() + ahead);
}

export function PaymentDetail({ slug, id, descriptor, refunding }: PaymentDetailProps) {
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
  const filter = { payment_id: id, limit: 100 };
  const refunds = useQuery({
    queryKey: queryKeys.refunds(slug, filter),
    queryFn: ({ signal }) => getJson<ListPage<RefundView>>(routes.api.refunds(slug, filter), signal),
    enabled: refunding.mayRead,
  });
  const now = useProductNow(refunding.now);
  if (!payment.data)
    return payment.error ? <ListError error={payment.error} retry={() => void payment.refetch()} /> : null;
  const known = refunds.data?.data ?? [];
  const terms = refundTerms(payment.data, known, now, refunding.limit);
  const hasRefunds = refunding.mayRead && (payment.data.amount_charged !== null || known.length > 0);
  return (
    <>
      <nav className="crumb" aria-label={t("common.you_are_here")}>
        <Link href={routes.payments(slug)}>{t("payments.title")}</Link>
        <Icon name="right" />
        <span aria-current="page">{id}</span>
      </nav>
      <PaymentHead
        payment={payment.data}
        actions={
          payment.data.status === "authorised" ? (
            <CaptureButtons slug={slug} payment={payment.data} mayAct={refunding.mayRequest} />
          ) : (
            <RefundButtons slug={slug} payment={payment.data} terms={terms} mayRequest={refunding.mayRequest} />
          )
        }
      />
      <MoneySection payment={payment.data} />
      <div className="detail-grid">
        <div className="detail-work">
          <PaymentCaptures slug={slug} payment={payment.data} />
          {hasRefunds ? (
            <PaymentRefunds
              slug={slug}
              refunds={known}
              left={terms.left}
              mayRequest={refunding.mayRequest}
              mayApprove={refunding.mayApprove}
              error={refunds.data ? null : refunds.error}
              retry={() => void refunds.refetch()}
            />
          ) : null}
          {timeline.data ? <Timeline items={timeline.data} locale={locale} /> : null}
          {timeline.isError && !timeline.data ? (
            <div className="panel">
              <ListError error={timeline.error} retry={() => void timeline.refetch()} />
            </div>
          ) : null}
          <PaymentJournals slug={slug} id={id} />
          <AttemptTable attempts={payment.data.attempts} />
        </div>
        <PaymentFacts slug={slug} payment={payment.data} descriptor={descriptor} mayReadCase={refunding.mayReadCase} />
      </div>
    </>
  );
}
