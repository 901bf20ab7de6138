import { useLocale, useTranslations } from "next-intl";
import { caseNumber } from "@/app/_components/escrow/case-words";
import { Icon } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";
import { Panel } from "@/app/_components/ui/panel";
import { exactTime } from "@/app/_lib/time-format";
import type { EscrowCase } from "@/lib/escrow/desk/escrow-view";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { accountKey } from "../../../_components/account-name";

/** Debits positive, credits negative, minor units. A planned line is what the waiting requests would book. */
type Line = { key: string; at: string | null; amount: number };
type Account = { code: string; lines: Line[] };

const CASE_ACCOUNT = "escrow_liability";

function accountsOf(escrow: EscrowCase): Account[] {
  const accounts = new Map<string, Line[]>([[CASE_ACCOUNT, []]]);
  for (const journal of escrow.journals) {
    for (const [leg, { account, amount }] of journal.entries.entries()) {
      accounts.set(account, [
        ...(accounts.get(account) ?? []),
        { key: `${journal.id} ${leg}`, at: journal.at, amount },
      ]);
    }
  }
  const seller = escrow.terms.beneficiary === null ? "merchant_payable" : "beneficiary_payable";
  // With a split the seller's part is worked out when it is booked: nothing is drawn that may be wrong.
  const waiting = escrow.terms.split.length > 0 ? [] : escrow.requests;
  for (const { id, kind, status, amount } of waiting) {
    if (kind !== "release" || status !== "awaiting_approval") continue;
    for (const [code, signed] of [
      [CASE_ACCOUNT, amount],
      [seller, -amount],
    ] as const) {
      accounts.set(code, [...(accounts.get(code) ?? []), { key: `${id} ${code}`, at: null, amount: signed }]);
    }
  }
  return [...accounts].map(([code, lines]) => ({ code, lines }));
}

function Side({ name, lines }: { name: string; lines: readonly Line[] }) {
  const t = useTranslations("escrow.ledger");
  const locale = useLocale();
  return (
    <div>
      <dt>{name}</dt>
      {lines.map(({ key, at, amount }) => (
        <dd key={key} className={at === null ? "case-line is-planned" : "case-line"}>
          <span>{at === null ? t("planned") : exactTime(at, locale).moment.replace(/,? [\d:]+$/, "")}</span>
          <Money minorUnits={Math.abs(amount)} bare />
        </dd>
      ))}
    </div>
  );
}

function CaseAccount({ account: { code, lines }, escrow }: { account: Account; escrow: EscrowCase }) {
  const t = useTranslations();
  const { key, provider } = accountKey(code);
  const known = t.has(`balance.account.${key}`) ? t(`balance.account.${key}`, { provider }) : code;
  const isCase = code === CASE_ACCOUNT;
  const name = isCase
    ? t("escrow.ledger.case_account")
    : key === "beneficiary_payable"
      ? t("escrow.ledger.beneficiary")
      : known;
  const left = lines.reduce((sum, { at, amount }) => sum - (at === null ? 0 : amount), 0);
  return (
    <li className="t-account">
      <p className="t-account-name flex justify-between gap-2">
        {name}
        {isCase ? <span className="text-12 font-normal text-ink-3">{caseNumber(escrow.id)}</span> : null}
      </p>
      <dl className="t-account-sides">
        <Side name={t("balance.accounts.debit")} lines={lines.filter(({ amount }) => amount > 0)} />
        <Side name={t("balance.accounts.credit")} lines={lines.filter(({ amount }) => amount < 0)} />
      </dl>
      {isCase ? (
        <p className="case-left">
          <span>{t("escrow.ledger.left")}</span>
          <Money minorUnits={left} bare />
        </p>
      ) : null}
    </li>
  );
}

/** The payment's books as accounts; what an approval would book is dashed. The last line proves that both sides are equal. */
export function CaseLedger({ escrow }: { escrow: EscrowCase }) {
  const t = useTranslations("escrow.ledger");
  const locale = useLocale() as MoneyLocale;
  const entries = escrow.journals.flatMap((journal) => journal.entries);
  const sum = (side: 1 | -1) =>
    formatMoney(BigInt(entries.reduce((total, { amount }) => total + Math.max(0, amount * side), 0)), "TRY", locale);
  const [debit, credit] = [sum(1), sum(-1)];
  return (
    <Panel id="ledger" title={t("title")} aside={<span className="hint">TL</span>}>
      {entries.length === 0 ? (
        <p className="panel-body text-ink-2">{t("none")}</p>
      ) : (
        <div className="panel-body">
          <ul className="case-accounts">
            {accountsOf(escrow).map((account) => (
              <CaseAccount key={account.code} account={account} escrow={escrow} />
            ))}
          </ul>
          <p className="t-balance">
            <Icon name={debit === credit ? "check" : "alert"} />
            {t("equal", { debit, credit })}
          </p>
        </div>
      )}
    </Panel>
  );
}
