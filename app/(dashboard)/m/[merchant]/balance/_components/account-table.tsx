import { useTranslations } from "next-intl";
import { Money } from "@/app/_components/money";
import { Panel } from "@/app/_components/ui/panel";
import type { BalanceDto } from "@/lib/ledger/schemas";
import { accountKey } from "../../_components/account-name";

/** Every account with both sides; the last line proves that they are equal. */
export function AccountTable({ balance }: { balance: BalanceDto }) {
  const t = useTranslations("balance.accounts");
  const names = useTranslations("balance.account");
  const sum = (side: "debit" | "credit") => balance.accounts.reduce((total, account) => total + account[side], 0);
  const nameOf = (account: string) => {
    const { key, provider } = accountKey(account);
    return names.has(key) ? names(key, { provider }) : account;
  };
  if (balance.accounts.length === 0) return null;
  return (
    <Panel id="accounts" title={t("title")} aside={<span className="hint">{t("note")}</span>}>
      <div className="account-scroll">
        <table className="table account-table">
          <caption className="sr-only">{t("title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("name")}</th>
              <th scope="col" className="numeric">
                {t("debit")}
              </th>
              <th scope="col" className="numeric">
                {t("credit")}
              </th>
              <th scope="col" className="numeric">
                {t("amount")}
              </th>
            </tr>
          </thead>
          <tbody>
            {balance.accounts.map(({ account, debit, credit, amount }) => (
              <tr key={account}>
                <th scope="row">{nameOf(account)}</th>
                <td className="numeric" data-side={t("debit")}>
                  <Money minorUnits={debit} bare />
                </td>
                <td className="numeric" data-side={t("credit")}>
                  <Money minorUnits={credit} bare />
                </td>
                <td className="numeric font-medium" data-side={t("amount")}>
                  <Money minorUnits={amount} bare />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t("sum")}</th>
              <td className="numeric" data-side={t("debit")}>
                <Money minorUnits={sum("debit")} bare />
              </td>
              <td className="numeric" data-side={t("credit")}>
                <Money minorUnits={sum("credit")} bare />
              </td>
              <td className="numeric" data-side={t("amount")}>
                <Money minorUnits={sum("debit") - sum("credit")} bare />
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
    </Panel>
  );
}
