import type { ReactNode } from "react";
import { Icon } from "../../icons";

export type FieldProps = {
  id: string;
  label: ReactNode;
  optional?: string | undefined;
  hint?: ReactNode;
  errors?: readonly string[] | undefined;
};

/** Ids for aria-describedby, in the order they are read out. */
export function describedBy({ id, hint, errors }: Pick<FieldProps, "id" | "hint" | "errors">): string | undefined {
  const ids = [errors?.length ? `${id}-error` : "", hint ? `${id}-hint` : ""].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}

/** Label above, then the control, then what is wrong, then the hint. */
export function Field({ id, label, optional, hint, errors, children }: FieldProps & { children: ReactNode }) {
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
        {optional ? <span className="optional">{optional}</span> : null}
      </label>
      {children}
      {errors?.length ? (
        <p className="field-error" id={`${id}-error`}>
          <Icon name="alert" />
          {errors[0]}
        </p>
      ) : null}
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}
