"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { CaseStateBadge } from "@/app/_components/escrow/case-badge";
import { caseNumber } from "@/app/_components/escrow/case-words";
import { Money } from "@/app/_components/money";
import { Link } from "@/app/_components/ui/link";
import type { DataColumn } from "@/app/_components/ui/lists/data-table";
import { routes } from "@/app/_lib/routes";
import type { EscrowRow } from "@/lib/escrow/desk/escrow-view";
import type { Picking } from "./bulk/use-picked";
import { ClockLeft } from "./clock-left";

const DAY_MS = 86_400_000;

function CaseCell({ slug, escrow, picking }: { slug: string; escrow: EscrowRow; picking: Picking | undefined }) {
  const t = useTranslations("escrow");
  const buyer = escrow.customer_name ?? t("no_buyer");
  const isOther = picking !== undefined && !picking.fits(escrow);
  return (
    <span className="case-cell">
      {picking ? (
        <span className="checkbox raised">
          <input
            type="checkbox"
            aria-label={t("bulk.pick", { buyer: `${buyer}, ${caseNumber(escrow.id)}` })}
            title={isOther ? t("bulk.other_class") : undefined}
            checked={picking.has(escrow.id)}
            disabled={isOther}
            onChange={() => picking.toggle(escrow)}
          />
        </span>
      ) : null}
      <span className="two-line">
        <Link className="row-link font-medium" href={routes.escrowCase(slug, escrow.id)}>
          {buyer}
        </Link>
        <small>
          {t("case", { number: caseNumber(escrow.id) })}
          {escrow.reference_no ? `, ${escrow.reference_no}` : ""}
        </small>
      </span>
    </span>
  );
}

export function useEscrowColumns(slug: string, now: number, picking: Picking | undefined): DataColumn<EscrowRow>[] {
  const t = useTranslations("escrow");
  return useMemo(
    () => [
      {
        id: "case",
        header: t("column.case"),
        place: "title",
        cell: ({ row }) => <CaseCell slug={slug} escrow={row.original} picking={picking} />,
      },
      {
        id: "held",
        header: t("column.held"),
        numeric: true,
        narrow: true,
        place: "value",
        cell: ({ row }) => (
          <b className="font-medium">
            <Money minorUnits={row.original.amount_held + row.original.amount_pending} />
          </b>
        ),
      },
      {
        id: "since",
        header: t("column.since"),
        low: true,
        cell: ({ row }) => (
          <span className="text-ink-2">
            {row.original.held_at === null
              ? "–"
              : t("days", { count: Math.max(0, Math.floor((now - Date.parse(row.original.held_at)) / DAY_MS)) })}
          </span>
        ),
      },
      {
        id: "evidence",
        header: t("column.evidence"),
        cell: ({ row }) => (
          <span className={row.original.evidence_class === "none" ? "text-ink-3" : undefined}>
            {t(`class.${row.original.evidence_class}`)}
          </span>
        ),
      },
      {
        id: "state",
        header: t("column.state"),
        place: "state",
        cell: ({ row }) => <CaseStateBadge escrow={row.original} />,
      },
      {
        id: "clock",
        header: t("column.clock"),
        place: "detail",
        cell: ({ row }) => <ClockLeft escrow={row.original} now={now} />,
      },
      {
        id: "owner",
        header: t("column.owner"),
        low: true,
        cell: ({ row }) => <span className="text-ink-2">{row.original.owner_name ?? t("nobody")}</span>,
      },
    ],
    [slug, now, picking, t],
  );
}
