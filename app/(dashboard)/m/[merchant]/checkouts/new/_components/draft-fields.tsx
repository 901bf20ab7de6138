"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { type Segment, SegmentedControl } from "@/app/_components/ui/fields/segmented-control";
import { TextField } from "@/app/_components/ui/fields/text-field";
import type { CheckoutDraft } from "../checkout-draft";
import type { FieldErrors } from "../read-draft";

/** The typed form, how to change it and what was refused. */
export type FormState = {
  draft: CheckoutDraft;
  change: (part: Partial<CheckoutDraft>) => void;
  errors: FieldErrors;
};

/** Catalogue text for the error codes of one field. */
export function useErrorText(errors: FieldErrors): (field: string) => string[] | undefined {
  const t = useTranslations("checkouts.new.errors");
  return (field) => errors[field]?.map((code) => (t.has(code) ? t(code) : t("invalid")));
}

/** Fields of plain text, by their name in the draft. */
type TextName = {
  [Name in keyof CheckoutDraft]: string extends CheckoutDraft[Name] ? Name : never;
}[keyof CheckoutDraft];

type DraftTextProps = { form: FormState; name: TextName; hint?: string; required?: boolean } & Pick<
  ComponentProps<"input">,
  "type" | "inputMode" | "placeholder" | "maxLength"
>;

export function DraftText({ form, name, hint, required, ...input }: DraftTextProps) {
  const t = useTranslations("checkouts.new");
  const common = useTranslations("common");
  const errorText = useErrorText(form.errors);
  return (
    <TextField
      {...input}
      id={name}
      name={name}
      label={t(name)}
      hint={hint}
      optional={required ? undefined : common("optional")}
      errors={errorText(name)}
      autoComplete="off"
      value={form.draft[name]}
      onChange={(event) => form.change({ [name]: event.target.value })}
    />
  );
}

type DraftChoiceProps = {
  form: FormState;
  name: "capture" | "bearer" | "provider" | "hours";
  label: string;
  segments: readonly Segment[];
  hint?: string;
};

export function DraftChoice({ form, name, label, segments, hint }: DraftChoiceProps) {
  const [error] = useErrorText(form.errors)(name) ?? [];
  return (
    <div className="field">
      <span className="field-label">{label}</span>
      <div>
        <SegmentedControl
          name={name}
          label={label}
          value={form.draft[name]}
          onChange={(value) => form.change({ [name]: value })}
          segments={segments}
        />
      </div>
      {error ? (
        <p className="field-error" role="alert">
          {error}
        </p>
      ) : null}
      {hint ? <p className="hint">{hint}</p> : null}
    </div>
  );
}
