"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { Money } from "@/app/_components/money";
import { Button } from "@/app/_components/ui/button";
import { Link } from "@/app/_components/ui/link";
import type { DataColumn } from "@/app/_components/ui/lists/data-table";
import { routes } from "@/app/_lib/routes";
import type { DisputeView } from "@/lib/escrow/desk/escrow-view";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { DeadlineBadge } from "./deadline-badge";

export type Choice = { kind: "assign" | "settle"; dispute: DisputeView };

type ColumnsProps = {
  slug: string;
  now: number;
  mayWrite: boolean;
  maySettle: boolean;
  onChoose: (choice: Choice) => void;
};

function WhatCell({ slug, dispute }: { slug: string; dispute: DisputeView }) {
  const t = useTranslations("escrow");
  const address =
    dispute.escrow_id === null ? routes.payment(slug, dispute.payment_id) : routes.escrowCase(slug, dispute.escrow_id);
  return (
    <span className="two-line max-w-[44ch]">
      <Link className="row-link font-medium" href={address}>
        {t(`disputes.kind.${dispute.kind}`)}, {dispute.customer_name ?? t("no_buyer")}
      </Link>
      <small className="truncate">“{dispute.reason}”</small>
    </span>
  );
}

function AmountCell({ dispute }: { dispute: DisputeView }) {
  const t = useTranslations("escrow.disputes");
  const locale = useLocale() as MoneyLocale;
  return (
    <span className="two-line">
      <b className="font-medium">
        <Money minorUnits={dispute.amount} />
      </b>
      {dispute.kind === "chargeback" && dispute.from_released > 0 ? (
        <small>{t("from_released", { amount: formatMoney(BigInt(dispute.from_released), "TRY", locale) })}</small>
      ) : null}
    </span>
  );
}

function Actions({
  dispute,
  mayWrite,
  maySettle,
  onChoose,
}: Omit<ColumnsProps, "slug" | "now"> & { dispute: DisputeView }) {
  const t = useTranslations("escrow.disputes");
  if (dispute.status !== "open") return null;
  return (
    <span className="raised inline-flex flex-wrap justify-end gap-2">
      {mayWrite ? (
        <Button size="sm" onClick={() => onChoose({ kind: "assign", dispute })}>
          {t("assign")}
        </Button>
      ) : null}
      {maySettle && dispute.kind === "chargeback" ? (
        <Button size="sm" onClick={() => onChoose({ kind: "settle", dispute })}>
          {t("settle")}
        </Button>
      ) : null}
    </span>
  );
}

export function useDisputeColumns({
  slug,
  now,
  mayWrite,
  maySettle,
  onChoose,
}: ColumnsProps): DataColumn<DisputeView>[] {
  const t = useTranslations("escrow");
  return useMemo(
    () => [
      {
        id: "what",
        header: t("disputes.column.what"),
        place: "title",
        cell: ({ row }) => <WhatCell slug={slug} dispute={row.original} />,
      },
      {
        id: "amount",
        header: t("disputes.column.amount"),
        numeric: true,
        place: "value",
        cell: ({ row }) => <AmountCell dispute={row.original} />,
      },
      {
        id: "deadline",
        header: t("disputes.column.deadline"),
        place: "detail",
        cell: ({ row }) => <DeadlineBadge dispute={row.original} now={now} />,
      },
      {
        id: "owner",
        header: t("disputes.column.owner"),
        low: true,
        cell: ({ row }) => <span className="text-ink-2">{row.original.owner_name ?? t("nobody")}</span>,
      },
      {
        id: "status",
        header: t("disputes.column.status"),
        low: true,
        cell: ({ row }) => t(`disputes.status.${row.original.status}`),
      },
      {
        id: "action",
        header: t("disputes.column.action"),
        numeric: true,
        place: "state",
        cell: ({ row }) => (
          <Actions dispute={row.original} mayWrite={mayWrite} maySettle={maySettle} onChoose={onChoose} />
        ),
      },
    ],
    [slug, now, mayWrite, maySettle, onChoose, t],
  );
}
