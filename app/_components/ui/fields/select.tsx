import type { ComponentProps } from "react";
import { Icon } from "../../icons";
import { describedBy, Field, type FieldProps } from "./field";

export type SelectOption = { value: string; label: string };
type SelectProps = FieldProps & { options: readonly SelectOption[] } & Omit<
    ComponentProps<"select">,
    "id" | "className"
  >;

/** The platform's own list: it works on phones, with a keyboard and without script. */
export function Select({ id, label, optional, hint, errors, options, ...select }: SelectProps) {
  return (
    <Field id={id} label={label} optional={optional} hint={hint} errors={errors}>
      <div className="select">
        <select
          id={id}
          className="input"
          aria-invalid={errors?.length ? true : undefined}
          aria-describedby={describedBy({ id, hint, errors })}
          {...select}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="upDown" />
      </div>
    </Field>
  );
}
