"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { RelativeTime } from "@/app/_components/date-time";
import { Money } from "@/app/_components/money";
import { Link } from "@/app/_components/ui/link";
import type { DataColumn } from "@/app/_components/ui/lists/data-table";
import { routes } from "@/app/_lib/routes";
import type { PayoutView } from "@/lib/payouts/schemas";
import { PayoutBadge } from "./payout-badge";

export function usePayoutColumns(slug: string): DataColumn<PayoutView>[] {
  const t = useTranslations("payouts");
  const because = useTranslations("because");
  return useMemo(
    () => [
      {
        id: "created",
        narrow: true,
        low: true,
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
        cell: ({ row }) => <PayoutBadge status={row.original.status} />,
      },
      {
        id: "to",
        header: t("column.to"),
        place: "title",
        cell: ({ row }) => (
          <Link className="row-link" href={routes.escrowCase(slug, row.original.escrow_id)}>
            {row.original.beneficiary.name}{" "}
            <span className="mono text-ink-2">…{row.original.beneficiary.iban.slice(-6)}</span>
          </Link>
        ),
      },
      {
        id: "why",
        header: t("column.why"),
        place: "detail",
        cell: ({ row: { original } }) => (
          <span className="block min-w-40 py-1.5 text-ink-2 whitespace-normal lg:max-w-90">
            {because.has(original.because.code)
              ? because(original.because.code, { detail: original.because.detail ?? "" })
              : original.because.text}{" "}
            {original.batch_id === null ? null : (
              <a className="link" href={routes.api.payoutFile(slug, original.batch_id)}>
                {t("file_again")}
              </a>
            )}
          </span>
        ),
      },
    ],
    [slug, t, because],
  );
}
