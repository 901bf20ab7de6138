"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useMemo, useState } from "react";
import { ExactTime } from "@/app/_components/exact-time";
import { TrustBars } from "@/app/_components/trust-bars";
import { Button } from "@/app/_components/ui/button";
import { Link } from "@/app/_components/ui/link";
import { type DataColumn, DataTable } from "@/app/_components/ui/lists/data-table";
import { routes } from "@/app/_lib/routes";
import type { NotificationDto } from "@/lib/webhooks/inbox/schemas";
import { useReasonText } from "./reason-text";
import { VerdictBadge } from "./verdict-badge";

type InboundListProps = { slug: string; rows: NotificationDto[] };

function useColumns(slug: string): DataColumn<NotificationDto>[] {
  const t = useTranslations("inbound");
  const reasonOf = useReasonText();
  return useMemo<DataColumn<NotificationDto>[]>(
    () => [
      {
        id: "time",
        header: t("column.time"),
        place: "title",
        cell: ({ row: { original: row } }) => (
          <span className="inline-flex items-center gap-3">
            <label className="checkbox">
              <input type="checkbox" name="id" value={row.id} />
              <span className="sr-only">{t("pick", { time: row.created_at })}</span>
            </label>
            <Link className="link" href={routes.notification(slug, row.id)}>
              <ExactTime iso={row.created_at} form="short" />
            </Link>
          </span>
        ),
      },
      {
        id: "what",
        header: t("column.what"),
        place: "detail",
        cell: ({ row: { original: row } }) => (
          <span className="two-line">
            <span>{t(`subject.${row.subject_kind ?? "none"}`)}</span>
            <small>
              {t(`provider.${row.provider}`)}
              {row.subject_id === null ? null : <span className="mono"> {row.subject_id.slice(-8)}</span>}
            </small>
          </span>
        ),
      },
      {
        id: "trust",
        header: t("column.trust"),
        low: true,
        cell: ({ row: { original: row } }) => <TrustBars trust={row.trust} />,
      },
      {
        id: "verdict",
        header: t("column.verdict"),
        place: "value",
        cell: ({ row: { original: row } }) => <VerdictBadge status={row.status} />,
      },
      {
        id: "reason",
        header: t("column.reason"),
        place: "state",
        cell: ({ row: { original: row } }) => <span className="text-ink-2">{reasonOf(row.reason) ?? "–"}</span>,
      },
      {
        id: "deliveries",
        header: t("column.deliveries"),
        numeric: true,
        low: true,
        cell: ({ row: { original: row } }) => row.deliveries,
      },
    ],
    [t, slug, reasonOf],
  );
}

/** Choosing is a plain form of checkboxes: it leads to the shadow run of what was chosen, with script and without. */
export function InboundList({ slug, rows }: InboundListProps) {
  const t = useTranslations("inbound");
  const columns = useColumns(slug);
  const [count, setCount] = useState(0);
  const recount = (event: FormEvent<HTMLFormElement>) =>
    setCount(new FormData(event.currentTarget).getAll("id").length);
  return (
    <form action={routes.replay(slug)} onChange={recount}>
      <DataTable caption={t("caption")} columns={columns} rows={rows} rowId={({ id }) => id} />
      <div className="panel-foot list-foot">
        <Button type="submit" tone={count > 0 ? "primary" : "plain"} disabled={count === 0}>
          {t("try_chosen", { count })}
        </Button>
      </div>
    </form>
  );
}
