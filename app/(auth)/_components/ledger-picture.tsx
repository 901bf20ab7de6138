import { useLocale, useTranslations } from "next-intl";
import { formatAmount } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";

const CHARGED = 1_240_000n;
const NET = 1_213_340n;
const FEE = 22_217n;
const TAX = 4_443n;

/** What this program does, drawn: one payment as the two sides of an account that agree. */
export function LedgerPicture() {
  const t = useTranslations("auth.ledger");
  const locale = useLocale() as MoneyLocale;
  const text = (minorUnits: bigint) => formatAmount(minorUnits, locale);
  return (
    <aside className="signin-art" aria-hidden="true">
      <div className="ledger-art">
        <p className="ledger-head">
          <span>{t("debit")}</span>
          <span>{t("credit")}</span>
        </p>
        <div className="ledger-sides">
          <ul>
            <li>
              <small>{t("receivable")}</small>
              {text(NET)}
            </li>
            <li>
              <small>{t("fee")}</small>
              {text(FEE)}
            </li>
            <li>
              <small>{t("tax")}</small>
              {text(TAX)}
            </li>
          </ul>
          <ul>
            <li>
              <small>{t("payable")}</small>
              {text(CHARGED)}
            </li>
          </ul>
        </div>
        <p className="ledger-foot">
          <b>{text(CHARGED)}</b>
          <b>{text(CHARGED)}</b>
        </p>
        <p className="mt-6 text-14 text-ink-2">{t("motto")}</p>
      </div>
    </aside>
  );
}
