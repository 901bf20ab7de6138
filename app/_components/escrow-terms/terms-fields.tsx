"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Checkbox } from "@/app/_components/ui/fields/checkbox";
import { TextField } from "@/app/_components/ui/fields/text-field";
import { type EscrowField, USUAL_DAYS } from "@/app/_lib/forms/escrow-draft";

type Input = ComponentProps<"input"> & { key?: string | undefined };

export type TermsFieldsProps = {
  /** Value or first value of a field, as the form around it keeps them. */
  bind: (name: EscrowField) => Pick<Input, "value" | "defaultValue" | "onChange">;
  /** The switch itself. */
  toggle: Pick<Input, "checked" | "defaultChecked" | "onChange">;
  errors: (name: EscrowField) => string[] | undefined;
};

type OneProps = Pick<TermsFieldsProps, "bind" | "errors"> & {
  name: EscrowField;
  hint?: boolean;
} & Pick<Input, "inputMode" | "maxLength" | "autoComplete">;

/** Marked as optional; the others say so in the words above or below them. */
const MARKED: readonly EscrowField[] = ["escrow_serial", "escrow_name", "escrow_iban"];

function One({ bind, errors, name, hint, ...input }: OneProps) {
  const t = useTranslations("escrow_terms");
  const common = useTranslations("common");
  const told = errors(name)?.map((code) => (t.has(`errors.${code}`) ? t(`errors.${code}`) : t("errors.invalid")));
  return (
    <TextField
      {...input}
      {...bind(name)}
      id={name}
      name={name}
      label={t(name)}
      hint={hint ? t(`${name}_hint`) : undefined}
      optional={MARKED.includes(name) ? common("optional") : undefined}
      errors={told}
      autoComplete="off"
    />
  );
}

/** Terms of a payment on confirmed delivery. Open while the switch is on; it works without script too. */
export function TermsFields({ toggle, ...field }: TermsFieldsProps) {
  const t = useTranslations("escrow_terms");
  return (
    <section className="escrow-terms">
      <h2>{t("title")}</h2>
      <div className="group">
        <div>
          <Checkbox name="escrow_on" label={t("on")} {...toggle} />
          <p className="hint">{t("on_hint")}</p>
        </div>
        <div className="group escrow-fields">
          <div className="pair">
            <One {...field} name="escrow_days" hint inputMode="numeric" maxLength={2} />
            <One {...field} name="escrow_hours" hint inputMode="numeric" maxLength={4} />
          </div>
          <One {...field} name="escrow_serial" hint maxLength={60} />
          <h3>{t("beneficiary")}</h3>
          <p className="hint">{t("beneficiary_hint")}</p>
          <div className="pair">
            <One {...field} name="escrow_name" maxLength={120} />
            <One {...field} name="escrow_iban" maxLength={34} />
          </div>
          <h3>{t("split")}</h3>
          <p className="hint">{t("split_hint")}</p>
          <div className="pair">
            <One {...field} name="escrow_goods" inputMode="decimal" maxLength={20} />
            <One {...field} name="escrow_cargo" inputMode="decimal" maxLength={20} />
          </div>
          <div className="pair">
            <One {...field} name="escrow_fee" inputMode="decimal" maxLength={20} />
            <One {...field} name="escrow_commission" inputMode="decimal" maxLength={20} />
          </div>
        </div>
      </div>
    </section>
  );
}

/** What a field holds before anything is typed. */
export const firstText = (name: EscrowField): string => (name === "escrow_days" ? USUAL_DAYS : "");
