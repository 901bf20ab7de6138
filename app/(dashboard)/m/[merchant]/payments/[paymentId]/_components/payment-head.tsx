import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BecauseLine, NextStep } from "@/app/_components/because-line";
import { Icon } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";
import { PaymentStatusBadge } from "@/app/_components/status-badge";
import { TrustBars } from "@/app/_components/trust-bars";
import type { PaymentDto } from "@/lib/payments/schemas";

const STEPS = ["insufficient_funds", "three_d", "card", "bank", "system"] as const;

/** Only where staff may wonder what to do; a review says it in its own note. */
function nextStepOf({ status, review }: PaymentDto, decline: string | undefined) {
  if (review !== null) return undefined;
  if (status === "failed") return STEPS.find((step) => step === decline) ?? "bank";
  if (status === "expired") return "abandoned";
  return ["created", "processing", "unknown"].includes(status) ? "open" : undefined;
}

/** The one large amount of the page, its state, how well it is proved, and why. */
export function PaymentHead({ payment, actions }: { payment: PaymentDto; actions: ReactNode }) {
  const t = useTranslations("status");
  const decline = payment.attempts.findLast((attempt) => attempt.decline)?.decline?.class;
  const words = useTranslations("payment");
  const next = nextStepOf(payment, decline);
  const review = payment.review;
  return (
    <>
      <header className="detail-head">
        <div aria-live="polite">
          <h1 className="hero">
            <Money minorUnits={payment.amount_charged ?? payment.amount_requested} />
          </h1>
          <p className="detail-state">
            <PaymentStatusBadge status={payment.status} reason={decline} />
            <TrustBars trust={payment.trust} />
            {payment.customer.name ? <span className="text-ink-3">{payment.customer.name}</span> : null}
          </p>
          <BecauseLine because={payment.because} />
          {next ? <NextStep>{words(`next.${next}`)}</NextStep> : null}
        </div>
        {actions}
      </header>
      {review ? (
        <div className="note note-wait mb-4" role="status">
          <Icon name="alert" />
          <div>
            <p className="font-semibold">{t("review.title")}</p>
            <p>{t.has(`review.${review}`) ? t(`review.${review}`) : t("review.other")}</p>
          </div>
        </div>
      ) : null}
    </>
  );
}
