"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Icon } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";
import { RefundStatusBadge } from "@/app/_components/status-badge";
import { ButtonLink } from "@/app/_components/ui/button";
import { Link } from "@/app/_components/ui/link";
import { type DataColumn, DataTable } from "@/app/_components/ui/lists/data-table";
import { Panel } from "@/app/_components/ui/panel";
import { routes } from "@/app/_lib/routes";
import type { BulkResult } from "@/lib/refunds/bulk/schemas";
import type { RefundStatus } from "@/lib/refunds/refund";

type ResultRow = BulkResult["rows"][number];
const rowId = (row: ResultRow) => row.payment_id;

function Outcome({ row }: { row: ResultRow }) {
  const t = useTranslations("refunds.bulk");
  if (row.error === null && row.status !== null) return <RefundStatusBadge status={row.status as RefundStatus} />;
  const key = `refused.${row.error}`;
  return <span className="whitespace-normal text-fail">{t.has(key) ? t(key) : t("refused.other")}</span>;
}

/** What became of every row: its refund, or why there is none. */
export function ResultStep({ slug, result }: { slug: string; result: BulkResult }) {
  const t = useTranslations("refunds.bulk");
  const refused = result.rows.filter(({ error }) => error !== null).length;
  const columns = useMemo<DataColumn<ResultRow>[]>(
    () => [
      {
        id: "payment",
        header: t("payment"),
        place: "title",
        cell: ({ row }) => (
          <Link className="row-link mono" href={routes.payment(slug, row.original.payment_id)}>
            {row.original.payment_id.slice(-8)}
          </Link>
        ),
      },
      {
        id: "amount",
        header: t("amount"),
        numeric: true,
        place: "value",
        cell: ({ row }) => <Money minorUnits={row.original.amount} />,
      },
      { id: "outcome", header: t("became"), place: "detail", cell: ({ row }) => <Outcome row={row.original} /> },
    ],
    [slug, t],
  );
  return (
    <div className="grid gap-4">
      <p className={refused > 0 ? "note note-wait" : "note note-info"} role="status">
        <Icon name={refused > 0 ? "alert" : "info"} />
        <span>{t("done", { count: result.rows.length - refused, refused })}</span>
      </p>
      <Panel id="bulk-result" title={t("result")}>
        <DataTable caption={t("result")} columns={columns} rows={result.rows} rowId={rowId} />
      </Panel>
      <div>
        <ButtonLink href={routes.refunds(slug)}>{t("to_list")}</ButtonLink>
      </div>
    </div>
  );
}
