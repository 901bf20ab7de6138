import { useTranslations } from "next-intl";
import { Money } from "@/app/_components/money";
import type { JournalDto } from "@/lib/ledger/schemas";
import { accountKey } from "../../../../_components/account-name";

/** One line of a journal drawn as the account it touches: debit left, credit right. */
export function TAccount({ entry }: { entry: JournalDto["entries"][number] }) {
  const t = useTranslations("balance");
  const { key, provider } = accountKey(entry.account);
  const name = t.has(`account.${key}`) ? t(`account.${key}`, { provider }) : entry.account;
  return (
    <li className="t-account">
      <p className="t-account-name">{name}</p>
      <dl className="t-account-sides">
        <div>
          <dt>{t("accounts.debit")}</dt>
          {entry.amount > 0 ? (
            <dd>
              <Money minorUnits={entry.amount} bare />
            </dd>
          ) : null}
        </div>
        <div>
          <dt>{t("accounts.credit")}</dt>
          {entry.amount < 0 ? (
            <dd>
              <Money minorUnits={-entry.amount} bare />
            </dd>
          ) : null}
        </div>
      </dl>
    </li>
  );
}
