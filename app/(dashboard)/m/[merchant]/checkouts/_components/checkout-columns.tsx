"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { RelativeTime } from "@/app/_components/date-time";
import { Money } from "@/app/_components/money";
import { CheckoutStatusBadge } from "@/app/_components/status-badge";
import { Link } from "@/app/_components/ui/link";
import type { DataColumn } from "@/app/_components/ui/lists/data-table";
import { routes } from "@/app/_lib/routes";
import type { CheckoutView } from "@/lib/checkout/sessions/schemas";
import { PROVIDER_NAMES } from "./provider-name";

/** What it is for, in the merchant's words; the customer's name where nobody wrote any. */
function useTitleOf(): (checkout: CheckoutView) => string {
  const t = useTranslations("checkouts");
  return ({ description, items, customer, reference_no }) =>
    description ?? items[0]?.name ?? customer.name ?? reference_no ?? t("unnamed");
}

export function useCheckoutColumns(slug: string): DataColumn<CheckoutView>[] {
  const t = useTranslations("checkouts");
  const titleOf = useTitleOf();
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
        cell: ({ row }) => <CheckoutStatusBadge checkout={row.original} />,
      },
      {
        id: "title",
        header: t("column.title"),
        place: "title",
        cell: ({ row }) => (
          <Link
            className="row-link block max-w-36 overflow-hidden text-ellipsis lg:max-w-70"
            href={routes.checkout(slug, row.original.id)}
          >
            {titleOf(row.original)}
          </Link>
        ),
      },
      {
        id: "customer",
        header: t("column.customer"),
        place: "detail",
        cell: ({ row }) => (
          <span className="text-ink-2">
            {row.original.customer.name ?? <span className="max-md:hidden">–</span>}
            <span className="block text-ink-3 md:hidden">
              <RelativeTime iso={row.original.created_at} />
            </span>
          </span>
        ),
      },
      {
        id: "provider",
        header: t("column.provider"),
        low: true,
        cell: ({ row }) => (
          <span className="text-ink-2">
            {row.original.provider ? PROVIDER_NAMES[row.original.provider] : t("by_rules")}
          </span>
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
    [slug, t, titleOf],
  );
}
