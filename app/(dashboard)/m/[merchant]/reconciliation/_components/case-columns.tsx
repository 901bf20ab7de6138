"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { RelativeTime } from "@/app/_components/date-time";
import { Money } from "@/app/_components/money";
import { Link } from "@/app/_components/ui/link";
import type { DataColumn } from "@/app/_components/ui/lists/data-table";
import { routes } from "@/app/_lib/routes";
import type { CaseView } from "@/lib/reconciliation/schemas";
import type { Fix } from "../actions";
import { CaseSide } from "./case-side";
import { FixButtons } from "./fix-buttons";

type Wish = { slug: string; mayFix: boolean; onFix: (one: CaseView, fix: Fix) => void };

export function useCaseColumns({ slug, mayFix, onFix }: Wish): DataColumn<CaseView>[] {
  const t = useTranslations("reconciliation");
  return useMemo(
    () => [
      {
        id: "reason",
        header: t("column.reason"),
        place: "title",
        cell: ({ row: { original: one } }) => (
          <span className="block min-w-52 py-1.5 whitespace-normal lg:max-w-80">
            <Link className="row-link font-medium" href={routes.reconciliationCase(slug, one.id)} data-case={one.id}>
              {t(`reason.${one.reason}.title`)}
            </Link>
            <span className="block text-ink-2">
              {t(`reason.${one.reason}.means`)} {one.status === "open" ? t(`reason.${one.reason}.todo`) : one.comment}
            </span>
          </span>
        ),
      },
      {
        id: "ours",
        header: t("column.ours"),
        cell: ({ row }) => <CaseSide side={row.original.ours} reason={row.original.reason} />,
      },
      {
        id: "theirs",
        header: t("column.theirs"),
        cell: ({ row }) => <CaseSide side={row.original.theirs} reason={row.original.reason} />,
      },
      {
        id: "bank",
        header: t("column.bank"),
        low: true,
        cell: ({ row }) => <CaseSide side={row.original.bank} reason={row.original.reason} />,
      },
      {
        id: "risk",
        header: t("column.risk"),
        numeric: true,
        narrow: true,
        place: "value",
        cell: ({ row }) => (
          <b className="font-medium">
            <Money minorUnits={row.original.amount_at_risk} />
          </b>
        ),
      },
      {
        id: "since",
        header: t("column.since"),
        narrow: true,
        low: true,
        cell: ({ row }) => (
          <span className="text-ink-2">
            <RelativeTime iso={row.original.created_at} />
          </span>
        ),
      },
      {
        id: "fix",
        header: t("column.fix"),
        place: "detail",
        cell: ({ row }) =>
          mayFix ? (
            <FixButtons one={row.original} onFix={(fix) => onFix(row.original, fix)} />
          ) : (
            <span className="text-ink-2">{t(`status.${row.original.status}`)}</span>
          ),
      },
    ],
    [slug, mayFix, onFix, t],
  );
}
