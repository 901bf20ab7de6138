import { useTranslations } from "next-intl";
import type { Role } from "@/lib/auth/permissions";
import { EmptyState } from "../ui/lists/empty-state";

export function NotAllowed({ role }: { role: Role }) {
  const t = useTranslations();
  return (
    <div className="panel">
      <h1 className="sr-only">{t("common.not_allowed.title")}</h1>
      <EmptyState
        kind="not_allowed"
        title={t("common.not_allowed.title")}
        text={t("common.not_allowed.text", { role: t(`shell.roles.${role}`) })}
      />
    </div>
  );
}
