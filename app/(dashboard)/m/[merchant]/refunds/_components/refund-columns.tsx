"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { RelativeTime } from "@/app/_components/date-time";
import { Money } from "@/app/_components/money";
import { RefundStatusBadge } from "@/app/_components/status-badge";
import { Link } from "@/app/_components/ui/link";
import type { DataColumn } from "@/app/_components/ui/lists/data-table";
import { routes } from "@/app/_lib/routes";
import type { RefundView } from "@/lib/refunds/schemas";

export function useRefundColumns(slug: string): DataColumn<RefundView>[] {
  const t = useTranslations("refunds");
  return useMemo(
    () => [
      {
        id: "created",
        narrow: true,
        header: t("column.created"),
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
        cell: ({ row }) => (
          <b className="font-medium">
            <Money minorUnits={row.original.amount} />
          </b>
        ),
      },
      {
        id: "status",
        header: t("column.status"),
        place: "state",
        cell: ({ row }) => <RefundStatusBadge status={row.original.status} />,
      },
      {
        id: "payment",
        header: t("column.payment"),
        place: "title",
        cell: ({ row }) => (
          <Link className="row-link" href={routes.payment(slug, row.original.payment_id)}>
            {t(`kind.${row.original.kind}`)}{" "}
            <span className="mono text-ink-2">{row.original.payment_id.slice(-8)}</span>
          </Link>
        ),
      },
      {
        id: "why",
        header: t("column.why"),
        place: "detail",
        cell: ({ row }) => (
          <span className="block max-w-36 overflow-hidden text-ellipsis text-ink-2 lg:max-w-70">
            {row.original.reason}
          </span>
        ),
      },
      {
        id: "person",
        header: t("column.person"),
        low: true,
        cell: ({ row }) => <span className="text-ink-2">{row.original.requested_by_name ?? t("someone")}</span>,
      },
    ],
    [slug, t],
  );
}
