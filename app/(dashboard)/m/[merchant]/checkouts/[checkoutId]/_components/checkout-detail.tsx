"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "@/app/_components/icons";
import { ListError } from "@/app/_components/lists/list-error";
import { Timeline } from "@/app/_components/timeline";
import { Link } from "@/app/_components/ui/link";
import { getJson } from "@/app/_lib/api-client";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import type { CheckoutView } from "@/lib/checkout/sessions/schemas";
import type { CheckoutTry } from "@/lib/checkout/sessions/tries.queries";
import type { ListPage } from "@/lib/paylinks/schemas";
import type { PaymentDto, TimelineItem } from "@/lib/payments/schemas";
import { CheckoutFacts } from "./checkout-facts";
import { CheckoutHead } from "./checkout-head";
import { CheckoutPayments } from "./checkout-payments";
import { CheckoutShare } from "./checkout-share";
import { ItemTable } from "./item-table";
import { TryTable } from "./try-table";

type CheckoutDetailProps = {
  slug: string;
  id: string;
  merchantName: string;
  mayCreate: boolean;
  qr: ReactNode;
  downloads: { svg: string; png: string };
};

function useCheckout(slug: string, id: string) {
  const filter = { checkout_id: id };
  const checkout = useQuery({
    queryKey: queryKeys.checkout(slug, id),
    queryFn: ({ signal }) => getJson<CheckoutView>(routes.api.checkout(slug, id), signal),
  });
  const payments = useQuery({
    queryKey: queryKeys.payments(slug, filter),
    queryFn: ({ signal }) => getJson<ListPage<PaymentDto>>(routes.api.payments(slug, filter), signal),
  });
  const tries = useQuery({
    queryKey: queryKeys.checkoutTries(slug, id),
    queryFn: ({ signal }) => getJson<CheckoutTry[]>(routes.api.checkoutTries(slug, id), signal),
  });
  const timeline = useQuery({
    queryKey: queryKeys.checkoutTimeline(slug, id),
    queryFn: ({ signal }) => getJson<TimelineItem[]>(routes.api.checkoutTimeline(slug, id), signal),
  });
  return { checkout, payments, tries, timeline };
}

export function CheckoutDetail({ slug, id, merchantName, mayCreate, qr, downloads }: CheckoutDetailProps) {
  const t = useTranslations();
  const locale = useLocale() === "en" ? "en" : "tr";
  const { checkout, payments, tries, timeline } = useCheckout(slug, id);
  if (!checkout.data)
    return checkout.error ? <ListError error={checkout.error} retry={() => void checkout.refetch()} /> : null;
  return (
    <>
      <nav className="crumb" aria-label={t("common.you_are_here")}>
        <Link href={routes.checkouts(slug)}>{t("checkouts.title")}</Link>
        <Icon name="right" />
        <span aria-current="page">{id}</span>
      </nav>
      <CheckoutHead slug={slug} checkout={checkout.data} mayCreate={mayCreate} />
      <div className="detail-grid">
        <div className="detail-work">
          <TryTable
            tries={tries.data ?? []}
            error={tries.data ? null : tries.error}
            retry={() => void tries.refetch()}
          />
          <CheckoutPayments
            slug={slug}
            payments={payments.data?.data ?? []}
            error={payments.data ? null : payments.error}
            retry={() => void payments.refetch()}
          />
          <ItemTable checkout={checkout.data} />
          {timeline.data ? <Timeline items={timeline.data} locale={locale} /> : null}
          {timeline.isError && !timeline.data ? (
            <div className="panel">
              <ListError error={timeline.error} retry={() => void timeline.refetch()} />
            </div>
          ) : null}
        </div>
        <div className="detail-work is-first">
          <CheckoutShare checkout={checkout.data} merchantName={merchantName} qr={qr} downloads={downloads} />
          <CheckoutFacts checkout={checkout.data} />
        </div>
      </div>
    </>
  );
}
