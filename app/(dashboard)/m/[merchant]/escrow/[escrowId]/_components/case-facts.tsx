import { useLocale, useTranslations } from "next-intl";
import { ExactTime } from "@/app/_components/exact-time";
import { Money } from "@/app/_components/money";
import { Fact } from "@/app/_components/ui/facts";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";
import type { EscrowCase } from "@/lib/escrow/desk/escrow-view";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";

const AMOUNTS = ["total", "held", "pending", "released", "refunded"] as const;

/** What the case is about, its clocks and the rule of two people. */
export function CaseFacts({ slug, escrow }: { slug: string; escrow: EscrowCase }) {
  const t = useTranslations("escrow");
  const locale = useLocale() as MoneyLocale;
  const { limit } = escrow.rule;
  const rule =
    limit === 0 ? t("facts.rule_zero") : t("facts.rule_text", { limit: formatMoney(BigInt(limit), "TRY", locale) });
  const isOpen = escrow.status === "held";
  return (
    <aside className="panel panel-body" aria-label={t("facts.label")}>
      <dl className="facts">
        <Fact name={t("facts.payment")}>
          <Link className="link" href={routes.payment(slug, escrow.payment_id)}>
            <span className="mono">{escrow.payment_id.slice(-8)}</span>
          </Link>
        </Fact>
        <Fact name={t("facts.reference")}>{escrow.reference_no}</Fact>
        <Fact name={t("facts.buyer")}>{escrow.customer_name}</Fact>
        <Fact name={t("facts.seller")}>{escrow.terms.beneficiary?.name}</Fact>
        <Fact name={t("facts.serial")}>{escrow.terms.serial}</Fact>
        <Fact name={t("facts.evidence")}>{t(`class.${escrow.evidence_class}`)}</Fact>
        <Fact name={t("facts.owner")}>{escrow.owner_name ?? t("nobody")}</Fact>
        {escrow.paused_at ? (
          <Fact name={t("facts.paused")}>
            <ExactTime iso={escrow.paused_at} form="short" />
          </Fact>
        ) : null}
        {isOpen && escrow.ship_by && escrow.shipped_at === null && escrow.delivered_at === null ? (
          <Fact name={t("facts.ship_by")}>
            <ExactTime iso={escrow.ship_by} form="short" />
          </Fact>
        ) : null}
        {isOpen && escrow.auto_release_at ? (
          <Fact name={t("facts.auto")}>
            <ExactTime iso={escrow.auto_release_at} form="short" />
          </Fact>
        ) : null}
        <Fact name={t("facts.rule")}>{rule}</Fact>
        {AMOUNTS.filter((name) => name === "total" || escrow[`amount_${name}`] > 0).map((name) => (
          <Fact key={name} name={t(`facts.${name}`)}>
            <Money minorUnits={escrow[`amount_${name}`]} />
          </Fact>
        ))}
      </dl>
    </aside>
  );
}
