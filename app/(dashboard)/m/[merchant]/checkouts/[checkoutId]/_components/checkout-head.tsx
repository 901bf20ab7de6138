"use client";

import { useLocale, useTranslations } from "next-intl";
import { BecauseLine, NextStep } from "@/app/_components/because-line";
import { Money } from "@/app/_components/money";
import { CheckoutStatusBadge } from "@/app/_components/status-badge";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";
import { dayAndMinute } from "@/app/_lib/time-format";
import type { CheckoutView } from "@/lib/checkout/sessions/schemas";
import { ExpireButton } from "./expire-button";

type CheckoutHeadProps = { slug: string; checkout: CheckoutView; mayCreate: boolean };

/** The amount, the state with its cause and what to do now. */
export function CheckoutHead({ slug, checkout, mayCreate }: CheckoutHeadProps) {
  const t = useTranslations("checkouts.one");
  const locale = useLocale();
  const isOpen = checkout.status === "open" || checkout.status === "processing";
  // A page that holds is complete when the amount stands on the card, not when it is taken.
  const held = checkout.capture === "manual" && checkout.status === "complete";
  return (
    <header className="detail-head">
      <div aria-live="polite">
        <h1 className="hero">
          <Money minorUnits={checkout.amount} />
        </h1>
        <p className="detail-state">
          <CheckoutStatusBadge checkout={checkout} />
          {checkout.customer.name ? <span className="text-ink-3">{checkout.customer.name}</span> : null}
          {isOpen ? (
            <span className="text-ink-3">{t("until", { time: dayAndMinute(checkout.expires_at, locale) })}</span>
          ) : null}
        </p>
        {checkout.description ? <p className="because text-ink">{checkout.description}</p> : null}
        <BecauseLine because={checkout.because} />
        <NextStep>
          {t(`next.${held ? "held" : checkout.status}`)}{" "}
          {checkout.payment_id && !isOpen ? (
            <Link className="link" href={routes.payment(slug, checkout.payment_id)}>
              {t("open_payment")}
            </Link>
          ) : null}
          {mayCreate && checkout.status === "expired" && !checkout.payment_id ? (
            <Link className="link" href={routes.newCheckout(slug)}>
              {t("create_new")}
            </Link>
          ) : null}
        </NextStep>
      </div>
      <div className="page-actions">
        <ExpireButton slug={slug} checkout={checkout} />
      </div>
    </header>
  );
}
