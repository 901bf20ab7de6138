import { useTranslations } from "next-intl";
import { TermsFacts } from "@/app/_components/escrow-terms/terms-facts";
import { ExactTime } from "@/app/_components/exact-time";
import { phoneText } from "@/app/_components/phone-text";
import { CopyId } from "@/app/_components/ui/copy-button";
import { Fact, FactSection } from "@/app/_components/ui/facts";
import type { CheckoutView } from "@/lib/checkout/sessions/schemas";
import { PROVIDER_NAMES } from "../../_components/provider-name";

function Terms({ checkout }: { checkout: CheckoutView }) {
  const t = useTranslations("checkouts.one");
  const { max, payer_bears_difference } = checkout.installments;
  return (
    <FactSection title={t("terms")}>
      <Fact name={t("capture")}>{t(`captures.${checkout.capture}`)}</Fact>
      <Fact name={t("installments")}>{max === 1 ? t("single") : t("up_to", { count: max })}</Fact>
      <Fact name={t("difference")}>
        {max === 1 ? null : t(payer_bears_difference ? "difference_payer" : "difference_merchant")}
      </Fact>
      <Fact name={t("provider")}>{checkout.provider ? PROVIDER_NAMES[checkout.provider] : t("by_rules")}</Fact>
      <Fact name={t("success_url")}>{checkout.success_url}</Fact>
      <Fact name={t("failure_url")}>{checkout.failure_url}</Fact>
    </FactSection>
  );
}

export function CheckoutFacts({ checkout }: { checkout: CheckoutView }) {
  const t = useTranslations("checkouts.one");
  const { name, phone, email } = checkout.customer;
  return (
    <aside className="panel detail-side" aria-label={t("details")}>
      <FactSection title={t("customer")}>
        <Fact name={t("name")}>{name ?? t("asked_on_page")}</Fact>
        <Fact name={t("phone")}>{phoneText(phone)}</Fact>
        <Fact name={t("email")}>{email}</Fact>
      </FactSection>
      <TermsFacts terms={checkout.escrow} />
      <Terms checkout={checkout} />
      <FactSection title={t("references")}>
        <Fact name={t("checkout_id")}>
          <CopyId value={checkout.id} label={t("checkout_id")} />
        </Fact>
        <Fact name={t("reference_no")}>
          {checkout.reference_no ? <CopyId value={checkout.reference_no} label={t("reference_no")} /> : null}
        </Fact>
        <Fact name={t("session")}>
          {checkout.provider_session_id ? <CopyId value={checkout.provider_session_id} label={t("session")} /> : null}
        </Fact>
        <Fact name={t("created_at")}>
          <ExactTime iso={checkout.created_at} />
        </Fact>
        <Fact name={t("expires_at")}>
          <ExactTime iso={checkout.expires_at} />
        </Fact>
        <Fact name={t("closed_at")}>{checkout.closed_at ? <ExactTime iso={checkout.closed_at} /> : null}</Fact>
      </FactSection>
    </aside>
  );
}
