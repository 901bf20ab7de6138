"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { cardName } from "@/app/_components/card-name";
import { RelativeTime } from "@/app/_components/date-time";
import { ListError } from "@/app/_components/lists/list-error";
import { Money } from "@/app/_components/money";
import { PaymentStatusBadge } from "@/app/_components/status-badge";
import { Link } from "@/app/_components/ui/link";
import { type DataColumn, DataTable } from "@/app/_components/ui/lists/data-table";
import { Panel } from "@/app/_components/ui/panel";
import { Pill } from "@/app/_components/ui/pill";
import { routes } from "@/app/_lib/routes";
import type { PaymentDto } from "@/lib/payments/schemas";

type CheckoutPaymentsProps = {
  slug: string;
  payments: readonly PaymentDto[];
  error: Error | null;
  retry: () => void;
};

/** What became of the tries: one payment that was taken, or those that were not. */
export function CheckoutPayments({ slug, payments, error, retry }: CheckoutPaymentsProps) {
  const t = useTranslations();
  const columns = useMemo<DataColumn<PaymentDto>[]>(
    () => [
      {
        id: "time",
        header: t("payments.column.time"),
        place: "detail",
        cell: ({ row }) => (
          <span className="text-ink-2">
            <RelativeTime iso={row.original.created_at} />
          </span>
        ),
      },
      {
        id: "status",
        header: t("payments.column.status"),
        place: "state",
        cell: ({ row }) => (
          <span className="inline-flex items-center gap-2 align-middle">
            <PaymentStatusBadge
              status={row.original.status}
              reason={row.original.attempts.findLast((attempt) => attempt.decline)?.decline?.class}
            />
            {row.original.review ? <Pill tone="wait">{t("payments.needs_look")}</Pill> : null}
          </span>
        ),
      },
      {
        id: "customer",
        header: t("payments.column.customer"),
        place: "title",
        cell: ({ row }) => (
          <Link className="row-link" href={routes.payment(slug, row.original.id)}>
            {row.original.customer.name ?? t("payments.no_name")}
          </Link>
        ),
      },
      {
        id: "card",
        header: t("payments.column.card"),
        low: true,
        cell: ({ row }) => <span className="text-ink-2">{cardName(row.original.card)}</span>,
      },
      {
        id: "amount",
        header: t("payments.column.amount"),
        numeric: true,
        place: "value",
        cell: ({ row }) => (
          <b className="font-medium">
            <Money minorUnits={row.original.amount_charged ?? row.original.amount_requested} />
          </b>
        ),
      },
    ],
    [slug, t],
  );
  const rows = useMemo(() => [...payments], [payments]);
  return (
    <Panel id="checkout-payments" title={t("checkouts.one.payments")}>
      {error ? <ListError error={error} retry={retry} /> : null}
      {!error && rows.length === 0 ? <p className="panel-body text-ink-3">{t("checkouts.one.no_payments")}</p> : null}
      {rows.length > 0 ? (
        <DataTable caption={t("checkouts.one.payments")} columns={columns} rows={rows} rowId={(row) => row.id} />
      ) : null}
    </Panel>
  );
}
