import { useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { routes } from "@/app/_lib/routes";
import type { CheckoutPage } from "@/lib/checkout/schemas";
import { providerName } from "../../pay-frame";
import { fieldId } from "../fields/input-field";
import { forgetFormId } from "./stored-cards-field";

export type CardNotice = "deleted" | "kept";

/** Asks for the payer's consent; never ticked for them. A new wording takes a new `CARD_CONSENT_VERSION`. */
export function KeepCard({ page }: { page: CheckoutPage }) {
  const t = useTranslations("checkout.cards");
  const names = { merchant: page.merchant.name, provider: providerName(page.provider) };
  return (
    <label className="payer-check" htmlFor={fieldId("saveCard")}>
      <input
        type="checkbox"
        id={fieldId("saveCard")}
        name="saveCard"
        value="on"
        aria-describedby={`${fieldId("saveCard")}-note`}
      />
      <span>
        {t("keep", names)}
        <span className="payer-quiet keep-note" id={`${fieldId("saveCard")}-note`}>
          {t("keep_note", names)}
        </span>
      </span>
    </label>
  );
}

/** One form a kept card, for its "delete"; forms do not stand in forms. */
export function ForgetForms({ page }: { page: CheckoutPage }) {
  return page.storedCards.map(({ id }) => (
    <form key={id} id={forgetFormId(id)} action={routes.payForgetCard(page.token)} method="post" hidden>
      <input type="hidden" name="card" value={id} />
    </form>
  ));
}

/** What became of a deletion. */
export function CardNoticeLine({ notice }: { notice: CardNotice | undefined }) {
  const t = useTranslations("checkout.cards");
  if (notice === undefined) return null;
  return (
    <p className="payer-notice" role="status">
      <Icon name={notice === "deleted" ? "check" : "alert"} />
      <span>{t(notice)}</span>
    </p>
  );
}
