import type { ComponentProps } from "react";
import { describedBy, Field, type FieldProps } from "./field";

type TextFieldProps = FieldProps & Omit<ComponentProps<"input">, "id" | "className">;

export function TextField({ id, label, optional, hint, errors, ...input }: TextFieldProps) {
  return (
    <Field id={id} label={label} optional={optional} hint={hint} errors={errors}>
      <input
        id={id}
        className="input"
        aria-invalid={errors?.length ? true : undefined}
        aria-describedby={describedBy({ id, hint, errors })}
        {...input}
      />
    </Field>
  );
}

type TextAreaProps = FieldProps & Omit<ComponentProps<"textarea">, "id" | "className">;

export function TextArea({ id, label, optional, hint, errors, ...input }: TextAreaProps) {
  return (
    <Field id={id} label={label} optional={optional} hint={hint} errors={errors}>
      <textarea
        id={id}
        className="input"
        rows={2}
        aria-invalid={errors?.length ? true : undefined}
        aria-describedby={describedBy({ id, hint, errors })}
        {...input}
      />
    </Field>
  );
}
