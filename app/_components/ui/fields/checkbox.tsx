import type { ComponentProps, ReactNode } from "react";

type CheckboxProps = { label: ReactNode } & Omit<ComponentProps<"input">, "type" | "className">;

export function Checkbox({ label, ...input }: CheckboxProps) {
  return (
    <label className="checkbox">
      <input type="checkbox" {...input} />
      <span>{label}</span>
    </label>
  );
}
