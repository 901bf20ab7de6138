import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { cardName } from "@/app/_components/card-name";
import { ExactTime } from "@/app/_components/exact-time";
import { ListError } from "@/app/_components/lists/list-error";
import { Money } from "@/app/_components/money";
import { AttemptStatusBadge } from "@/app/_components/status-badge";
import { type DataColumn, DataTable } from "@/app/_components/ui/lists/data-table";
import { Panel } from "@/app/_components/ui/panel";
import type { CheckoutTry } from "@/lib/checkout/sessions/tries.queries";
import { readDecline } from "@/lib/declines/read-decline";

type Row = CheckoutTry & { number: number };
type TryTableProps = { tries: readonly CheckoutTry[]; error: Error | null; retry: () => void };

/** The provider's code and words, and below what staff can make of them. */
function Decline({ row }: { row: Row }) {
  const coach = useTranslations("declines");
  if (!row.decline) return <span className="max-md:hidden">–</span>;
  return (
    <span className="block max-w-80 min-w-48 whitespace-normal py-1 text-ink-2">
      <span className="mono">{row.decline.code}</span> {row.decline.message}
      <small className="block leading-snug">
        {coach(`staff.${readDecline(row.account.provider, row.decline.code).textKey}`)}
      </small>
    </span>
  );
}

/** The card, and the plan where it was to be paid in parts. */
function CardAndPlan({ row }: { row: Row }) {
  const t = useTranslations("checkouts.one.tries");
  const plan = row.installments ?? 1;
  return (
    <span className="text-ink-2">
      {cardName(row.card)}
      {plan > 1 && row.amount !== null ? (
        <small className="block">
          {t("plan", { count: plan })} <Money minorUnits={row.amount} />
        </small>
      ) : null}
    </span>
  );
}

/** Every try of the checkout, newest first: which account, which card, what the provider said. */
export function TryTable({ tries, error, retry }: TryTableProps) {
  const t = useTranslations("checkouts.one.tries");
  const rows = useMemo(() => tries.map((one, index) => ({ ...one, number: index + 1 })).reverse(), [tries]);
  const columns = useMemo<DataColumn<Row>[]>(
    () => [
      { id: "number", header: t("number"), narrow: true, cell: ({ row }) => row.original.number },
      {
        id: "result",
        header: t("result"),
        place: "title",
        cell: ({ row }) => <AttemptStatusBadge status={row.original.status} reason={row.original.decline?.class} />,
      },
      {
        id: "account",
        header: t("account"),
        cell: ({ row }) => (
          <span className="text-ink-2">
            {row.original.account.label}
            <small className="mono block">{row.original.reference}</small>
          </span>
        ),
      },
      {
        id: "card",
        header: t("card"),
        place: "value",
        cell: ({ row }) => <CardAndPlan row={row.original} />,
      },
      {
        id: "code",
        header: t("code"),
        place: "detail",
        cell: ({ row }) => (
          <>
            <span className="text-ink-2 md:hidden">{row.original.account.label}</span>
            <Decline row={row.original} />
          </>
        ),
      },
      {
        id: "time",
        header: t("time"),
        numeric: true,
        place: "state",
        cell: ({ row }) => (
          <span className="text-ink-2">
            <ExactTime iso={row.original.started_at} form="short" />
          </span>
        ),
      },
    ],
    [t],
  );
  return (
    <Panel id="tries" title={t("title")} aside={<span className="hint">{t("note", { count: rows.length })}</span>}>
      {error ? <ListError error={error} retry={retry} /> : null}
      {!error && rows.length === 0 ? <p className="panel-body text-ink-3">{t("none")}</p> : null}
      {rows.length > 0 ? (
        <DataTable caption={t("title")} columns={columns} rows={rows} rowId={(row) => row.id} />
      ) : null}
    </Panel>
  );
}
