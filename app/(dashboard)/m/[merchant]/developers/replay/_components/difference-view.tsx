"use client";

import { useTranslations } from "next-intl";
import { Money } from "@/app/_components/money";
import { Fact } from "@/app/_components/ui/facts";
import { EmptyState } from "@/app/_components/ui/lists/empty-state";
import { Panel } from "@/app/_components/ui/panel";
import { Pill } from "@/app/_components/ui/pill";
import type { RowChange } from "@/lib/webhooks/replay/schemas";
import { accountKey } from "../../../_components/account-name";

const MONEY = /^(amount|net|commission)/;
const STATUS_CATALOGUES: Partial<Record<RowChange["kind"], string>> = {
  payment: "status.payment",
  attempt: "status.attempt",
  paylink: "status.paylink",
  pos_session: "status.pos",
  checkout: "checkouts.status",
  event: "inbound.status",
};

/** The value in words where a catalogue knows it: a status, a trust level, an amount; else as it is. */
function Value({ row, column, text }: { row: RowChange; column: string; text: string | null }) {
  const t = useTranslations();
  if (text === null) return <span className="text-ink-3">{t("inbound.replay.empty")}</span>;
  if (MONEY.test(column)) return <Money minorUnits={text} />;
  const catalogue = column === "trust" ? "status.trust" : column === "status" ? STATUS_CATALOGUES[row.kind] : undefined;
  const key = `${catalogue}.${text}`;
  if (catalogue !== undefined && t.has(key)) return <>{t(key)}</>;
  return <span className="mono break-all">{text}</span>;
}

function useColumnName(): (column: string) => string {
  const t = useTranslations("inbound.replay.column");
  return (column) => (t.has(column) ? t(column) : column);
}

/** A row that would come to be: what it would say. */
function NewValues({ row }: { row: RowChange }) {
  const nameOf = useColumnName();
  return (
    <dl className="facts px-4 pb-3">
      {row.values.map(({ column, after }) => (
        <Fact key={column} name={nameOf(column)}>
          <Value row={row} column={column} text={after} />
        </Fact>
      ))}
    </dl>
  );
}

function ChangedValues({ row }: { row: RowChange }) {
  const t = useTranslations("inbound.replay");
  const nameOf = useColumnName();
  return (
    <table className="table table-fixed" aria-label={t(`kind.${row.kind}`)}>
      <thead>
        <tr>
          <th scope="col">{t("value")}</th>
          <th scope="col">{t("was")}</th>
          <th scope="col">{t("would")}</th>
        </tr>
      </thead>
      <tbody>
        {row.values.map(({ column, before, after }) => (
          <tr key={column}>
            <td className="whitespace-normal text-ink-2">{nameOf(column)}</td>
            <td className="whitespace-normal">
              <Value row={row} column={column} text={before} />
            </td>
            <td className="whitespace-normal font-medium">
              <Value row={row} column={column} text={after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Legs({ row }: { row: RowChange }) {
  const t = useTranslations("inbound.replay");
  const names = useTranslations("balance.account");
  return (
    <table className="table table-fixed" aria-label={t("journal")}>
      <thead>
        <tr>
          <th scope="col">{t("account")}</th>
          <th scope="col" className="numeric">
            {t("debit")}
          </th>
          <th scope="col" className="numeric">
            {t("credit")}
          </th>
        </tr>
      </thead>
      <tbody>
        {row.legs.map(({ account, amount }) => {
          const { key, provider } = accountKey(account);
          const isDebit = !amount.startsWith("-");
          const money = <Money minorUnits={amount.replace("-", "")} />;
          return (
            <tr key={account}>
              <td className="whitespace-normal">{names.has(key) ? names(key, { provider }) : account}</td>
              <td className="numeric">{isDebit ? money : null}</td>
              <td className="numeric">{isDebit ? null : money}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Because({ code }: { code: string | null }) {
  const t = useTranslations("because");
  const key = code?.replaceAll(".", "_");
  if (key === undefined || !t.has(key)) return null;
  return <p className="hint px-4 pb-2">{t(key, { actor: "", detail: "" })}</p>;
}

function Content({ row }: { row: RowChange }) {
  if (row.legs.length > 0) return <Legs row={row} />;
  return row.change === "new" ? <NewValues row={row} /> : <ChangedValues row={row} />;
}

/** Money first, then the books, then what led there. */
const ORDER: readonly RowChange["kind"][] = [
  "payment",
  "journal",
  "escrow_account",
  "paylink",
  "checkout",
  "pos_session",
  "capture",
  "attempt",
  "event",
];
const inOrder = (rows: readonly RowChange[]) => [...rows].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));

/** Row by row and value by value, with the reason each row would carry; journals with their legs. */
export function DifferenceView({ rows }: { rows: RowChange[] }) {
  const t = useTranslations("inbound.replay");
  if (rows.length === 0) {
    return (
      <div className="panel panel-flush">
        <EmptyState kind="nothing_yet" title={t("none_title")} text={t("none_text")} />
      </div>
    );
  }
  return (
    <Panel id="replay-difference" title={t("difference")} className="panel-flush">
      <ul>
        {inOrder(rows).map((row) => (
          <li key={`${row.kind} ${row.id}`} className="border-b border-line-soft last:border-0">
            <h3 className="flex items-center gap-2 px-4 pt-3 pb-1 text-14 font-semibold">
              {t(`kind.${row.kind}`)} <span className="mono font-normal text-ink-3">{row.id.slice(-8)}</span>{" "}
              <Pill tone={row.change === "new" ? "wait" : "plain"}>{t(row.change)}</Pill>
            </h3>
            <Because code={row.because} />
            <Content row={row} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
