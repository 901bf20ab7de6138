import type { Route } from "next";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { Link } from "./link";

export type ButtonTone = "plain" | "primary" | "ghost" | "caution" | "danger";
export type ButtonSize = "sm" | "md" | "lg";
type Look = { tone?: ButtonTone | undefined; size?: ButtonSize | undefined; wide?: boolean | undefined };

export function buttonClass({ tone = "plain", size = "md", wide }: Look, extra?: string): string {
  return classNames(
    "button",
    tone !== "plain" && `button-${tone}`,
    size !== "md" && `button-${size}`,
    wide && "button-wide",
    extra,
  );
}

type ButtonProps = Look & { busy?: boolean | undefined } & ComponentProps<"button">;

export function Button({
  tone,
  size,
  wide,
  busy,
  className,
  children,
  disabled,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={buttonClass({ tone, size, wide }, className)}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy ? <span className="spinner" aria-hidden="true" /> : null}
      {children}
    </button>
  );
}

export function ButtonLink({
  tone,
  size,
  wide,
  className,
  href,
  children,
}: Look & { className?: string; href: Route; children: ReactNode }) {
  return (
    <Link href={href} className={buttonClass({ tone, size, wide }, className)}>
      {children}
    </Link>
  );
}
