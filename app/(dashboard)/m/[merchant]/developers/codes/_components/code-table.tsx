"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ExactTime } from "@/app/_components/exact-time";
import { type DataColumn, DataTable } from "@/app/_components/ui/lists/data-table";
import type { UnknownCode } from "@/lib/declines/schemas";

/** One line a code: what the provider wrote beside it, how often, from when to when. */
export function CodeTable({ rows }: { rows: UnknownCode[] }) {
  const t = useTranslations("codes");
  const columns = useMemo<DataColumn<UnknownCode>[]>(
    () => [
      {
        id: "code",
        header: t("code"),
        place: "title",
        cell: ({ row }) => <span className="mono">{row.original.code}</span>,
      },
      {
        id: "provider",
        header: t("provider"),
        place: "detail",
        cell: ({ row }) => (row.original.provider === "paywall" ? "Paywall" : "Paynet"),
      },
      {
        id: "message",
        header: t("message"),
        place: "detail",
        cell: ({ row }) => <span className="text-ink-2">{row.original.message || "–"}</span>,
      },
      { id: "count", header: t("count"), numeric: true, place: "value", cell: ({ row }) => row.original.count },
      {
        id: "first",
        header: t("first"),
        numeric: true,
        cell: ({ row }) => <ExactTime iso={row.original.first_at} form="short" />,
      },
      {
        id: "last",
        header: t("last"),
        numeric: true,
        place: "state",
        cell: ({ row }) => <ExactTime iso={row.original.last_at} form="short" />,
      },
    ],
    [t],
  );
  return (
    <DataTable caption={t("caption")} columns={columns} rows={rows} rowId={(row) => `${row.provider} ${row.code}`} />
  );
}
