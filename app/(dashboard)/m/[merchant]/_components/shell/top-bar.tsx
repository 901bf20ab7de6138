import { useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import type { Role } from "@/lib/auth/permissions";
import { LiveTag } from "./live-tag";
import { UserMenu } from "./user-menu";

type TopBarProps = {
  merchant: { name: string };
  mode: "test" | "live";
  user: { name: string; email: string; role: Role };
};

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join("")
    .toLocaleUpperCase("tr");
}

export function TopBar({ merchant, mode, user }: TopBarProps) {
  const t = useTranslations("shell");
  return (
    <header className="topbar">
      <div className="merchant-name">
        <span className="merchant-mark" aria-hidden="true">
          {initials(merchant.name)}
        </span>
        <span>{merchant.name}</span>
      </div>
      <div className="topbar-end">
        <LiveTag />
        {mode === "test" ? (
          <span className="mode-pill is-test">
            <Icon name="flask" />
            {t("test_pill")}
            <span className="max-md:hidden">{t("test_note")}</span>
          </span>
        ) : (
          <span className="mode-pill">
            <i />
            {t("live_pill")}
          </span>
        )}
        <UserMenu
          name={user.name}
          email={user.email}
          roleName={t(`roles.${user.role}`)}
          initials={initials(user.name)}
        />
      </div>
      <div className="absolute" data-overlays />
    </header>
  );
}
