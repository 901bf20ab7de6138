"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { RelativeTime } from "@/app/_components/date-time";
import { Money } from "@/app/_components/money";
import { PaylinkStatusBadge } from "@/app/_components/status-badge";
import { Link } from "@/app/_components/ui/link";
import type { DataColumn } from "@/app/_components/ui/lists/data-table";
import { Pill } from "@/app/_components/ui/pill";
import { routes } from "@/app/_lib/routes";
import type { PaylinkView } from "@/lib/paylinks/schemas";

export function usePaylinkColumns(slug: string): DataColumn<PaylinkView>[] {
  const t = useTranslations("paylinks");
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
        cell: ({ row }) => (
          <span className="inline-flex items-center gap-2 align-middle">
            <PaylinkStatusBadge status={row.original.status} />
            {row.original.review ? <Pill tone="wait">{t("needs_look")}</Pill> : null}
          </span>
        ),
      },
      {
        id: "customer",
        header: t("column.customer"),
        place: "title",
        cell: ({ row }) => (
          <Link className="row-link" href={routes.paylink(slug, row.original.id)}>
            {row.original.customer.name}
          </Link>
        ),
      },
      {
        id: "note",
        header: t("column.note"),
        place: "detail",
        cell: ({ row }) => (
          <span className="block max-w-36 overflow-hidden text-ellipsis text-ink-2 lg:max-w-70">
            {row.original.note ?? row.original.reference_no ?? "–"}
          </span>
        ),
      },
      {
        id: "uses",
        header: t("column.uses"),
        low: true,
        cell: ({ row }) => (
          <span className="text-ink-2">{t("uses", { uses: row.original.uses, max: row.original.max_uses })}</span>
        ),
      },
      {
        id: "ends",
        header: t("column.ends"),
        low: true,
        cell: ({ row }) => (
          <span className="text-ink-2">
            <RelativeTime iso={row.original.expires_at} />
          </span>
        ),
      },
      {
        id: "reference",
        header: t("column.reference"),
        low: true,
        cell: ({ row }) => <span className="mono text-ink-2">{row.original.reference_no ?? "–"}</span>,
      },
    ],
    [slug, t],
  );
}
