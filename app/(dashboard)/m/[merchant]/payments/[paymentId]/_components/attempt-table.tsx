import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { cardName } from "@/app/_components/card-name";
import { ExactTime } from "@/app/_components/exact-time";
import { AttemptStatusBadge } from "@/app/_components/status-badge";
import { type DataColumn, DataTable } from "@/app/_components/ui/lists/data-table";
import { Panel } from "@/app/_components/ui/panel";
import { readDecline } from "@/lib/declines/read-decline";
import type { AttemptDto } from "@/lib/payments/schemas";

type Row = AttemptDto & { number: number };

/** Every try, newest first, with what the provider said about it. */
export function AttemptTable({ attempts }: { attempts: readonly AttemptDto[] }) {
  const t = useTranslations("payment");
  const coach = useTranslations("declines");
  const rows = useMemo(
    () => attempts.map((attempt, index) => ({ ...attempt, number: index + 1 })).reverse(),
    [attempts],
  );
  const columns = useMemo<DataColumn<Row>[]>(
    () => [
      { id: "number", header: t("attempt.number"), cell: ({ row }) => row.original.number },
      {
        id: "result",
        header: t("attempt.result"),
        place: "title",
        cell: ({ row }) => <AttemptStatusBadge status={row.original.status} reason={row.original.decline?.class} />,
      },
      {
        id: "card",
        header: t("attempt.card"),
        place: "value",
        cell: ({ row }) => <span className="text-ink-2">{cardName(row.original.card)}</span>,
      },
      {
        id: "code",
        header: t("attempt.code"),
        place: "detail",
        cell: ({ row }) =>
          row.original.decline ? (
            <span className="text-ink-2">
              <span className="mono">{row.original.decline.code}</span> {row.original.decline.message}
              <small className="block max-w-72 whitespace-normal">
                {coach(`staff.${readDecline(row.original.provider, row.original.decline.code).textKey}`)}
              </small>
            </span>
          ) : (
            "–"
          ),
      },
      {
        id: "reference",
        header: t("attempt.reference"),
        low: true,
        cell: ({ row }) => <span className="mono text-ink-2">{row.original.provider_reference}</span>,
      },
      {
        id: "time",
        header: t("attempt.time"),
        numeric: true,
        place: "state",
        cell: ({ row }) => (
          <span className="text-ink-2">
            <ExactTime iso={row.original.started_at} form="short" />
          </span>
        ),
      },
    ],
    [t, coach],
  );
  return (
    <Panel
      id="attempts"
      title={t("attempts")}
      aside={<span className="hint">{t("attempts_note", { count: rows.length })}</span>}
    >
      {rows.length === 0 ? (
        <p className="panel-body text-ink-3">{t("no_attempts")}</p>
      ) : (
        <DataTable caption={t("attempts")} columns={columns} rows={rows} rowId={(row) => row.id} />
      )}
    </Panel>
  );
}
