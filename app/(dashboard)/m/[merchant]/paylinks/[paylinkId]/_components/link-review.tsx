import { useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";
import type { PaylinkView } from "@/lib/paylinks/schemas";
import type { PaymentDto } from "@/lib/payments/schemas";

type LinkReviewProps = { slug: string; link: PaylinkView; payments: readonly PaymentDto[] };

/** Money that came otherwise than the link allowed: what to do, and the way to the payment where it is done. */
export function LinkReview({ slug, link, payments }: LinkReviewProps) {
  const t = useTranslations();
  if (link.review === null) return null;
  const flagged = payments.filter(({ review }) => review !== null);
  const key = `paylink.review.${link.review}`;
  return (
    <div className="note note-wait mb-4" role="status">
      <Icon name="alert" />
      <div>
        <p className="font-semibold">{t("status.review.title")}</p>
        <p>{t.has(key) ? t(key) : t("paylink.review.other")}</p>
        {flagged.map((payment) => (
          <p key={payment.id}>
            <Link className="link" href={routes.payment(slug, payment.id)}>
              {t("paylink.open_flagged")} <span className="mono">{payment.id.slice(-8)}</span>
            </Link>
          </p>
        ))}
      </div>
    </div>
  );
}
