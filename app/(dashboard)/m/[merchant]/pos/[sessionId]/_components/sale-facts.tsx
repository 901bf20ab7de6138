import { useTranslations } from "next-intl";
import { cardName } from "@/app/_components/card-name";
import { ExactTime } from "@/app/_components/exact-time";
import { CopyId } from "@/app/_components/ui/copy-button";
import { Fact, FactSection } from "@/app/_components/ui/facts";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";
import type { PosSaleView } from "@/lib/pos/board/schemas";

export function SaleFacts({ slug, sale }: { slug: string; sale: PosSaleView }) {
  const t = useTranslations("pos");
  return (
    <aside className="panel detail-side is-split" aria-label={t("one.details")}>
      <FactSection title={t("one.sale")}>
        <Fact name={t("one.till")}>{sale.terminal.name}</Fact>
        <Fact name={t("one.branch")}>{sale.terminal.branch}</Fact>
        <Fact name={t("one.cashier")}>{sale.cashier}</Fact>
        <Fact name={t("one.installments")}>
          {sale.installments > 1 ? t("installments", { count: sale.installments }) : t("single")}
        </Fact>
        <Fact name={t("one.commission")}>{sale.add_commission ? t("one.commission_on_top") : null}</Fact>
        <Fact name={t("one.description")}>{sale.description}</Fact>
        <Fact name={t("one.card")}>{sale.card?.last4 ? cardName(sale.card) : null}</Fact>
        <Fact name={t("one.cashier_answer")}>
          {sale.cashier_answer ? t(`question.${sale.cashier_answer.answer}`) : null}
        </Fact>
        <Fact name={t("one.alarm")}>
          {sale.alarm ? t(sale.alarm.seen_by === null ? "one.alarm_open" : "one.alarm_seen") : null}
        </Fact>
        <Fact name={t("one.payment")}>
          <Link className="link" href={routes.payment(slug, sale.payment_id)}>
            {t("one.open_payment")}
          </Link>
        </Fact>
      </FactSection>
      <FactSection title={t("one.references")}>
        <Fact name={t("one.session_id")}>
          <CopyId value={sale.id} label={t("one.session_id")} />
        </Fact>
        <Fact name={t("one.ours")}>
          <CopyId value={sale.provider_reference} label={t("one.ours")} />
        </Fact>
        <Fact name={t("one.reference_no")}>
          {sale.reference_no ? <CopyId value={sale.reference_no} label={t("one.reference_no")} /> : null}
        </Fact>
        <Fact name={t("one.provider_session")}>
          {sale.payment_session_id ? (
            <CopyId value={sale.payment_session_id} label={t("one.provider_session")} />
          ) : null}
        </Fact>
        <Fact name={t("one.created_at")}>
          <ExactTime iso={sale.created_at} />
        </Fact>
        <Fact name={t("one.deadline_at")}>
          <ExactTime iso={sale.deadline_at} />
        </Fact>
      </FactSection>
    </aside>
  );
}
