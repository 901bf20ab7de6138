import { useTranslations } from "next-intl";
import { TermsFacts } from "@/app/_components/escrow-terms/terms-facts";
import { ExactTime } from "@/app/_components/exact-time";
import { phoneText } from "@/app/_components/phone-text";
import { CopyId } from "@/app/_components/ui/copy-button";
import { Fact, FactSection } from "@/app/_components/ui/facts";
import type { PaylinkView } from "@/lib/paylinks/schemas";

function Terms({ link }: { link: PaylinkView }) {
  const t = useTranslations("paylink");
  return (
    <FactSection title={t("terms")}>
      <Fact name={t("commission")}>{link.add_commission ? t("commission_customer") : t("commission_merchant")}</Fact>
      <Fact name={t("installment_key")}>{link.installment_key}</Fact>
      <Fact name={t("pos_type")}>{link.pos_type === null ? null : t(link.pos_type === 5 ? "pos_5" : "pos_1")}</Fact>
      <Fact name={t("agent_id")}>{link.agent_id}</Fact>
      <Fact name={t("user_name")}>{link.user_name}</Fact>
      <Fact name={t("agent_note")}>{link.agent_note}</Fact>
      <Fact name={t("success_url")}>{link.success_url}</Fact>
      <Fact name={t("failure_url")}>{link.failure_url}</Fact>
      <Fact name={t("confirmation_mail")}>{link.send_confirmation_mail ? t("yes") : t("no")}</Fact>
    </FactSection>
  );
}

export function PaylinkFacts({ link }: { link: PaylinkView }) {
  const t = useTranslations("paylink");
  const sent = link.send.map((channel) => t(`sent_${channel}`)).join(", ");
  return (
    <aside className="panel detail-side" aria-label={t("details")}>
      <FactSection title={t("customer")}>
        <Fact name={t("name")}>{link.customer.name}</Fact>
        <Fact name={t("phone")}>{phoneText(link.customer.phone)}</Fact>
        <Fact name={t("email")}>{link.customer.email}</Fact>
        <Fact name={t("sent")}>{sent || t("sent_none")}</Fact>
      </FactSection>
      <TermsFacts terms={link.escrow} />
      <Terms link={link} />
      <FactSection title={t("references")}>
        <Fact name={t("paylink_id")}>
          <CopyId value={link.id} label={t("paylink_id")} />
        </Fact>
        <Fact name={t("ours")}>
          <CopyId value={link.provider_reference} label={t("ours")} />
        </Fact>
        <Fact name={t("provider")}>
          {link.provider_id ? <CopyId value={link.provider_id} label={t("provider")} /> : null}
        </Fact>
        <Fact name={t("reference_no")}>
          {link.reference_no ? <CopyId value={link.reference_no} label={t("reference_no")} /> : null}
        </Fact>
        <Fact name={t("created_at")}>
          <ExactTime iso={link.created_at} />
        </Fact>
      </FactSection>
    </aside>
  );
}
