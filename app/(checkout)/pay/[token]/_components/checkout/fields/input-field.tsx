import type { ComponentProps, ReactNode } from "react";
import { Icon } from "@/app/_components/icons";

type InputFieldProps = Omit<ComponentProps<"input">, "id" | "className"> & {
  field: string;
  label: string;
  aside?: ReactNode;
  hint: string;
  error?: string | undefined;
  isHalf?: boolean;
};

/** The anchor of a field, for the links of the error summary. */
export const fieldId = (field: string): string => `f-${field}`;

/** Every field keeps its hint line; an error replaces it, so nothing moves. */
export function InputField({ field, label, aside, hint, error, isHalf, ...input }: InputFieldProps) {
  const id = fieldId(field);
  const state = [isHalf ? "is-half" : "", error ? "is-bad" : ""].filter(Boolean).join(" ");
  return (
    <div className={`payer-field ${state}`}>
      <div className="payer-field-head">
        <label htmlFor={id}>{label}</label>
        {aside ? <span>{aside}</span> : null}
      </div>
      <input
        {...input}
        id={id}
        className="payer-input"
        aria-describedby={`${id}-hint`}
        aria-invalid={error ? true : undefined}
      />
      <p className="payer-hint" id={`${id}-hint`}>
        {error ? <Icon name="alert" /> : null}
        <span>{error ?? hint}</span>
      </p>
    </div>
  );
}
