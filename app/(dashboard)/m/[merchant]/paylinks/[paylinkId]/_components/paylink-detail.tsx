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
import type { ListPage, PaylinkView } from "@/lib/paylinks/schemas";
import type { PaymentDto, TimelineItem } from "@/lib/payments/schemas";
import { LinkPayments } from "./link-payments";
import { LinkReview } from "./link-review";
import { PaylinkFacts } from "./paylink-facts";
import { PaylinkHead } from "./paylink-head";
import { PaylinkNumbers } from "./paylink-numbers";
import { SharePanel } from "./share-panel";

type PaylinkDetailProps = {
  slug: string;
  id: string;
  merchantName: string;
  mayCreate: boolean;
  qr: ReactNode;
  downloads: { svg: string; png: string };
};

function useLink(slug: string, id: string) {
  const filter = { paylink_id: id };
  const link = useQuery({
    queryKey: queryKeys.paylink(slug, id),
    queryFn: ({ signal }) => getJson<PaylinkView>(routes.api.paylink(slug, id), signal),
  });
  const payments = useQuery({
    queryKey: queryKeys.payments(slug, filter),
    queryFn: ({ signal }) => getJson<ListPage<PaymentDto>>(routes.api.payments(slug, filter), signal),
  });
  const timeline = useQuery({
    queryKey: queryKeys.paylinkTimeline(slug, id),
    queryFn: ({ signal }) => getJson<TimelineItem[]>(routes.api.paylinkTimeline(slug, id), signal),
  });
  return { link, payments, timeline };
}

export function PaylinkDetail({ slug, id, merchantName, mayCreate, qr, downloads }: PaylinkDetailProps) {
  const t = useTranslations();
  const locale = useLocale() === "en" ? "en" : "tr";
  const { link, payments, timeline } = useLink(slug, id);
  if (!link.data) return link.error ? <ListError error={link.error} retry={() => void link.refetch()} /> : null;
  const rows = payments.data?.data ?? [];
  return (
    <>
      <nav className="crumb" aria-label={t("common.you_are_here")}>
        <Link href={routes.paylinks(slug)}>{t("paylinks.title")}</Link>
        <Icon name="right" />
        <span aria-current="page">{link.data.reference_no ?? id}</span>
      </nav>
      <PaylinkHead slug={slug} link={link.data} mayCreate={mayCreate} />
      <LinkReview slug={slug} link={link.data} payments={rows} />
      <div className="detail-grid">
        <div className="detail-work">
          <PaylinkNumbers link={link.data} payments={rows} />
          <LinkPayments
            slug={slug}
            paylinkId={id}
            payments={rows}
            error={payments.data ? null : payments.error}
            retry={() => void payments.refetch()}
          />
          {timeline.data ? <Timeline items={timeline.data} locale={locale} /> : null}
        </div>
        <div className="detail-work is-first">
          <SharePanel
            slug={slug}
            link={link.data}
            merchantName={merchantName}
            mayCreate={mayCreate}
            qr={qr}
            downloads={downloads}
          />
          <PaylinkFacts link={link.data} />
        </div>
      </div>
    </>
  );
}
