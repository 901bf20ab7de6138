import { useTranslations } from "next-intl";
import { brandName } from "@/app/_components/card-name";
import { PaymentCase } from "@/app/_components/escrow/payment-case";
import { ExactTime } from "@/app/_components/exact-time";
import { phoneText } from "@/app/_components/phone-text";
import { CopyId } from "@/app/_components/ui/copy-button";
import { Fact, FactSection } from "@/app/_components/ui/facts";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";
import type { PaymentDto } from "@/lib/payments/schemas";

function CardFacts({ payment, descriptor }: { payment: PaymentDto; descriptor: string }) {
  const t = useTranslations("payment");
  const { card } = payment;
  if (!card?.last4) {
    return (
      <section>
        <h2>{t("card")}</h2>
        <p className="text-ink-3">{t("no_card")}</p>
      </section>
    );
  }
  const installments = payment.installments ?? 1;
  return (
    <FactSection title={t("card")}>
      <Fact name={t("family")}>
        {[brandName(card.brand), card.type && t.has(`card_type.${card.type}`) ? t(`card_type.${card.type}`) : card.type]
          .filter(Boolean)
          .join(", ")}
      </Fact>
      <Fact name={t("bank")}>{card.bank}</Fact>
      <Fact name={t("number")}>
        <span className="mono">{`${card.bin ? `${card.bin.slice(0, 4)} ${card.bin.slice(4, 6)}•• •••• ` : "•••• "}${card.last4}`}</span>
      </Fact>
      <Fact name={t("installments")}>
        {installments > 1 ? t("installments_count", { count: installments }) : t("single")}
      </Fact>
      <Fact name={t("statement")}>{descriptor}</Fact>
    </FactSection>
  );
}

type PaymentFactsProps = { slug: string; payment: PaymentDto; descriptor: string; mayReadCase: boolean };

export function PaymentFacts({ slug, payment, descriptor, mayReadCase }: PaymentFactsProps) {
  const t = useTranslations("payment");
  return (
    <aside className="panel detail-side is-split" aria-label={t("details")}>
      <FactSection title={t("customer")}>
        <Fact name={t("name")}>{payment.customer.name}</Fact>
        <Fact name={t("phone")}>{phoneText(payment.customer.phone)}</Fact>
        <Fact name={t("email")}>{payment.customer.email}</Fact>
      </FactSection>
      <CardFacts payment={payment} descriptor={descriptor} />
      {payment.escrow_account_id && mayReadCase ? <PaymentCase slug={slug} id={payment.escrow_account_id} /> : null}
      {payment.paylink_id ? (
        <FactSection title={t("paylink")}>
          <Fact name={t("paylink")}>
            <Link className="link" href={routes.paylink(slug, payment.paylink_id)}>
              {t("open_paylink")}
            </Link>
          </Fact>
        </FactSection>
      ) : null}
      {payment.checkout_id ? (
        <FactSection title={t("checkout")}>
          <Fact name={t("checkout")}>
            <Link className="link" href={routes.checkout(slug, payment.checkout_id)}>
              {t("open_checkout")}
            </Link>
          </Fact>
        </FactSection>
      ) : null}
      {payment.pos_session_id ? (
        <FactSection title={t("pos")}>
          <Fact name={t("pos")}>
            <Link className="link" href={routes.posSale(slug, payment.pos_session_id)}>
              {t("open_pos")}
            </Link>
          </Fact>
        </FactSection>
      ) : null}
      <FactSection title={t("times")}>
        <Fact name={t("created")}>
          <ExactTime iso={payment.created_at} />
        </Fact>
        <Fact name={t("paid")}>{payment.paid_at ? <ExactTime iso={payment.paid_at} /> : null}</Fact>
      </FactSection>
      <FactSection title={t("references")}>
        <Fact name={t("payment_id")}>
          <CopyId value={payment.id} label={t("payment_id")} />
        </Fact>
        <Fact name={t("ours")}>
          <CopyId value={payment.provider_reference} label={t("ours")} />
        </Fact>
        <Fact name={t("reference_no")}>
          {payment.reference_no ? <CopyId value={payment.reference_no} label={t("reference_no")} /> : null}
        </Fact>
        {Object.entries(payment.provider_refs).map(([key, value]) => {
          const name = t.has(`ref.${key}`) ? t(`ref.${key}`) : key;
          return (
            <Fact key={key} name={name}>
              <CopyId value={value} label={name} />
            </Fact>
          );
        })}
      </FactSection>
    </aside>
  );
}
