"use client";

import { useLocale, useTranslations } from "next-intl";
import { ExactTime } from "@/app/_components/exact-time";
import { EmptyState } from "@/app/_components/ui/lists/empty-state";
import { Panel } from "@/app/_components/ui/panel";
import { Pill } from "@/app/_components/ui/pill";
import type { RoutingRuleDto } from "@/lib/checkout/routing/schemas";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { EndRuleButton } from "./end-rule-button";

export type AccountName = { id: string; label: string };
type RuleListProps = {
  slug: string;
  rules: RoutingRuleDto[];
  /** Every account of the mode, the default first: where a payment goes that no rule fits. */
  accounts: AccountName[];
  mayChange: boolean;
  now: string;
};

const MOST_PARTS = 36;

/** What the rule decides, as a sentence. */
function useSentence(): (rule: RoutingRuleDto) => string {
  const t = useTranslations("routing.says");
  const locale = useLocale() as MoneyLocale;
  const sum = (minor: number) => formatMoney(BigInt(minor), "TRY", locale);
  const amountOf = ({ amount_min: min, amount_max: max }: RoutingRuleDto) => {
    if (min !== null && max !== null) return t("amount_between", { min: sum(min), max: sum(max) });
    if (min !== null) return t("amount_from", { min: sum(min) });
    return max === null ? t("amount_any") : t("amount_to", { max: sum(max) });
  };
  const plansOf = ({ installments_min: min, installments_max: max }: RoutingRuleDto) => {
    if (min === 1 && max === MOST_PARTS) return t("plan_any");
    if (max === 1) return t("plan_single");
    return min === max ? t("plan_one", { count: min }) : t("plan_between", { min, max });
  };
  return (rule) => {
    const cards = rule.card_families.length === 0 ? t("cards_any") : rule.card_families.join(", ");
    return t("rule", { cards, amount: amountOf(rule), plans: plansOf(rule), account: rule.provider_account.label });
  };
}

type RuleRowProps = Pick<RuleListProps, "slug" | "mayChange" | "now"> & { rule: RoutingRuleDto };

function RuleRow({ slug, rule, mayChange, now }: RuleRowProps) {
  const t = useTranslations("routing");
  const sentence = useSentence();
  const isLater = rule.valid_from > now;
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 border-b border-line-soft px-4 py-3 last:border-0">
      <div className="min-w-0 flex-1 basis-80">
        <p className="flex items-baseline gap-3">
          <span className="mono text-ink-3">{rule.position}</span>
          <span className={rule.valid_to === null ? "font-medium" : "text-ink-2"}>{sentence(rule)}</span>
        </p>
        <p className="hint">
          {t("since")} <ExactTime iso={rule.valid_from} form="short" />
          {rule.valid_to ? (
            <>
              {" · "}
              {t("ended")} <ExactTime iso={rule.valid_to} form="short" />
            </>
          ) : null}
        </p>
      </div>
      {isLater ? <Pill>{t("later")}</Pill> : null}
      {rule.valid_to === null && mayChange ? (
        <EndRuleButton slug={slug} id={rule.id} sentence={sentence(rule)} />
      ) : null}
    </li>
  );
}

export function RuleList({ slug, rules, accounts, mayChange, now }: RuleListProps) {
  const t = useTranslations("routing");
  const inForce = rules.filter(({ valid_to }) => valid_to === null);
  const ended = rules.filter(({ valid_to }) => valid_to !== null);
  const row = (rule: RoutingRuleDto) => (
    <RuleRow key={rule.id} slug={slug} rule={rule} mayChange={mayChange} now={now} />
  );
  const order = accounts.map(({ label }) => label).join(", ");
  return (
    <div className="grid gap-4">
      <Panel id="rules" title={t("in_force")} aside={<span className="hint">{t("first_fits")}</span>}>
        {inForce.length === 0 ? (
          <EmptyState kind="nothing_yet" title={t("none_title")} text={t("none_text")} />
        ) : (
          <ol>{inForce.map(row)}</ol>
        )}
        <p className="panel-foot">{accounts.length === 0 ? t("no_accounts") : t("otherwise", { order })}</p>
      </Panel>
      {ended.length > 0 ? (
        <Panel id="ended-rules" title={t("ended_title")}>
          <ul>{ended.map(row)}</ul>
        </Panel>
      ) : null}
    </div>
  );
}
