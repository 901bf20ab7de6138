import { useLocale, useTranslations } from "next-intl";
import { Money } from "@/app/_components/money";
import { Panel } from "@/app/_components/ui/panel";
import { exactTime } from "@/app/_lib/time-format";
import type { CaseView } from "@/lib/reconciliation/schemas";

const MONEY = /(^|_)(amount|net|commission|refunded)$/;
type Value = string | number | boolean | null | undefined;

function SideValue({ name, value }: { name: string; value: Value }) {
  const t = useTranslations("reconciliation");
  const locale = useLocale();
  if (value === null || value === undefined || value === "") return <span className="text-ink-2">{t("nothing")}</span>;
  if (MONEY.test(name)) return <Money minorUnits={String(value)} bare />;
  if (name === "at") return exactTime(String(value), locale).full;
  if (name === "status" && t.has(`state.${value}`)) return t(`state.${String(value)}`);
  return <span className="break-all">{String(value)}</span>;
}

/** In the order a person compares them. */
const ORDER = [
  ...[
    "amount",
    "net",
    "commission",
    "refunded",
    "currency",
    "status",
    "at",
    "day",
    "reference",
    "payments",
    "text",
    "iban",
  ],
  ...[
    "beneficiary",
    "transaction_id",
    "all_count",
    "all_amount",
    "paid_count",
    "paid_amount",
    "failed_count",
    "failed_amount",
  ],
  ...[
    "refunds_count",
    "refunds_amount",
    "partialRefunds_count",
    "partialRefunds_amount",
    "cancels_count",
    "cancels_amount",
  ],
];
/** Each side calls a state by its own word, and a moment may be seconds apart. */
const OWN_WORDS = ["status", "at"];

/** The sides below each other by field; a field on which they differ is marked with more than a colour. */
export function CaseSides({ one }: { one: CaseView }) {
  const t = useTranslations("reconciliation");
  const sides = (["ours", "theirs", "bank"] as const).flatMap((name) => {
    const side = one[name];
    return side === null && (name === "bank" || one.source === "bank") ? [] : [{ name, side }];
  });
  const names = ORDER.filter((name) => sides.some(({ side }) => side !== null && name in side));
  const differs = (name: string) => {
    const told = sides.flatMap(({ side }) => (side !== null && name in side ? [side[name]] : []));
    return !OWN_WORDS.includes(name) && new Set(told).size > 1;
  };
  return (
    <Panel id="case-sides" title={t("case.sides")}>
      <div className="overflow-x-auto">
        <table className="table">
          <caption className="sr-only">{t("caption")}</caption>
          <thead>
            <tr>
              <td />
              {sides.map(({ name }) => (
                <th key={name} scope="col">
                  {t(`column.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <th scope="row" className="font-normal text-ink-2">
                  {t(`side.${name}`)}
                  {differs(name) ? <b className="font-medium text-ink"> ≠</b> : null}
                </th>
                {sides.map(({ name: column, side }) => (
                  <td key={column} className={differs(name) ? "font-medium whitespace-normal" : "whitespace-normal"}>
                    {side !== null && name in side ? <SideValue name={name} value={side[name]} /> : null}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {sides.some(({ side }) => side === null) ? (
        <p className="hint px-4 pb-3">
          {sides
            .flatMap(({ name, side }) => (side === null ? [`${t(`column.${name}`)}: ${t("nothing")}`] : []))
            .join(" · ")}
        </p>
      ) : null}
    </Panel>
  );
}
