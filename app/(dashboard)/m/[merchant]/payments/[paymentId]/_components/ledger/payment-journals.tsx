"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { ExactTime } from "@/app/_components/exact-time";
import { Icon } from "@/app/_components/icons";
import { ListError } from "@/app/_components/lists/list-error";
import { Panel } from "@/app/_components/ui/panel";
import { getJson } from "@/app/_lib/api-client";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import type { JournalDto } from "@/lib/ledger/schemas";
import { TAccount } from "./t-account";

const sumOf = (journal: JournalDto, side: 1 | -1) =>
  journal.entries.filter(({ amount }) => amount * side > 0).reduce((sum, { amount }) => sum + amount * side, 0);

function Journal({ journal }: { journal: JournalDto }) {
  const t = useTranslations("balance.journals");
  const locale = useLocale() as MoneyLocale;
  const words = (minor: number) => formatMoney(BigInt(minor), "TRY", locale);
  const [debit, credit] = [sumOf(journal, 1), sumOf(journal, -1)];
  return (
    <li>
      <div className="t-journal-head">
        <h3 className="font-medium">
          {t.has(`kind.${journal.kind}`) ? t(`kind.${journal.kind}`) : t("kind.other")}{" "}
          <span className="block text-12 font-normal text-ink-3 wrap-anywhere">
            {t("reference", { ref: journal.ref.slice(journal.ref.indexOf(":") + 1) })}
          </span>
        </h3>
        <span className="text-ink-2">
          <ExactTime iso={journal.at} form="short" />
        </span>
      </div>
      <ul className="t-accounts">
        {journal.entries.map((entry) => (
          <TAccount key={`${entry.account} ${entry.amount}`} entry={entry} />
        ))}
      </ul>
      <p className="t-balance">
        <Icon name={debit === credit ? "check" : "alert"} />
        {t("equal", { debit: words(debit), credit: words(credit) })}
      </p>
    </li>
  );
}

/** Every money event of the payment as the books hold it, oldest first; each proves that both sides are equal. */
export function PaymentJournals({ slug, id }: { slug: string; id: string }) {
  const t = useTranslations("balance.journals");
  const list = useQuery({
    queryKey: queryKeys.paymentJournals(slug, id),
    queryFn: ({ signal }) => getJson<JournalDto[]>(routes.api.paymentJournals(slug, id), signal),
  });
  if (!list.data) {
    if (!list.error) return null;
    return (
      <div className="panel">
        <ListError error={list.error} retry={() => void list.refetch()} />
      </div>
    );
  }
  const aside = list.data.length > 0 ? <span className="hint">{t("count", { count: list.data.length })}</span> : null;
  return (
    <Panel id="journals" title={t("title")} aside={aside}>
      {list.data.length === 0 ? (
        <p className="panel-body text-ink-2">{t("none")}</p>
      ) : (
        <ol className="t-journals">
          {list.data.map((journal) => (
            <Journal key={`${journal.id} ${journal.currency}`} journal={journal} />
          ))}
        </ol>
      )}
    </Panel>
  );
}
