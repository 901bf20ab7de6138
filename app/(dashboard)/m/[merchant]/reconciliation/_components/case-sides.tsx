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

/** The three sides below each other by field; a field on which they differ is marked with more than a colour. */
export function CaseSides({ one }: { one: CaseView }) {
  const t = useTranslations("reconciliation");
  const sides = [one.ours, one.theirs, one.bank];
  const names = [...new Set(sides.flatMap((side) => Object.keys(side ?? {})))].filter((name) => t.has(`side.${name}`));
  const differs = (name: string) => {
    const told = sides.filter((side) => side !== null).map((side) => side[name] ?? null);
    return name !== "status" && name !== "at" && told.length > 1 && new Set(told).size > 1;
  };
  return (
    <Panel id="case-sides" title={t("title")}>
      <div className="overflow-x-auto">
        <table className="table">
          <caption className="sr-only">{t("caption")}</caption>
          <thead>
            <tr>
              <td />
              <th scope="col">{t("column.ours")}</th>
              <th scope="col">{t("column.theirs")}</th>
              <th scope="col">{t("column.bank")}</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <th scope="row" className="font-normal text-ink-2">
                  {t(`side.${name}`)}
                  {differs(name) ? <b className="font-medium text-ink"> ≠</b> : null}
                </th>
                {sides.map((side, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the three sides have fixed places
                  <td key={index} className={differs(name) ? "font-medium whitespace-normal" : "whitespace-normal"}>
                    {side === null ? null : <SideValue name={name} value={side[name]} />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
