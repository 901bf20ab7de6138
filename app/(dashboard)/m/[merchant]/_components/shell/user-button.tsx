import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";

export type UserMenuProps = { name: string; email: string; roleName: string; initials: string };

export function UserButton({
  name,
  initials,
  ...button
}: Pick<UserMenuProps, "name" | "initials"> & ComponentProps<"button">) {
  const t = useTranslations("shell");
  return (
    <button type="button" className="avatar" aria-haspopup="menu" {...button}>
      <span aria-hidden="true">{initials}</span>
      <span className="sr-only">{t("user_menu", { name })}</span>
    </button>
  );
}
