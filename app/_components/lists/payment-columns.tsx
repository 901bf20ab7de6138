"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { cardName } from "@/app/_components/card-name";
import { RelativeTime } from "@/app/_components/date-time";
import { Money } from "@/app/_components/money";
import { PaymentStatusBadge } from "@/app/_components/status-badge";
import { Link } from "@/app/_components/ui/link";
import type { DataColumn } from "@/app/_components/ui/lists/data-table";
import { Pill } from "@/app/_components/ui/pill";
import { routes } from "@/app/_lib/routes";
import { formatAmount } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import type { PaymentDto } from "@/lib/payments/schemas";

function declineClass(payment: PaymentDto): string | undefined {
  return payment.attempts.findLast((attempt) => attempt.decline)?.decline?.class;
}

function providerName(provider: string): string {
  return provider.charAt(0).toUpperCase() + provider.slice(1);
}

function AmountCell({ slug, payment }: { slug: string; payment: PaymentDto }) {
  const t = useTranslations("payments");
  const locale = useLocale() as MoneyLocale;
  return (
    <span className="two-line">
      <Link className="row-link font-medium" href={routes.payment(slug, payment.id)}>
        <Money minorUnits={payment.amount_charged ?? payment.amount_requested} />
        <span className="sr-only">, {t("open_payment")}</span>
      </Link>
      {payment.net !== null && payment.status === "captured" ? (
        <small>{t("net", { amount: formatAmount(BigInt(payment.net), locale) })}</small>
      ) : null}
    </span>
  );
}

export function usePaymentColumns(slug: string): DataColumn<PaymentDto>[] {
  const t = useTranslations("payments");
  return useMemo(
    () => [
      {
        id: "time",
        narrow: true,
        header: t("column.time"),
        cell: ({ row }) => (
          <span className="text-ink-2">
            <RelativeTime iso={row.original.created_at} />
          </span>
        ),
      },
      {
        id: "amount",
        header: t("column.amount"),
        numeric: true,
        narrow: true,
        place: "value",
        cell: ({ row }) => <AmountCell slug={slug} payment={row.original} />,
      },
      {
        id: "status",
        header: t("column.status"),
        place: "state",
        cell: ({ row }) => (
          <span className="inline-flex items-center gap-2 align-middle">
            <PaymentStatusBadge status={row.original.status} reason={declineClass(row.original)} />
            {row.original.review ? <Pill tone="wait">{t("needs_look")}</Pill> : null}
          </span>
        ),
      },
      {
        id: "customer",
        header: t("column.customer"),
        place: "title",
        cell: ({ row }) => row.original.customer.name ?? t("no_name"),
      },
      {
        id: "channel",
        header: t("column.channel"),
        place: "detail",
        cell: ({ row }) => (
          <span className="text-ink-2">
            {t(`channel.${row.original.channel}`)}
            {row.original.reference_no ? <span className="text-ink-3"> {row.original.reference_no}</span> : null}
          </span>
        ),
      },
      {
        id: "card",
        header: t("column.card"),
        low: true,
        cell: ({ row }) => <span className="text-ink-2">{cardName(row.original.card)}</span>,
      },
      {
        id: "installments",
        header: t("column.installments"),
        low: true,
        cell: ({ row }) => (
          <span className="text-ink-2">
            {(row.original.installments ?? 1) > 1 ? row.original.installments : t("single")}
          </span>
        ),
      },
      {
        id: "provider",
        header: t("column.provider"),
        low: true,
        cell: ({ row }) => <span className="text-ink-2">{providerName(row.original.provider)}</span>,
      },
    ],
    [slug, t],
  );
}
