"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { Money } from "@/app/_components/money";
import { Link } from "@/app/_components/ui/link";
import { type DataColumn, DataTable } from "@/app/_components/ui/lists/data-table";
import { Panel } from "@/app/_components/ui/panel";
import { routes } from "@/app/_lib/routes";
import { dayAndMinute } from "@/app/_lib/time-format";
import type { PlannedLine } from "../actions";

const rowId = ({ line }: PlannedLine) => String(line);

function Verdict({ row }: { row: PlannedLine }) {
  const t = useTranslations("refunds.bulk");
  const locale = useLocale();
  if (row.verdict === "refused") {
    const key = `refused.${row.reason}`;
    const why = t.has(key) ? t(key) : t("refused.other");
    return <span className="whitespace-normal text-fail">{why}</span>;
  }
  const isLater = row.verdict === "scheduled" && row.scheduled_for !== null;
  return (
    <span>
      {t(`verdict.${row.verdict}`)}
      {isLater ? <span className="text-ink-2">, {dayAndMinute(row.scheduled_for ?? "", locale)}</span> : null}
    </span>
  );
}

/** Each line of the list as it was written, and what would become of it. */
export function PlanTable({ slug, lines }: { slug: string; lines: PlannedLine[] }) {
  const t = useTranslations("refunds.bulk");
  const columns = useMemo<DataColumn<PlannedLine>[]>(
    () => [
      { id: "line", header: t("line"), numeric: true, narrow: true, low: true, cell: ({ row }) => row.original.line },
      {
        id: "text",
        header: t("written"),
        place: "title",
        cell: ({ row }) => (
          <span className="mono block max-w-70 overflow-hidden text-ellipsis">{row.original.text}</span>
        ),
      },
      {
        id: "payment",
        header: t("payment"),
        low: true,
        cell: ({ row }) =>
          row.original.payment_id === null ? null : (
            <Link className="link" href={routes.payment(slug, row.original.payment_id)}>
              {row.original.customer ?? row.original.payment_id.slice(-8)}
            </Link>
          ),
      },
      {
        id: "amount",
        header: t("amount"),
        numeric: true,
        place: "value",
        cell: ({ row }) => (row.original.amount === null ? "–" : <Money minorUnits={row.original.amount} />),
      },
      { id: "verdict", header: t("what"), place: "detail", cell: ({ row }) => <Verdict row={row.original} /> },
    ],
    [slug, t],
  );
  return (
    <Panel id="bulk-plan" title={t("plan")} aside={<span className="hint">{t("nothing_yet")}</span>}>
      <DataTable caption={t("plan")} columns={columns} rows={lines} rowId={rowId} />
    </Panel>
  );
}
