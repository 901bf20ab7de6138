"use client";

import dynamic from "next/dynamic";
import { useLocale, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { BecauseLine } from "@/app/_components/because-line";
import { RelativeTime } from "@/app/_components/date-time";
import { ListError } from "@/app/_components/lists/list-error";
import { Money } from "@/app/_components/money";
import { RefundStatusBadge } from "@/app/_components/status-badge";
import { Button } from "@/app/_components/ui/button";
import { Link } from "@/app/_components/ui/link";
import { type DataColumn, DataTable } from "@/app/_components/ui/lists/data-table";
import { Panel } from "@/app/_components/ui/panel";
import { routes } from "@/app/_lib/routes";
import { dayAndMinute } from "@/app/_lib/time-format";
import type { RefundView } from "@/lib/refunds/schemas";

const WithdrawDialog = dynamic(() => import("./withdraw-dialog").then((module) => module.WithdrawDialog), {
  ssr: false,
});

type PaymentRefundsProps = {
  slug: string;
  refunds: readonly RefundView[];
  left: bigint;
  mayRequest: boolean;
  mayApprove: boolean;
  error: Error | null;
  retry: () => void;
};

const WITHDRAWABLE = ["awaiting_approval", "scheduled"];

function RefundStory({ refund }: { refund: RefundView }) {
  const t = useTranslations("refunds");
  const locale = useLocale();
  return (
    <div className="grid max-w-[60ch] gap-1 py-2 whitespace-normal max-md:py-0">
      <BecauseLine because={refund.because} />
      {refund.status === "scheduled" && refund.scheduled_for ? (
        <p className="font-medium">{t("sends_at", { time: dayAndMinute(refund.scheduled_for, locale) })}</p>
      ) : null}
      <p className="text-12 text-ink-3">
        {t(`kind.${refund.kind}`)}, {refund.requested_by_name ?? t("someone")}: {refund.reason}
      </p>
    </div>
  );
}

function useColumns({ slug, mayRequest, mayApprove }: PaymentRefundsProps, withdraw: (refund: RefundView) => void) {
  const t = useTranslations("refunds");
  return useMemo<DataColumn<RefundView>[]>(
    () => [
      {
        id: "status",
        header: t("column.status"),
        place: "title",
        cell: ({ row }) => <RefundStatusBadge status={row.original.status} />,
      },
      {
        id: "amount",
        header: t("column.amount"),
        numeric: true,
        place: "value",
        cell: ({ row }) => (
          <b className="font-medium">
            <Money minorUnits={row.original.amount} />
          </b>
        ),
      },
      {
        id: "why",
        header: t("column.why"),
        place: "detail",
        cell: ({ row }) => <RefundStory refund={row.original} />,
      },
      {
        id: "created",
        header: t("column.created"),
        low: true,
        cell: ({ row }) => <RelativeTime iso={row.original.created_at} />,
      },
      {
        id: "action",
        header: t("column.action"),
        numeric: true,
        place: "state",
        cell: ({ row }) => (
          <span className="inline-flex flex-wrap items-center justify-end gap-2">
            {mayApprove && row.original.status === "awaiting_approval" && !row.original.is_own ? (
              <Link className="link" href={routes.refunds(slug)}>
                {t("panel.approve")}
              </Link>
            ) : null}
            {mayRequest && WITHDRAWABLE.includes(row.original.status) ? (
              <Button size="sm" onClick={() => withdraw(row.original)}>
                {t("panel.withdraw")}
              </Button>
            ) : null}
          </span>
        ),
      },
    ],
    [t, slug, mayRequest, mayApprove, withdraw],
  );
}

/** Every refund of this payment with what it means for the money now. */
export function PaymentRefunds(props: PaymentRefundsProps) {
  const { slug, refunds, left, error, retry } = props;
  const t = useTranslations("refunds");
  const [leaving, setLeaving] = useState<RefundView | undefined>();
  const columns = useColumns(props, setLeaving);
  const rows = useMemo(() => [...refunds], [refunds]);
  return (
    <Panel
      id="refunds"
      title={t("panel.title")}
      aside={
        <span className="hint">
          {t("panel.left")}{" "}
          <b className="font-medium text-ink">
            <Money minorUnits={left} />
          </b>
        </span>
      }
    >
      {error ? <ListError error={error} retry={retry} /> : null}
      {!error && rows.length === 0 ? <p className="panel-body text-ink-3">{t("panel.none")}</p> : null}
      {rows.length > 0 ? (
        <DataTable caption={t("panel.title")} columns={columns} rows={rows} rowId={(row) => row.id} />
      ) : null}
      {leaving ? <WithdrawDialog slug={slug} refund={leaving} onClose={() => setLeaving(undefined)} /> : null}
    </Panel>
  );
}
