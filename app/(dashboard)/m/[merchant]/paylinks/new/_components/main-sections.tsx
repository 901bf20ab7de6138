"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Checkbox } from "@/app/_components/ui/fields/checkbox";
import { MoneyField } from "@/app/_components/ui/fields/money-field";
import { SegmentedControl } from "@/app/_components/ui/fields/segmented-control";
import { dayAndMinute } from "@/app/_lib/time-format";
import type { Capabilities } from "@/lib/providers/capabilities";
import { COMMISSION_PAYERS, HOUR_PRESETS, USES } from "../form-choices";
import { FormText, useFieldErrors } from "./form-text";
import { endOf, type PaylinkDraft } from "./paylink-draft";
import type { FormFieldMap } from "./paylink-form";

type Can = { can: Capabilities["paymentLinks"] };
type SectionProps = { fields: FormFieldMap; draft: PaylinkDraft; change: (part: Partial<PaylinkDraft>) => void };

export function AmountSection({ fields, draft, change }: SectionProps) {
  const t = useTranslations("create");
  const errorsOf = useFieldErrors();
  const field = fields.amount;
  return (
    <section>
      <h2>{t("amount")}</h2>
      <MoneyField
        id={field?.id ?? "amount"}
        name="amount"
        label={t("amount_label")}
        currency="TL"
        value={draft.amount}
        errors={errorsOf(field?.errors)}
        onChange={(amount) => change({ amount })}
      />
    </section>
  );
}

export function DescriptionSection({ fields, change }: Omit<SectionProps, "draft">) {
  const t = useTranslations("create");
  return (
    <section>
      <h2>{t("description")}</h2>
      <div className="group">
        <FormText fields={fields} name="note" label={t("note")} maxLength={500} onText={(note) => change({ note })} />
        <FormText
          fields={fields}
          name="reference_no"
          label={t("reference_no")}
          hint={t("reference_hint")}
          maxLength={40}
          onText={(referenceNo) => change({ referenceNo })}
        />
      </div>
    </section>
  );
}

export function CustomerSection({ fields, can }: { fields: FormFieldMap } & Can) {
  const t = useTranslations("create");
  return (
    <section>
      <h2>{t("customer")}</h2>
      <div className="group">
        <FormText fields={fields} name="name" label={t("name")} required maxLength={120} autoComplete="off" />
        <div className="pair">
          <div className="group">
            <FormText
              fields={fields}
              name="phone"
              label={t("phone")}
              type="tel"
              inputMode="tel"
              autoComplete="off"
              placeholder="0532 418 60 17"
            />
            {can.sendsSms ? <Checkbox name="send_sms" label={t("send_sms")} /> : null}
          </div>
          <div className="group">
            <FormText
              fields={fields}
              name="email"
              label={t("email")}
              type="email"
              inputMode="email"
              autoComplete="off"
            />
            {can.sendsEmail ? <Checkbox name="send_email" label={t("send_email")} /> : null}
          </div>
        </div>
        {can.sendsSms || can.sendsEmail ? <p className="hint">{t("sending_hint")}</p> : null}
      </div>
    </section>
  );
}

function UsesField({ draft, change }: Pick<SectionProps, "draft" | "change">) {
  const t = useTranslations("create");
  return (
    <div className="field">
      <span className="field-label">{t("uses_label")}</span>
      <SegmentedControl
        name="uses"
        label={t("uses_label")}
        wide
        value={draft.uses}
        onChange={(uses) => change({ uses: uses as PaylinkDraft["uses"] })}
        segments={USES.map((value) => ({ value, label: t(`uses.${value}`) }))}
      />
    </div>
  );
}

export function ValiditySection({ fields, draft, change, can }: SectionProps & Can) {
  const t = useTranslations("create");
  const locale = useLocale();
  const [openedAt] = useState(() => Date.now());
  const end = endOf(draft, openedAt);
  return (
    <section>
      <h2>{t("validity")}</h2>
      <div className="group">
        <div className="pair">
          <div className="field">
            <span className="field-label">{t("validity_label")}</span>
            <SegmentedControl
              name="hours"
              label={t("validity_label")}
              wide
              value={draft.hours}
              onChange={(hours) => change({ hours: hours as PaylinkDraft["hours"] })}
              segments={HOUR_PRESETS.map((value) => ({ value, label: t(`hours.${value}`) }))}
            />
          </div>
          {can.manyUses ? <UsesField draft={draft} change={change} /> : null}
        </div>
        {draft.hours === "custom" || draft.uses === "many" ? (
          <div className="pair">
            {draft.hours === "custom" ? (
              <FormText
                fields={fields}
                name="custom_hours"
                label={t("custom_hours")}
                hint={t("custom_hours_hint")}
                required
                inputMode="numeric"
                defaultValue={draft.customHours}
                onText={(customHours) => change({ customHours })}
              />
            ) : (
              <span />
            )}
            {draft.uses === "many" ? (
              <FormText
                fields={fields}
                name="max_uses"
                label={t("max_uses")}
                required
                inputMode="numeric"
                defaultValue="10"
              />
            ) : null}
          </div>
        ) : null}
        {end ? (
          <p className="hint" suppressHydrationWarning>
            {t("ends", { time: dayAndMinute(end, locale) })}
          </p>
        ) : null}
      </div>
    </section>
  );
}

export function CommissionSection({ fields, draft, change, can }: SectionProps & Can) {
  const t = useTranslations("create");
  if (!can.addsCommission && !can.pinnedInstallment) return null;
  return (
    <section>
      <h2>{t("commission")}</h2>
      <div className="group">
        <div className="field">
          <span className="field-label">{t("commission_label")}</span>
          <div>
            <SegmentedControl
              name="commission"
              label={t("commission_label")}
              value={draft.commission}
              onChange={(commission) => change({ commission: commission as PaylinkDraft["commission"] })}
              segments={COMMISSION_PAYERS.map((value) => ({ value, label: t(`commission_payer.${value}`) }))}
            />
          </div>
          <p className="hint">{t(`commission_hint.${draft.commission}`)}</p>
        </div>
        <FormText
          fields={fields}
          name="installment_key"
          label={t("installment_key")}
          hint={t("installment_hint")}
          maxLength={200}
        />
      </div>
    </section>
  );
}
