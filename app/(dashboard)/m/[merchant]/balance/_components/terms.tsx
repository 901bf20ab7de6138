import { useLocale, useTranslations } from "next-intl";
import { Panel } from "@/app/_components/ui/panel";
import { Pill } from "@/app/_components/ui/pill";
import { bankDay } from "@/app/_lib/time-format";
import type { SettlementTermsDto } from "@/lib/ledger/schemas";
import { TermsButton } from "./terms-button";

type TermsProps = { slug: string; today: string; terms: SettlementTermsDto[]; mayEdit: boolean };

/** What the dates rest on: a contract, or our assumption, said as such. */
export function Terms({ slug, today, terms, mayEdit }: TermsProps) {
  const t = useTranslations("balance.terms");
  const locale = useLocale();
  return (
    <Panel
      id="terms"
      title={t("title")}
      aside={mayEdit && terms.length > 0 ? <TermsButton slug={slug} today={today} terms={terms} /> : null}
    >
      <ul className="held-list">
        {terms.map((term) => (
          <li key={term.provider_account_id}>
            <b className="font-medium">{term.label}</b>
            <Pill tone={term.source === "assumed" ? "wait" : "plain"}>{t(`source.${term.source}`)}</Pill>
            <p>
              {t(`rule.${term.day_rule}`, { days: term.days_after_capture })}{" "}
              {term.cut_off === "24:00" ? null : t("cut_off", { time: term.cut_off })}{" "}
              {term.source === "contract" ? t("since", { day: bankDay(term.valid_from, locale).name }) : null}
            </p>
          </li>
        ))}
      </ul>
      <p className="panel-foot">{t("note")}</p>
    </Panel>
  );
}
