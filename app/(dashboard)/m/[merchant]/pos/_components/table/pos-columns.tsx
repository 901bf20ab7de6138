"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { cardName } from "@/app/_components/card-name";
import { RelativeTime } from "@/app/_components/date-time";
import { Money } from "@/app/_components/money";
import { Link } from "@/app/_components/ui/link";
import type { DataColumn } from "@/app/_components/ui/lists/data-table";
import { Pill } from "@/app/_components/ui/pill";
import { routes } from "@/app/_lib/routes";
import type { PosSaleView } from "@/lib/pos/board/schemas";
import { SaleBadge } from "../sale/sale-badge";

export function usePosColumns(slug: string): DataColumn<PosSaleView>[] {
  const t = useTranslations("pos");
  return useMemo(
    () => [
      {
        id: "time",
        narrow: true,
        header: t("table.time"),
        cell: ({ row }) => (
          <span className="text-ink-2">
            <RelativeTime iso={row.original.created_at} />
          </span>
        ),
      },
      {
        id: "amount",
        header: t("table.amount"),
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
        header: t("table.status"),
        place: "state",
        cell: ({ row }) => (
          <span className="inline-flex items-center gap-2 align-middle">
            <SaleBadge sale={row.original} />
            {row.original.alarm && row.original.alarm.seen_by === null ? (
              <Pill tone="wait">{t("table.alarm")}</Pill>
            ) : null}
          </span>
        ),
      },
      {
        id: "till",
        header: t("table.till"),
        place: "title",
        cell: ({ row }) => (
          <Link className="row-link" href={routes.posSale(slug, row.original.id)}>
            {row.original.terminal.name}
          </Link>
        ),
      },
      {
        id: "cashier",
        header: t("table.cashier"),
        place: "detail",
        cell: ({ row }) => (
          <span className="text-ink-2">
            {row.original.cashier ?? <span className="max-md:hidden">–</span>}
            <span className="block text-ink-3 md:hidden">
              <RelativeTime iso={row.original.created_at} />
            </span>
          </span>
        ),
      },
      {
        id: "try",
        header: t("table.try"),
        low: true,
        numeric: true,
        cell: ({ row }) => <span className="text-ink-2">{row.original.try_number}</span>,
      },
      {
        id: "card",
        header: t("table.card"),
        low: true,
        cell: ({ row }) => <span className="text-ink-2">{cardName(row.original.card)}</span>,
      },
      {
        id: "reference",
        header: t("table.reference"),
        low: true,
        cell: ({ row }) => <span className="mono text-ink-2">{row.original.reference_no ?? "–"}</span>,
      },
    ],
    [slug, t],
  );
}
