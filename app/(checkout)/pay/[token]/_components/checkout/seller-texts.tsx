import { useTranslations } from "next-intl";
import type { CheckoutPage } from "@/lib/checkout/schemas";
import { fieldId } from "./fields/input-field";

type SellerTextsProps = { texts: CheckoutPage["texts"]; isAccepted: boolean; isWrong: boolean };

function Folded({ title, text }: { title: string; text: string }) {
  return (
    <details className="payer-fold">
      <summary>{title}</summary>
      <div className="payer-text">{text}</div>
    </details>
  );
}

/** What the seller has to show before paying, and one box that says it was read. Nothing where it gave no text. */
export function SellerTexts({ texts, isAccepted, isWrong }: SellerTextsProps) {
  const t = useTranslations("checkout.texts");
  if (texts.privacy === null && texts.distanceSales === null) return null;
  const accepts = texts.distanceSales === null ? "accept_privacy" : texts.privacy === null ? "accept_sales" : "accept";
  return (
    <section className="payer-terms" aria-label={t("title")}>
      {texts.privacy === null ? null : <Folded title={t("privacy")} text={texts.privacy} />}
      {texts.distanceSales === null ? null : <Folded title={t("sales")} text={texts.distanceSales} />}
      <label className="payer-check" htmlFor={fieldId("acceptTerms")}>
        <input
          type="checkbox"
          id={fieldId("acceptTerms")}
          name="acceptTerms"
          value="on"
          defaultChecked={isAccepted}
          aria-invalid={isWrong || undefined}
        />
        <span>{t(accepts)}</span>
      </label>
    </section>
  );
}
