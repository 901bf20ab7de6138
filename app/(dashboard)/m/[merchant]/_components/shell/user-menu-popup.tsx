"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Icon } from "@/app/_components/icons";
import { Menu, MenuChoice, MenuItem, MenuLine } from "@/app/_components/ui/overlays/menu";
import { applyTheme, rememberLocale, THEMES, type Theme, themeFrom } from "@/app/_lib/preferences";
import { useKeySheet } from "./keyboard-shortcuts";
import { signOutAction } from "./sign-out-action";

import { UserButton, type UserMenuProps } from "./user-button";

export function UserMenuPopup({ name, email, roleName, initials }: UserMenuProps) {
  const t = useTranslations("shell");
  const locale = useLocale();
  const router = useRouter();
  const openKeySheet = useKeySheet();
  const [theme, setTheme] = useState<Theme>("system");
  useEffect(() => setTheme(themeFrom(document.documentElement.dataset.theme)), []);

  const chooseTheme = (value: string) => {
    const next = themeFrom(value);
    applyTheme(next);
    setTheme(next);
  };
  const chooseLocale = (value: string) => {
    rememberLocale(value);
    router.refresh();
  };

  return (
    <Menu defaultOpen trigger={<UserButton name={name} initials={initials} />}>
      <div className="menu-person">
        <b className="font-medium">{name}</b>
        <small>{email}</small>
        <small>{roleName}</small>
      </div>
      <MenuLine />
      <MenuChoice
        label={t("language")}
        value={locale}
        onChange={chooseLocale}
        options={[
          { value: "tr", label: "Türkçe" },
          { value: "en", label: "English" },
        ]}
      />
      <MenuChoice
        label={t("theme")}
        value={theme}
        onChange={chooseTheme}
        options={THEMES.map((value) => ({ value, label: t(`themes.${value}`) }))}
      />
      <MenuLine />
      <MenuItem onSelect={openKeySheet}>
        {t("keys")}
        <kbd>?</kbd>
      </MenuItem>
      <MenuItem onSelect={() => void signOutAction()}>
        <Icon name="external" />
        {t("sign_out")}
      </MenuItem>
    </Menu>
  );
}
