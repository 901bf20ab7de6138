import { useTranslations } from "next-intl";
import { Money } from "@/app/_components/money";
import type { PaylinkView } from "@/lib/paylinks/schemas";
import type { PaymentDto } from "@/lib/payments/schemas";

const PAID = ["captured", "partially_refunded", "disputed"];

export function PaylinkNumbers({ link, payments }: { link: PaylinkView; payments: readonly PaymentDto[] }) {
  const t = useTranslations("paylink");
  const paid = payments.filter((payment) => PAID.includes(payment.status)).length;
  const pending = payments.filter((payment) => !payment.is_final);
  const pendingSum = pending.reduce((sum, payment) => sum + payment.amount_requested, 0);
  return (
    <dl className="panel strip">
      <div>
        <dt className="metric-label">{t("asked")}</dt>
        <dd className="metric-value">
          <Money minorUnits={link.amount} />
        </dd>
        <dd className="metric-note">{t("per_use")}</dd>
      </div>
      <div>
        <dt className="metric-label">{t("collected")}</dt>
        <dd className="metric-value">
          <Money minorUnits={link.amount_paid} />
        </dd>
        <dd className="metric-note">{t("payments_count", { count: Math.max(paid, link.uses) })}</dd>
      </div>
      <div>
        <dt className="metric-label">{t("pending")}</dt>
        <dd className="metric-value">
          <Money minorUnits={pendingSum} />
        </dd>
        <dd className="metric-note">{pending.length > 0 ? t("pending_note") : t("pending_none")}</dd>
      </div>
      <div>
        <dt className="metric-label">{t("uses_left")}</dt>
        <dd className="metric-value">{Math.max(0, link.max_uses - link.uses)}</dd>
        <dd className="metric-note">{t("uses_total", { max: link.max_uses })}</dd>
      </div>
    </dl>
  );
}
