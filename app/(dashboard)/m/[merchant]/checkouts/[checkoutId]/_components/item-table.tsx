import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Money } from "@/app/_components/money";
import { type DataColumn, DataTable } from "@/app/_components/ui/lists/data-table";
import { Panel } from "@/app/_components/ui/panel";
import type { CheckoutView } from "@/lib/checkout/sessions/schemas";

type Line = CheckoutView["items"][number] & { key: string };

/** What is sold, line by line; nothing where the merchant named no lines. */
export function ItemTable({ checkout }: { checkout: CheckoutView }) {
  const t = useTranslations("checkouts.one.items");
  const lines = useMemo(
    () => checkout.items.map((item, index) => ({ ...item, key: `${index} ${item.name}` })),
    [checkout.items],
  );
  const columns = useMemo<DataColumn<Line>[]>(
    () => [
      { id: "name", header: t("name"), place: "title", cell: ({ row }) => row.original.name },
      {
        id: "count",
        header: t("count"),
        place: "detail",
        cell: ({ row }) => (
          <span className="text-ink-2">
            {row.original.quantity} × <Money minorUnits={row.original.unit_amount} />
          </span>
        ),
      },
      {
        id: "sum",
        header: t("sum"),
        numeric: true,
        place: "value",
        cell: ({ row }) => <Money minorUnits={row.original.quantity * row.original.unit_amount} />,
      },
    ],
    [t],
  );
  if (lines.length === 0) return null;
  return (
    <Panel id="items" title={t("title")} aside={<span className="hint">{t("note", { count: lines.length })}</span>}>
      <DataTable caption={t("title")} columns={columns} rows={lines} rowId={(line) => line.key} />
    </Panel>
  );
}
