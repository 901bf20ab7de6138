import { useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import type { CheckoutPage } from "@/lib/checkout/schemas";
import { whyFailed } from "@/lib/checkout/why-failed";
import { useAdvice } from "../parts/use-advice";

type LastFailureProps = { failure: NonNullable<CheckoutPage["lastFailure"]>; provider: string };

/** Why the try before this one was not taken, where its money is, and what helps. */
export function LastFailure({ failure, provider }: LastFailureProps) {
  const t = useTranslations("checkout.last");
  const advice = useAdvice(whyFailed(failure.reason, provider, failure.code));
  return (
    <div className="payer-notice is-fail">
      <Icon name="stFail" />
      <div>
        <p>
          <strong>{t("title")}</strong> {advice.why}
        </p>
        <p>
          {t("money")} {advice.now}
        </p>
      </div>
    </div>
  );
}
