"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { TermsFields } from "@/app/_components/escrow-terms/terms-fields";
import { Icon } from "@/app/_components/icons";
import { MoneyField } from "@/app/_components/ui/fields/money-field";
import { Select } from "@/app/_components/ui/fields/select";
import { dayAndMinute } from "@/app/_lib/time-format";
import { BEARERS, CAPTURES, type CheckoutDraft, HOUR_PRESETS, PROVIDERS } from "../checkout-draft";
import { wholeNumber } from "../item-sum";
import { DraftChoice, DraftText, type FormState, useErrorText } from "./draft-fields";
import { ItemLines } from "./item-lines";

const MOST_PLANS = 12;
const HOUR_MS = 3_600_000;
const MOST_HOURS = 8760;

type SectionProps = { form: FormState };

export function SaleSections({ form }: SectionProps) {
  const t = useTranslations("checkouts.new");
  const errorText = useErrorText(form.errors);
  return (
    <>
      <section>
        <h2>{t("amount")}</h2>
        <MoneyField
          id="amount"
          name="amount"
          label={t("amount_label")}
          currency="TL"
          value={form.draft.amount}
          errors={errorText("amount")}
          onChange={(amount) => form.change({ amount })}
        />
      </section>
      <section>
        <h2>{t("sale")}</h2>
        <div className="group">
          <DraftText form={form} name="description" hint={t("description_hint")} maxLength={500} />
          <DraftText form={form} name="reference_no" hint={t("reference_hint")} maxLength={40} />
        </div>
      </section>
      <section>
        <h2>{t("items.title")}</h2>
        <ItemLines form={form} />
      </section>
      <section>
        <h2>{t("customer")}</h2>
        <div className="group">
          <DraftText form={form} name="name" maxLength={120} />
          <div className="pair">
            <DraftText form={form} name="phone" type="tel" inputMode="tel" placeholder="0532 418 60 17" />
            <DraftText form={form} name="email" inputMode="email" maxLength={254} />
          </div>
          <p className="hint">{t("customer_hint")}</p>
        </div>
      </section>
    </>
  );
}

/** When a page opened now would end; undefined while the hours make no sense. */
function endOf({ hours, custom_hours }: CheckoutDraft, nowMs: number): string | undefined {
  const wanted = hours === "custom" ? wholeNumber(custom_hours) : Number(hours);
  if (wanted === undefined || wanted < 1 || wanted > MOST_HOURS) return undefined;
  return new Date(nowMs + wanted * HOUR_MS).toISOString();
}

function Validity({ form }: SectionProps) {
  const t = useTranslations("checkouts.new");
  const locale = useLocale();
  const [openedAt] = useState(() => Date.now());
  const end = endOf(form.draft, openedAt);
  return (
    <div className="group">
      <DraftChoice
        form={form}
        name="hours"
        label={t("hours_label")}
        segments={HOUR_PRESETS.map((value) => ({ value, label: t(`hours.${value}`) }))}
      />
      {form.draft.hours === "custom" ? (
        <DraftText form={form} name="custom_hours" hint={t("custom_hours_hint")} required inputMode="numeric" />
      ) : null}
      {end ? (
        <p className="hint" suppressHydrationWarning>
          {t("ends", { time: dayAndMinute(end, locale) })}
        </p>
      ) : null}
    </div>
  );
}

function TermsSection({ form }: SectionProps) {
  const { escrow } = form.draft;
  return (
    <TermsFields
      toggle={{
        checked: escrow.escrow_on,
        onChange: (event) => form.change({ escrow: { ...escrow, escrow_on: event.target.checked } }),
      }}
      bind={(name) => ({
        value: escrow[name] ?? "",
        onChange: (event) => form.change({ escrow: { ...escrow, [name]: event.target.value } }),
      })}
      errors={(name) => form.errors[name]}
    />
  );
}

export function PaymentSections({ form }: SectionProps) {
  const t = useTranslations("checkouts.new");
  const errorText = useErrorText(form.errors);
  const { draft, errors } = form;
  const plans = Array.from({ length: MOST_PLANS }, (_, index) => String(index + 1));
  return (
    <>
      <section>
        <h2>{t("payment")}</h2>
        <div className="group">
          <DraftChoice
            form={form}
            name="capture"
            label={t("capture_label")}
            segments={CAPTURES.map((value) => ({ value, label: t(`capture.${value}`) }))}
            hint={t(`capture_hint.${draft.capture}`)}
          />
          <Select
            id="max_installments"
            name="max_installments"
            label={t("max_installments")}
            errors={errorText("max_installments")}
            value={draft.max_installments}
            onChange={(event) => form.change({ max_installments: event.target.value })}
            options={plans.map((value) => ({
              value,
              label: value === "1" ? t("single") : t("up_to", { count: Number(value) }),
            }))}
          />
          {draft.max_installments === "1" ? null : (
            <DraftChoice
              form={form}
              name="bearer"
              label={t("bearer_label")}
              segments={BEARERS.map((value) => ({ value, label: t(`bearer.${value}`) }))}
              hint={t(`bearer_hint.${draft.bearer}`)}
            />
          )}
          <DraftChoice
            form={form}
            name="provider"
            label={t("provider_label")}
            segments={PROVIDERS.map((value) => ({ value, label: t(`provider.${value}`) }))}
            hint={t(`provider_hint.${draft.provider}`)}
          />
        </div>
      </section>
      <section>
        <h2>{t("validity")}</h2>
        <Validity form={form} />
      </section>
      <TermsSection form={form} />
      <details className="create-more" open={Boolean(errors.success_url ?? errors.failure_url) || undefined}>
        <summary>
          <Icon name="right" />
          {t("more")}
        </summary>
        <div>
          <h3>{t("redirects")}</h3>
          <div className="group">
            <DraftText form={form} name="success_url" hint={t("url_hint")} inputMode="url" maxLength={500} />
            <DraftText form={form} name="failure_url" inputMode="url" maxLength={500} />
          </div>
        </div>
      </details>
    </>
  );
}
