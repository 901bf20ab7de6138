"use client";

import { getInputProps } from "@conform-to/react";
import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { TextArea, TextField } from "@/app/_components/ui/fields/text-field";
import type { FormFieldMap } from "./paylink-form";

/** Catalogue text for the error codes of one field. */
export function useFieldErrors(): (errors: string[] | undefined) => string[] | undefined {
  const t = useTranslations("create.errors");
  return (errors) => errors?.map((code) => (t.has(code) ? t(code) : t("invalid")));
}

type FormTextProps = {
  fields: FormFieldMap;
  name: string;
  label: string;
  hint?: ReactNode;
  required?: boolean;
  multiline?: boolean;
} & Pick<
  ComponentProps<"input">,
  "type" | "inputMode" | "autoComplete" | "placeholder" | "maxLength" | "defaultValue"
> & { onText?: (text: string) => void };

export function FormText({
  fields,
  name,
  label,
  hint,
  required,
  multiline,
  onText,
  type = "text",
  defaultValue,
  ...rest
}: FormTextProps) {
  const common = useTranslations("common");
  const errorsOf = useFieldErrors();
  const field = fields[name];
  if (!field) return null;
  const {
    defaultValue: initial,
    required: _required,
    ...props
  } = getInputProps(field, { type: "text", ariaAttributes: false });
  const shared = {
    label,
    hint,
    optional: required ? undefined : common("optional"),
    errors: errorsOf(field.errors),
    defaultValue: initial ?? defaultValue,
  };
  if (multiline) {
    return (
      <TextArea
        {...shared}
        key={field.key}
        id={props.id}
        name={props.name}
        maxLength={rest.maxLength}
        onChange={(event) => onText?.(event.target.value)}
      />
    );
  }
  return (
    <TextField
      {...props}
      {...rest}
      {...shared}
      key={field.key}
      type={type}
      onChange={(event) => onText?.(event.target.value)}
    />
  );
}
