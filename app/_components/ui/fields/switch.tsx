import type { ComponentProps, ReactNode } from "react";

type SwitchProps = { label: string; hint?: ReactNode } & Omit<ComponentProps<"input">, "type" | "className" | "role">;

export function Switch({ label, hint, ...input }: SwitchProps) {
  return (
    <label className="switch-row">
      <span>
        <b className="font-medium">{label}</b>
        {hint ? <span className="hint">{hint}</span> : null}
      </span>
      {/* biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox tells its state by itself */}
      <input className="switch" type="checkbox" role="switch" {...input} />
    </label>
  );
}
